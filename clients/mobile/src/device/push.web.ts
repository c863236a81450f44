export const PLATFORM = "ANDROID" as "ANDROID" | "IOS";

/** A web app isn't reached while it is closed; SMS is offered instead. */
export const HAS_PUSH = false as boolean;

export type Data = Record<string, unknown> | undefined;

export async function pushToken(): Promise<string | null> {
  return null;
}

export async function dropPushToken(): Promise<void> {}

export function onMessageWhileAway(_came: (data: Data) => Promise<void>): void {}

export function onPush(_heard: object): () => void {
  return () => undefined;
}
