import type { AppointmentRow } from "../../sync/rows.ts";

export type NotYet = { code: "EARLY"; from: string } | { code: "OTHER_DAY" };

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
