import type { Schemas } from "@careturn/api";

type Hours = Schemas["OpeningHoursHours"];

export const WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;

export interface Today {
  isOpen: boolean;
  /** "18:00": when it closes where it is open, else when it opens next today; null where it doesn't any more. */
  until: string | null;
}

/**
 * How a facility stands at an instant of its own clock. Without any hours it is always open.
 *
 * @param weekday 1 (Monday) to 7
 * @param time "10:42"
 */
export function today(hours: readonly Hours[], weekday: number, time: string): Today {
  if (hours.length === 0) return { isOpen: true, until: null };
  const of = (day: number) => hours.filter((one) => one.weekday === WEEKDAYS[(day + 6) % 7]);
  const short = (text: string) => text.slice(0, 5);
  const overMidnight = ({ opens, closes }: Hours) => closes <= opens;
  for (const one of of(weekday)) {
    const { opens, closes } = { opens: short(one.opens), closes: short(one.closes) };
    if (time >= opens && (time < closes || overMidnight(one))) return { isOpen: true, until: closes };
  }
  const night = of(weekday - 1).find((one) => overMidnight(one) && time < short(one.closes));
  if (night) return { isOpen: true, until: short(night.closes) };
  const later = of(weekday)
    .map(({ opens }) => short(opens))
    .filter((opens) => opens > time)
    .sort()[0];
  return { isOpen: false, until: later ?? null };
}

/** The weekday (1 is Monday) and the time that clocks show in {@code timeZone}. */
export function clockOf(at: number, timeZone: string): { weekday: number; time: string } {
  const options = { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const parts = new Intl.DateTimeFormat("en-US", options).formatToParts(new Date(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part("weekday")) + 1;
  return { weekday, time: `${part("hour")}:${part("minute")}` };
}
