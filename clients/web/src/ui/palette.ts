import { useEffect, useSyncExternalStore } from "react";

export interface PaletteItem {
  /** A key that does the same. */
  hint?: string;
  id: string;
  group: string;
  label: string;
  run: () => void;
}

let offered: PaletteItem[] = [];
const sources = new Map<object, PaletteItem[]>();
const listeners = new Set<() => void>();

function changed(): void {
  offered = [...sources.values()].flat();
  for (const listener of listeners) listener();
}

/** What a screen lets people find in the palette, while it is shown. @param items kept by useMemo */
export function useOffer(items: PaletteItem[]): void {
  useEffect(() => {
    sources.set(items, items);
    changed();
    return () => {
      sources.delete(items);
      changed();
    };
  }, [items]);
}

export function usePaletteItems(): PaletteItem[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => offered,
  );
}
