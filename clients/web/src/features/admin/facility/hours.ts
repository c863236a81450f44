export const WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface Span {
  opens: string;
  closes: string;
}

/** The weekday's name in a language. */
export function weekdayName(weekday: Weekday, language: string, length: "long" | "short" = "long"): string {
  // 2024-01-01 was a Monday.
  const at = Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(weekday));
  return new Intl.DateTimeFormat(language, { weekday: length, timeZone: "UTC" }).format(at);
}

/** The end of a day, which the server calls 00:00. */
const MIDNIGHT = "24:00";

/** "08:00–12:00, 13:00–24:00" of times with seconds or without. */
export function hoursText(spans: readonly Span[]): string {
  return [...spans]
    .sort((a, b) => a.opens.localeCompare(b.opens))
    .map(({ opens, closes }) => `${opens.slice(0, 5)}–${ending(closes)}`)
    .join(", ");
}

/**
 * The spans that a person typed, such as "8-12, 13:00 – 18:00"; empty for closed all day, null where it can't be
 * understood, ends before it begins, or overlaps.
 */
export function parseHours(text: string): Span[] | null {
  const spans: Span[] = [];
  for (const part of text.split(/[,;]/)) {
    if (!part.trim()) continue;
    const found = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(part);
    const opens = found && clockOf(found[1]!, found[2]);
    const closes = found && (clockOf(found[3]!, found[4]) ?? endOfDay(found[3]!, found[4]));
    if (!opens || !closes || ending(closes) <= opens) return null;
    spans.push({ opens, closes });
  }
  spans.sort((a, b) => a.opens.localeCompare(b.opens));
  return spans.every((span, index) => index === 0 || ending(spans[index - 1]!.closes) <= span.opens) ? spans : null;
}

/** As text that sorts behind every beginning. */
function ending(closes: string): string {
  const at = closes.slice(0, 5);
  return at === "00:00" ? MIDNIGHT : at;
}

function endOfDay(hours: string, minutes = "00"): string | null {
  return `${hours}:${minutes}` === MIDNIGHT ? "00:00" : null;
}

function clockOf(hours: string, minutes = "00"): string | null {
  return Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, "0")}:${minutes}` : null;
}
