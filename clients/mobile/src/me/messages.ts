import AsyncStorage from "@react-native-async-storage/async-storage";
import { dropPushToken, HAS_PUSH, PLATFORM, pushToken } from "../device/push";
import { answer, once, Refused, server } from "../session/server.ts";
import { tokens } from "../session/tokens.ts";
import { pocket } from "../sync/pocket.ts";
import { uuid7 } from "../sync/uuid.ts";
import { refreshTickets } from "../tickets/live.ts";

export type Data = Record<string, unknown> | undefined;

const INSTALLATION = "careturn.installation";
/** Somebody left, and messages for them may still come to this installation. */
const LEFT = "careturn.push.left";
const PATIENCE_MS = 5_000;

/** This installation, whoever is signed in on it. */
async function installation(): Promise<string> {
  const known = await AsyncStorage.getItem(INSTALLATION).catch(() => null);
  if (known) return known;
  const made = uuid7();
  await AsyncStorage.setItem(INSTALLATION, made).catch(() => undefined);
  return made;
}

/** Messages for who is signed in come here from now on, and nobody else's: the server keeps one person an address. */
export async function takeMessages(token: string): Promise<void> {
  const params = { path: { pushDeviceId: await installation() }, header: once() };
  await answer(server.PUT("/api/v1/push-devices/{pushDeviceId}", { params, body: { token, platform: PLATFORM } }));
  await AsyncStorage.removeItem(LEFT).catch(() => undefined);
}

/** At the start of who is signed in. */
export async function beginMessages(): Promise<void> {
  await forgetWhoLeft();
  const token = await pushToken();
  if (token) await takeMessages(token);
}

/** At the sign-out: this installation gets nothing more. Without a connection its address goes as soon as there is one. */
export async function endMessages(): Promise<void> {
  if (!HAS_PUSH) return;
  await AsyncStorage.setItem(LEFT, "yes").catch(() => undefined);
  const params = { path: { pushDeviceId: await installation() }, header: once() };
  const told = answer(server.DELETE("/api/v1/push-devices/{pushDeviceId}", { params })).then(
    () => true,
    (cause) => cause instanceof Refused && cause.status === 404,
  );
  const dropped = forgetWhoLeft();
  await soon(Promise.all([told, dropped]));
}

/** Until the address under which the former person was reached is gone. */
export async function forgetWhoLeft(): Promise<void> {
  if (!HAS_PUSH || !(await AsyncStorage.getItem(LEFT).catch(() => null))) return;
  await dropPushToken().then(
    () => AsyncStorage.removeItem(LEFT),
    () => undefined,
  );
}

/** The message was shown on this phone. */
export async function acknowledge(data: Data): Promise<void> {
  const notificationId = data?.notificationId;
  if (typeof notificationId !== "string") return;
  const params = { path: { pushDeviceId: await installation() }, header: once(`shown-${notificationId}`) };
  const path = "/api/v1/push-devices/{pushDeviceId}/acknowledgements" as const;
  await answer(server.POST(path, { params, body: { notificationId } })).catch(() => undefined);
}

/** While the app is closed or behind another: what the message tells of is fetched, so that it is there when opened. */
export async function cameWhileAway(data: Data): Promise<void> {
  if (tokens.get().state === "STARTING") await tokens.start();
  const signed = tokens.get();
  if (signed.state !== "IN") {
    await forgetWhoLeft();
    return;
  }
  await pocket.open(signed.account.id);
  await Promise.allSettled([acknowledge(data), pocket.engine.sync(), refreshTickets()]);
}

/** Where a message leads that was touched. */
export function placeOf(data: Data): string {
  const { visitId, appointmentId } = data ?? {};
  if (typeof visitId === "string") return `/ticket/${visitId}`;
  if (typeof appointmentId === "string") return `/booking/${appointmentId}`;
  return "/";
}

function soon(work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
