import { useLingui } from "@lingui/react/macro";
import { usePathname, useRouter } from "expo-router";
import { useEffect, useRef } from "react";
import { callAttention } from "../device/alarm";
import { presentStep } from "./change.ts";
import type { TicketStep } from "./live.ts";
import { useTickets } from "./useTickets.ts";

/** When somebody is called, and each time the call is repeated: the phone vibrates and sounds, and the ticket is on the screen. */
export function useCalls(): void {
  const { t } = useLingui();
  const router = useRouter();
  const path = useRef("");
  path.current = usePathname();
  const { value } = useTickets();
  const heard = useRef(new Set<string>());
  useEffect(() => {
    for (const ticket of value ?? []) {
      const step = presentStep(ticket);
      const call = callOf(step);
      if (!step || !call || heard.current.has(call)) continue;
      heard.current.add(call);
      const where = step.room ? t`Please go to ${step.room}` : t`Please go in now`;
      void callAttention(t`It's your turn`, `${ticket.ticketNumber}: ${where}`);
      const shown = `/ticket/${ticket.visitId}`;
      if (path.current !== shown) router.push(shown);
    }
  }, [value, t, router]);
}

/** Another one for each call and each time that it is repeated; null where nobody is called. */
function callOf(step: TicketStep | undefined): string | null {
  if (step?.state !== "CALLED") return null;
  // What was kept by an earlier version of the app doesn't say how often.
  return `${step.entryId}/${step.calledAt ?? ""}/${step.recalls ?? 0}`;
}
