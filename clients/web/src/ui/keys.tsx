import { type ReactNode, useLayoutEffect, useRef, useSyncExternalStore } from "react";

export interface Key {
  /** As KeyboardEvent.key gives it: "n", "?", "ArrowUp"; "mod+k" is Ctrl or Cmd with it, "alt+ArrowUp" Alt. */
  key: string;
  /** What it does, for the help and the palette. */
  label: string;
  run: () => void;
  /** Not offered while it does nothing. */
  isOff?: boolean;
  icon?: ReactNode;
}

const sets = new Map<symbol, { group: string; keys: Key[] }>();
let listed: { group: string; keys: Key[] }[] = [];
const listeners = new Set<() => void>();

function changed(): void {
  listed = [...sets.values()];
  for (const listener of listeners) listener();
}

/** Keys of a screen, while it is shown. */
export function useKeys(group: string, keys: Key[]): void {
  const id = useRef(Symbol(group)).current;
  const signature = keys.map(({ key, label, isOff }) => `${key}/${label}/${isOff ? 1 : 0}`).join();
  const current = useRef(keys);
  current.current = keys;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a key runs is read when it is pressed
  useLayoutEffect(() => {
    const live = current.current.map((one, index) => ({ ...one, run: () => current.current[index]?.run() }));
    sets.set(id, { group, keys: live });
    changed();
    return () => {
      sets.delete(id);
      changed();
    };
  }, [id, group, signature]);
}

export function useAllKeys(): { group: string; keys: Key[] }[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => listed,
  );
}

function combination(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return `mod+${key}`;
  return event.altKey ? `alt+${key}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable=true]") !== null;
}

/** Something that has its own keys is open; lists that are closed may still be in the document. */
function isCovered(): boolean {
  const covering = document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]');
  return [...covering].some((element) => element.checkVisibility());
}

/** One listener for all keys; the screen that came last wins. */
export function listenToKeys(): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = combination(event);
    if (!key.startsWith("mod+") && (isTyping(event.target) || isCovered())) return;
    const found = [...sets.values()].flatMap(({ keys }) => keys).findLast((one) => one.key === key && !one.isOff);
    if (!found) return;
    event.preventDefault();
    found.run();
  };
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

/** For people: "Ctrl K". */
export function keyText(key: string): string {
  const names: Record<string, string> = {
    ArrowUp: "↑",
    ArrowDown: "↓",
    Enter: "↵",
    Escape: "Esc",
    Delete: "Del",
    " ": "Space",
  };
  return key
    .split("+")
    .map((part) => (part === "mod" ? "Ctrl" : part === "alt" ? "Alt" : (names[part] ?? part.toUpperCase())))
    .join(" ");
}
