import type { Schemas } from "@careturn/api";
import { useCallback, useRef, useState } from "react";
import type { CallRow, EntryRow } from "../../sync/rows.ts";
import type { BoardActs } from "../board/useBoardActs.tsx";

export interface JustCalled {
  entry: EntryRow;
  call: CallRow;
}

/** Calls the next one, who is shown from the server's answer, before the rows have been pulled. */
export function useCallNext(acts: BoardActs): {
  callNext: () => Promise<void>;
  justCalled: JustCalled | null;
  isCalling: boolean;
} {
  const [justCalled, setJustCalled] = useState<JustCalled | null>(null);
  const [isCalling, setCalling] = useState(false);
  const isBusy = useRef(false);
  const callNext = useCallback(async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    setCalling(true);
    const called = await acts.callNext(() => setJustCalled(null));
    if (called) setJustCalled({ entry: asRow(called.entry), call: called.call });
    isBusy.current = false;
    setCalling(false);
  }, [acts]);
  return { callNext, justCalled, isCalling };
}

function asRow({ place, ...entry }: Schemas["Entry"]): EntryRow {
  return { ...entry, ...place };
}
