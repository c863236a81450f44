import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { desk } from "../../sync/desk.ts";
import { all, type EntryRow, type Urgency } from "../../sync/rows.ts";
import { useActs } from "../../sync/useActs.ts";
import { toast } from "../../ui/toasts.tsx";
import type { Line } from "../board/lines.ts";

const PATIENCE_MS = 8_000;

interface Assessed {
  urgency: Urgency;
  reason: string;
}

/**
 * Ends the stay here, which begins the next step of the route, and gives that step the urgency: only one who waits has a
 * place that an urgency can change.
 */
export function useOnwards(): (line: Line, assessed: Assessed | null) => Promise<void> {
  const { t } = useLingui();
  const { act } = useActs();
  return useCallback(
    async ({ entry }, assessed) => {
      if (!entry.callId) return;
      const ticket = entry.ticketNumber ?? "…";
      const before = new Set(entriesOf(entry.visitId).map(({ id }) => id));
      const served = { entryId: entry.id, callId: entry.callId };
      if (!(await act("serve", served, { text: t`${ticket}: assessed` })) || !assessed) return;
      const next = await followed(entry.visitId, before);
      if (next.length === 0) {
        toast({
          text: t`${ticket}: the urgency isn't set, as no next step has begun. Transfer the patient.`,
          tone: "bad",
        });
      }
      for (const { id: entryId, urgency } of next) {
        if (urgency !== assessed.urgency) {
          await act("setUrgency", { entryId, ...assessed }, { text: t`${ticket}: urgency changed` });
        }
      }
    },
    [act, t],
  );
}

function entriesOf(visitId: string): EntryRow[] {
  return all(desk.get().rows, "entry").filter((entry) => entry.visitId === visitId);
}

/** What the server began after the stay ended; nothing where it isn't told in time. */
function followed(visitId: string, before: ReadonlySet<string>): Promise<EntryRow[]> {
  return new Promise((resolve) => {
    const look = () => {
      const found = entriesOf(visitId).filter(({ id, state }) => !before.has(id) && state === "WAITING");
      if (found.length > 0) end(found);
    };
    const end = (found: EntryRow[]) => {
      clearTimeout(timer);
      stop();
      resolve(found);
    };
    const stop = desk.subscribe(look);
    const timer = setTimeout(() => end([]), PATIENCE_MS);
    look();
  });
}
