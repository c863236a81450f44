import type { AppointmentRow } from "../../sync/rows.ts";

export type NotYet = { code: "EARLY"; from: string } | { code: "OTHER_DAY" };

/** How long the server takes a check-in back. */
const UNDO_MS = 2 * 60_000;

/** Whether a check-in can still be undone, as far as is known here: the patient came just now, and waits. */
export function canUndo(arrivedAt: string | undefined, states: readonly string[], now: number): boolean {
  return (
    arrivedAt !== undefined &&
    now - Date.parse(arrivedAt) < UNDO_MS &&
    states.length > 0 &&
    states.every((state) => state === "WAITING")
  );
}

/**
 * Why nobody can be checked in for this now; null where one can, or where only the server knows.
 *
 * @param beforeMinutes how long before the start the service lets patients check in
 */
export function whyNotYet(
  { start, day }: Pick<AppointmentRow, "start" | "day">,
  beforeMinutes: number | undefined,
  today: string,
  now: number,
): NotYet | null {
  if (day !== today) return { code: "OTHER_DAY" };
  if (beforeMinutes === undefined) return null;
  const from = Date.parse(start) - beforeMinutes * 60_000;
  return now < from ? { code: "EARLY", from: new Date(from).toISOString() } : null;
}
