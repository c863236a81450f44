import type { Rows } from "@careturn/sync";
import { useCallback } from "react";
import { usePlace } from "../../session/place.tsx";
import { one } from "../../sync/rows.ts";
import { useView } from "../../sync/useView.ts";
import { board, type Line } from "../board/lines.ts";
import { useTold } from "../board/useTold.ts";
import { type MyList, myList, withCalled } from "./myList.ts";
import type { JustCalled } from "./useCallNext.ts";

const NOBODY: MyList = { current: [], waiting: [], onHold: [] };
const NO_QUEUES: string[] = [];

/** The desk's own part of the board, with whoever was called a moment ago and isn't in the pulled rows yet. */
export function useMyList(justCalled: JustCalled | null): MyList {
  const { session, account } = usePlace();
  const told = useTold(session?.queueIds ?? NO_QUEUES);
  return useView(
    useCallback(
      (rows: Rows) => {
        if (!session) return NOBODY;
        const worker = { accountId: account.id, deskSessionId: session.id, queueIds: session.queueIds };
        const list = myList(board(rows, told), worker);
        const called = justCalled && lineOf(rows, justCalled);
        return called ? withCalled(list, called) : list;
      },
      [told, session, account.id, justCalled],
    ),
  );
}

/** Undefined where the rows have it, or something later. */
function lineOf(rows: Rows, { entry, call }: JustCalled): Line | undefined {
  const known = one(rows, "entry", entry.id);
  if ((known?.version ?? -1) >= (entry.version ?? 0)) return undefined;
  return {
    entry,
    call,
    patient: one(rows, "patient", entry.patientId),
    queue: one(rows, "queue", entry.queueId),
    room: one(rows, "room", call.roomId),
    told: undefined,
    doctorRoom: undefined,
    isPending: false,
  };
}
