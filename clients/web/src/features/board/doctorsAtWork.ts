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

/** How many wait for a doctor who has no desk now, and need another. */
export function waitForAbsent(rows: Rows): number {
  const atWork = new Set(doctorsAtWork(rows).map(({ id }) => id));
  return all(rows, "entry").filter(
    ({ state, boundDoctorId }) =>
      (state === "WAITING" || state === "ON_HOLD") && boundDoctorId && !atWork.has(boundDoctorId),
  ).length;
}
