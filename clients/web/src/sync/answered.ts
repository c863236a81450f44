import type { Result } from "@careturn/sync";
import { desk } from "./desk.ts";

const PATIENCE_MS = 4_000;

/** The server's word on mutation {@code mid}; null where it isn't known soon, as without a network. */
export function answered(mid: number): Promise<Result | null> {
  return new Promise((resolve) => {
    const stops: (() => void)[] = [];
    const end = (result: Result | null) => {
      for (const stop of stops) stop();
      resolve(result);
    };
    const look = () => {
      const word = wordOn(mid);
      if (word) end(word.result);
    };
    const timer = setTimeout(() => end(null), PATIENCE_MS);
    stops.push(desk.subscribe(look), () => clearTimeout(timer));
    look();
  });
}

/** Undefined while there is a point in waiting. */
function wordOn(mid: number): { result: Result | null } | undefined {
  const { pending, inbox } = desk.get();
  const refused = inbox.find(({ mutation }) => mutation?.mid === mid)?.mutation?.result;
  const result = pending.find((one) => one.mid === mid)?.result ?? refused;
  if (result) return { result };
  return desk.isReached() ? undefined : { result: null };
}
