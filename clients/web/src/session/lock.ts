import { useEffect, useState, useSyncExternalStore } from "react";
import { desk } from "../sync/desk.ts";

const KEPT = "careturn.locked";

const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}

// Another tab has locked or opened the screen for all.
window.addEventListener("storage", ({ key }) => key === KEPT && changed());

/** Keeps the screen shut in every tab, also after a reload, until the PIN or a sign-in opens it. */
export function lockScreen(): void {
  localStorage.setItem(KEPT, "1");
  changed();
}

export function openScreen(): void {
  localStorage.removeItem(KEPT);
  changed();
}

/**
 * Whether the screen is shut for who is signed in. Whoever opens the program without the server is asked for the PIN, where
 * there is one: there is nobody else to ask.
 */
export function useIsLocked(userId: string, isOffline: boolean): boolean | null {
  const isLocked = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(KEPT) !== null,
  );
  const [asked, setAsked] = useState(isOffline);
  useEffect(() => {
    if (!asked) return;
    void desk.vault
      .hasPin(userId)
      .catch(() => false)
      .then((hasPin) => {
        if (hasPin) lockScreen();
        setAsked(false);
      });
  }, [asked, userId]);
  return asked ? null : isLocked;
}
