/** Runs {@code work} where no other tab runs one of this name; undefined where one does. */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => (lock ? await work() : undefined));
}

/** Runs {@code work} after what runs under this name in any tab. */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, async () => work()) as Promise<T>;
}

export interface Channel<T> {
  post(message: T): void;
}

/** To the other tabs of this browser. */
export function channel<T>(name: string, heard: (message: T) => void): Channel<T> {
  const made = new BroadcastChannel(name);
  made.onmessage = ({ data }: MessageEvent<T>) => heard(data);
  return { post: (message) => made.postMessage(message) };
}
