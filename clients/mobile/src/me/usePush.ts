import AsyncStorage from "@react-native-async-storage/async-storage";
import { useRouter } from "expo-router";
import { useEffect } from "react";
import { HAS_PUSH, onPush, PLATFORM, pushToken } from "../device/push";
import { answer, once, server } from "../session/server.ts";
import { pocket } from "../sync/pocket.ts";
import { uuid7 } from "../sync/uuid.ts";
import { refreshTickets } from "../tickets/live.ts";

const KEPT = "careturn.installation";

/** This installation, whoever is signed in on it. */
async function installation(): Promise<string> {
  const known = await AsyncStorage.getItem(KEPT).catch(() => null);
  if (known) return known;
  const made = uuid7();
  await AsyncStorage.setItem(KEPT, made).catch(() => undefined);
  return made;
}

async function register(token: string): Promise<void> {
  const params = { path: { pushDeviceId: await installation() }, header: once() };
  await answer(server.PUT("/api/v1/push-devices/{pushDeviceId}", { params, body: { token, platform: PLATFORM } }));
}

/** At the sign-out: this installation gets nothing more. */
export async function forgetPush(): Promise<void> {
  if (!HAS_PUSH) return;
  const params = { path: { pushDeviceId: await installation() }, header: once() };
  await answer(server.DELETE("/api/v1/push-devices/{pushDeviceId}", { params })).catch(() => undefined);
}

async function acknowledge(data: Record<string, unknown> | undefined): Promise<void> {
  const notificationId = data?.notificationId;
  if (typeof notificationId !== "string") return;
  const params = { path: { pushDeviceId: await installation() }, header: once(`shown-${notificationId}`) };
  const path = "/api/v1/push-devices/{pushDeviceId}/acknowledgements" as const;
  await answer(server.POST(path, { params, body: { notificationId } })).catch(() => undefined);
}

function wake(): void {
  pocket.engine.nudge();
  void refreshTickets().catch(() => undefined);
}

/** A push wakes a pull and is acknowledged; opened, it lands on the ticket. */
export function usePush(): void {
  const router = useRouter();
  useEffect(() => {
    if (!HAS_PUSH) return;
    const send = (token: string) => void register(token).catch(() => undefined);
    void pushToken().then((token) => token && send(token));
    return onPush({
      token: send,
      came: (data: Record<string, unknown> | undefined) => {
        wake();
        void acknowledge(data);
      },
      opened: (data: Record<string, unknown> | undefined) => {
        wake();
        void acknowledge(data);
        router.push("/");
      },
    });
  }, [router]);
}
