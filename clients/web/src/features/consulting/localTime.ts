const MINUTE_MS = 60_000;

/** The instant at which clocks in {@code timeZone} show {@code time} ("HH:mm") on {@code day} (a date). */
export function instantOf(day: string, time: string, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  // Twice, as the first guess may lie on the other side of a change of clocks.
  const guess = asUtc - offset(asUtc, timeZone);
  return new Date(asUtc - offset(guess, timeZone));
}

/**
 * A time on a service day, which begins at {@code begins} ("HH:mm"): what is earlier belongs to the night after it.
 */
export function onServiceDay(serviceDay: string, time: string, timeZone: string, begins = "04:00"): Date {
  return instantOf(time < begins ? dayAfter(serviceDay) : serviceDay, time, timeZone);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * MINUTE_MS).toISOString().slice(0, 10);
}

function offset(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-u-nu-latn", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const shown = Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:00Z`);
  return shown - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
