/** Whoever served this page. */
export const SERVER: string = globalThis.location?.origin ?? "";

export const fetchStream: typeof globalThis.fetch = (...request) => fetch(...request);

export function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** The tab is looked at again, or the network is back. */
export function onWake(wake: () => void): () => void {
  const visible = () => document.visibilityState === "visible" && wake();
  addEventListener("online", wake);
  addEventListener("focus", wake);
  document.addEventListener("visibilitychange", visible);
  return () => {
    removeEventListener("online", wake);
    removeEventListener("focus", wake);
    document.removeEventListener("visibilitychange", visible);
  };
}
