export type Born = { birthDate: string; birthPrecision: "DAY" | "YEAR" } | { ageYears: number };

type Part = "year" | "month" | "day";

const OLDEST = 140;

/** As dates are written where {@code locale} is spoken. */
export function orderOf(locale: string): Part[] {
  const parts = new Intl.DateTimeFormat(locale, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts();
  return parts.map(({ type }) => type).filter((type): type is Part => ["year", "month", "day"].includes(type));
}

/** Digits of other scripts become those that all of this reckons with. */
function latin(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    for (const zero of [0x30, 0x660, 0x6f0, 0x966]) if (code >= zero && code < zero + 10) return String(code - zero);
    return digit;
  });
}

/**
 * What is typed into one field: a date in the order of the place or as 1980-05-17, a year, or an age.
 *
 * @param today a date, as 2026-11-29
 * @returns null where nothing is typed, "BAD" where it is none of these
 */
export function parseBorn(typed: string, today: string, order: readonly Part[]): Born | null | "BAD" {
  const text = latin(typed).trim();
  if (!text) return null;
  const thisYear = Number(today.slice(0, 4));
  if (/^\d{1,3}$/.test(text)) return Number(text) <= OLDEST ? { ageYears: Number(text) } : "BAD";
  if (/^\d{4}$/.test(text)) {
    const year = Number(text);
    return year <= thisYear && year >= thisYear - OLDEST
      ? { birthDate: `${text}-01-01`, birthPrecision: "YEAR" }
      : "BAD";
  }
  const parts = text.split(/[^\d]+/).filter(Boolean);
  if (parts.length !== 3) return "BAD";
  const isIso = parts[0]!.length === 4;
  const read = (names: readonly Part[]) =>
    dateOf(Object.fromEntries(names.map((name, at) => [name, parts[at]!])), today);
  // What can't be a month is the day, wherever one is.
  const swapped = order.map((name) => ({ day: "month", month: "day", year: "year" })[name] as Part);
  const birthDate = isIso ? read(["year", "month", "day"]) : (read(order) ?? read(swapped));
  return birthDate ? { birthDate, birthPrecision: "DAY" } : "BAD";
}

function dateOf({ year = "", month = "", day = "" }: Partial<Record<Part, string>>, today: string): string | null {
  const thisYear = Number(today.slice(0, 4));
  const century = Number(year) > thisYear % 100 ? 1900 : 2000;
  const full = year.length === 2 ? Number(year) + century : Number(year);
  const date = [String(full).padStart(4, "0"), month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  return isDate(date) && date <= today && full >= thisYear - OLDEST ? date : null;
}

function isDate(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}
