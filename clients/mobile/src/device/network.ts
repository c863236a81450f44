import { fetch as streamingFetch } from "expo/fetch";
import Constants from "expo-constants";
import { getRandomValues } from "expo-crypto";
import { AppState } from "react-native";

/** The hospital's server, which a store build names. */
export const SERVER: string = Constants.expoConfig?.extra?.server ?? "";

/** React Native reads an answer only when it has ended; expo reads it while it comes. */
export const fetchStream = streamingFetch as unknown as typeof globalThis.fetch;

export function randomBytes(count: number): Uint8Array {
  return getRandomValues(new Uint8Array(count));
}

/** The app comes to the front. */
export function onWake(wake: () => void): () => void {
  const listening = AppState.addEventListener("change", (state) => state === "active" && wake());
  return () => listening.remove();
}
