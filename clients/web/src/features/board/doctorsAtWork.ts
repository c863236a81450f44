import type { Rows } from "@careturn/sync";
import { all, one } from "../../sync/rows.ts";

/** Told by their rooms: the rows of a pull name no staff. */
export function doctorsAtWork(rows: Rows): { id: string; room: string; queueIds: string[] }[] {
  return all(rows, "desk_session")
    .filter(({ role, state }) => role === "DOCTOR" && state !== "CLOSED")
    .map(({ accountId, roomId, queueIds }) => ({
      id: accountId,
      room: one(rows, "room", roomId)?.name ?? "",
      queueIds,
    }))
    .sort((a, b) => a.room.localeCompare(b.room, undefined, { numeric: true }));
}
