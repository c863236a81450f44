import { useSyncExternalStore } from "react";

const STEP_MS = 10_000;

/** The time, anew every ten seconds. */
export function useNow(): number {
  return useSyncExternalStore(
    (changed) => {
      const timer = setInterval(changed, 1_000);
      return () => clearInterval(timer);
    },
    () => Math.floor(Date.now() / STEP_MS) * STEP_MS,
  );
}
