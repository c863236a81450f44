/** Dates as 2026-11-29, times as 10:42, both of the facility's clock. */

const DAY_MS = 86_400_000;

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The facility's date of an instant. */
export function dayOf(at: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(at),
  );
}

/** The instant at which {@code day} begins in {@code timeZone}. */
export function startOf(day: string, timeZone: string): string {
  return instantOf(day, "00:00", timeZone).toISOString();
}

/** The instant at which clocks in {@code timeZone} show {@code time} on {@code day}. */
export function instantOf(day: string, time: string, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  // Twice, as the first guess may lie on the other side of a change of clocks.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(guess, timeZone));
}

/** A time on a service day, which begins at {@code begins}: what is earlier belongs to the night after it. */
export function onServiceDay(serviceDay: string, time: string, timeZone: string, begins = "04:00"): Date {
  return instantOf(time < begins ? plusDays(serviceDay, 1) : serviceDay, time, timeZone);
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
