import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { desk } from "../../sync/desk.ts";
import { all, type Urgency } from "../../sync/rows.ts";
import { useActs } from "../../sync/useActs.ts";
import { toast } from "../../ui/toasts.tsx";
import type { Line } from "../board/lines.ts";

const PATIENCE_MS = 8_000;
const ACTIVE = ["WAITING", "CALLED", "SERVING", "ON_HOLD"];

interface Assessed {
  urgency: Urgency;
  reason: string;
}

/** Ends the stay here with the urgency that was found, in one act: what follows begins with it, whenever that is. */
export function useOnwards(): (line: Line, assessed: Assessed | null) => Promise<void> {
  const { t } = useLingui();
  const { act } = useActs();
  return useCallback(
    async ({ entry }, assessed) => {
      if (!entry.callId) return;
      const ticket = entry.ticketNumber ?? "…";
      const served = { entryId: entry.id, callId: entry.callId };
      const isKept = await act("serve", assessed ? { ...served, nextUrgency: assessed } : served, {
        text: t`${ticket}: assessed`,
      });
      if (!isKept || !assessed || !desk.isReached() || (await goesOn(entry.visitId))) return;
      toast({
        text: t`${ticket}: no next step has begun. If there is one, undo and transfer the patient.`,
        tone: "bad",
      });
    },
    [act, t],
  );
}

/** Whether something of the visit goes on; that nothing does is told after a while, as far as is known here. */
function goesOn(visitId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      const isGoing = all(desk.get().rows, "entry").some(
        (one) => one.visitId === visitId && ACTIVE.includes(one.state),
      );
      if (isGoing || !desk.isReached()) end(true);
    };
    const end = (isGoing: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(isGoing);
    };
    const stop = desk.subscribe(look);
    const timer = setTimeout(() => end(false), PATIENCE_MS);
    look();
  });
}
