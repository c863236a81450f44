import AsyncStorage from "@react-native-async-storage/async-storage";
import { useSyncExternalStore } from "react";

/** What somebody likes on this device, whoever is signed in; nothing about a patient. */
export interface Preferences {
  /** Null: the device's own. */
  language: string | null;
  colours: "SYSTEM" | "LIGHT" | "DARK";
  /** Times the size of the device's text. */
  textSize: 1 | 1.25 | 1.5 | 2;
  /** Asks for the face, finger or code of the phone when the app comes back. */
  isLocked: boolean;
}

const KEPT = "careturn.preferences";
const FIRST: Preferences = { language: null, colours: "SYSTEM", textSize: 1, isLocked: false };

let present = FIRST;
const listeners = new Set<() => void>();

export async function readPreferences(): Promise<Preferences> {
  const text = await AsyncStorage.getItem(KEPT).catch(() => null);
  try {
    show({ ...FIRST, ...(JSON.parse(text ?? "{}") as Partial<Preferences>) });
  } catch {
    show(FIRST);
  }
  return present;
}

export function prefer(change: Partial<Preferences>): void {
  show({ ...present, ...change });
  void AsyncStorage.setItem(KEPT, JSON.stringify(present)).catch(() => undefined);
}

export function preferences(): Preferences {
  return present;
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => present,
    () => present,
  );
}

function show(next: Preferences): void {
  present = next;
  for (const listener of listeners) listener();
}
