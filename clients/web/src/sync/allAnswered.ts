import { desk } from "./desk.ts";

const PATIENCE_MS = 4_000;

/** When the server has answered all that was done here; soon in any case. What is asked of it next builds on that. */
export async function allAnswered(): Promise<void> {
  const open = async () => (await desk.engine.pending()).filter(({ result }) => !result).map(({ mid }) => mid);
  const last = (await open()).at(-1);
  if (last === undefined) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const look = async () => {
      if (!desk.isReached() || !(await open()).some((mid) => mid <= last)) end();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const stop = desk.subscribe(() => void look());
    void look();
  });
}
