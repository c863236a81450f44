import type { Rows } from "@careturn/sync";
import { type AppointmentRow, all } from "../sync/rows.ts";

const DAY_MS = 86_400_000;

/** Booked or offered ones that aren't over, the soonest first. */
export function upcoming(rows: Rows): AppointmentRow[] {
  const since = Date.now() - DAY_MS / 4;
  return all(rows, "appointment")
    .filter(({ status, start }) => (status === "BOOKED" || status === "PROPOSED") && Date.parse(start) >= since)
    .sort((a, b) => a.start.localeCompare(b.start));
}

/** All others, the latest first. */
export function past(rows: Rows): AppointmentRow[] {
  const coming = new Set(upcoming(rows).map(({ id }) => id));
  return all(rows, "appointment")
    .filter(({ id }) => !coming.has(id))
    .sort((a, b) => b.start.localeCompare(a.start));
}
