import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import { useEffect, useRef } from "react";
import { callAttention } from "../device/alarm";
import { presentStep } from "./change.ts";
import { useTickets } from "./useTickets.ts";

/** When somebody is called: the phone vibrates and sounds, and the ticket is on the screen. */
export function useCalls(): void {
  const { t } = useLingui();
  const router = useRouter();
  const { value } = useTickets();
  const heard = useRef(new Set<string>());
  useEffect(() => {
    for (const ticket of value ?? []) {
      const step = presentStep(ticket);
      if (step?.state !== "CALLED") continue;
      const call = `${step.entryId}/${step.calledAt ?? ""}`;
      if (heard.current.has(call)) continue;
      heard.current.add(call);
      const where = step.room ? t`Please go to ${step.room}` : t`Please go in now`;
      void callAttention(t`It's your turn`, `${ticket.ticketNumber}: ${where}`);
      router.push(`/ticket/${ticket.visitId}`);
    }
  }, [value, t, router]);
}
