import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { useCallback, useRef, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, once, server } from "../../session/server.ts";
import { desk } from "../../sync/desk.ts";
import type { CallRow, EntryRow } from "../../sync/rows.ts";
import { problemText } from "../../texts/problems.ts";
import { toast } from "../../ui/toasts.tsx";

export interface JustCalled {
  entry: EntryRow;
  call: CallRow;
}

/** Calls the next one, who is shown from the server's answer, before the rows have been pulled. */
export function useCallNext(): { callNext: () => Promise<void>; justCalled: JustCalled | null; isCalling: boolean } {
  const { t, i18n } = useLingui();
  const { session } = usePlace();
  const deskSessionId = session?.id;
  const [justCalled, setJustCalled] = useState<JustCalled | null>(null);
  const [isCalling, setCalling] = useState(false);
  const isBusy = useRef(false);
  const callNext = useCallback(async () => {
    if (!deskSessionId || isBusy.current) return;
    isBusy.current = true;
    setCalling(true);
    try {
      const params = { path: { deskSessionId }, header: once() };
      const { entry, call } = await answer(server.POST("/api/v1/desk-sessions/{deskSessionId}/call-next", { params }));
      setJustCalled({ entry: asRow(entry), call });
      desk.engine.nudge();
      const { ticketNumber } = entry;
      toast({
        text: t`${ticketNumber} was called`,
        undo: async () => {
          await desk.act("undo", { entryId: entry.id, version: entry.version });
          setJustCalled(null);
        },
      });
    } catch (error) {
      toast({ text: problemText(i18n, error), tone: "bad" });
    } finally {
      isBusy.current = false;
      setCalling(false);
    }
  }, [deskSessionId, i18n, t]);
  return { callNext, justCalled, isCalling };
}

function asRow({ place, ...entry }: Schemas["Entry"]): EntryRow {
  return { ...entry, ...place };
}
