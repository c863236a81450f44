/** A phone has one window: nobody else does the same at the same time. */
const running = new Map<string, Promise<unknown>>();

/** Runs {@code work} where nothing of this name runs; undefined where something does. */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  if (running.has(name)) return undefined;
  const run = work();
  running.set(name, run);
  try {
    return await run;
  } finally {
    running.delete(name);
  }
}

/** Runs {@code work} after what runs under this name. */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const key = `turn/${name}`;
  const turn = (running.get(key) ?? Promise.resolve()).catch(() => undefined).then(work);
  running.set(key, turn);
  return turn;
}

export interface Channel<T> {
  post(message: T): void;
}

/** To the other windows of this device. */
export function channel<T>(_name: string, _heard: (message: T) => void): Channel<T> {
  return { post: () => undefined };
}
