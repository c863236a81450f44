/** Dates as 2026-11-29; instants of days begin at midnight of the facility's clock. */

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The facility's date of an instant. */
export function dayOf(at: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(at),
  );
}

/** The instant at which {@code day} begins in {@code timeZone}. */
export function startOf(day: string, timeZone: string): string {
  const noon = Date.parse(`${day}T00:00:00Z`);
  // Twice, as the offset may be another one at the first guess.
  const first = noon - offsetAt(noon, timeZone);
  return new Date(noon - offsetAt(first, timeZone)).toISOString();
}

function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(new Date(at));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return local - Math.floor(at / 1000) * 1000;
}
