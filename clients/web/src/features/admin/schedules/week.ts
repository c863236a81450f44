import type { Schemas } from "@careturn/api";
import { WEEKDAYS, type Weekday } from "../facility/hours.ts";

export type Schedule = Schemas["Schedule"];

/** Whether it isn't over on this day. */
export function runsOn({ validUntil }: Schedule, today: string): boolean {
  return !validUntil || validUntil >= today;
}

export function weekdayOf(date: string): Weekday {
  return WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]!;
}

/** The days from first to last, in steps that one request takes: 62 days after the first at most. */
export function stretches(first: string, last: string): { firstDay: string; lastDay: string }[] {
  const found: { firstDay: string; lastDay: string }[] = [];
  for (let from = first; from <= last; ) {
    const to = plus(from, 62);
    found.push({ firstDay: from, lastDay: to < last ? to : last });
    from = plus(to, 1);
  }
  return found;
}

function plus(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many of the open appointments lie in [start, end), even in part. */
export function affected(
  lines: readonly { appointment: { status: string; start: string; end: string } }[],
  start: number,
  end: number,
): number {
  return lines.filter(
    ({ appointment: { status, start: from, end: to } }) =>
      (status === "BOOKED" || status === "PROPOSED") && Date.parse(from) < end && Date.parse(to) > start,
  ).length;
}
