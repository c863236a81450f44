export const PLATFORM = "ANDROID" as "ANDROID" | "IOS";

/** A web app isn't reached while it is closed; SMS is offered instead. */
export const HAS_PUSH = false as boolean;

export async function pushToken(): Promise<string | null> {
  return null;
}

export function onPush(_heard: object): () => void {
  return () => undefined;
}
