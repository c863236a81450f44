import * as LocalAuthentication from "expo-local-authentication";
import { AppState } from "react-native";

/** Whether this phone has a face, finger or code to ask for. */
export async function canLock(): Promise<boolean> {
  return (await LocalAuthentication.getEnrolledLevelAsync()) !== LocalAuthentication.SecurityLevel.NONE;
}

export async function unlock(reason: string): Promise<boolean> {
  return (await LocalAuthentication.authenticateAsync({ promptMessage: reason })).success;
}

/** Calls {@code left} when the app goes to the back, and {@code back} when it comes to the front again. */
export function onLeave(left: () => void, back: () => void): () => void {
  const listening = AppState.addEventListener("change", (state) => {
    if (state === "background") left();
    if (state === "active") back();
  });
  return () => listening.remove();
}
