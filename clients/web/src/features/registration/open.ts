import { useSyncExternalStore } from "react";

let isOpen = false;
const listeners = new Set<() => void>();

function become(now: boolean): void {
  isOpen = now;
  for (const listener of listeners) listener();
}

/** Opens the registration over whatever is shown. */
export const openRegistration = (): void => become(true);
export const closeRegistration = (): void => become(false);

export function useIsRegistering(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isOpen,
  );
}
