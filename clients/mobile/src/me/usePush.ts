import { type Href, useRouter } from "expo-router";
import { useEffect } from "react";
import { HAS_PUSH, onPush } from "../device/push";
import { pocket } from "../sync/pocket.ts";
import { refreshTickets } from "../tickets/live.ts";
import { acknowledge, beginMessages, type Data, placeOf, takeMessages } from "./messages.ts";

function wake(data: Data): void {
  pocket.engine.nudge();
  void refreshTickets().catch(() => undefined);
  void acknowledge(data);
}

/** A push wakes a pull and is acknowledged; opened, it lands on the ticket or the appointment. */
export function usePush(): void {
  const router = useRouter();
  useEffect(() => {
    if (!HAS_PUSH) return;
    void beginMessages().catch(() => undefined);
    return onPush({
      token: (token: string) => void takeMessages(token).catch(() => undefined),
      came: wake,
      opened: (data: Data) => {
        wake(data);
        router.push(placeOf(data) as Href);
      },
    });
  }, [router]);
}
