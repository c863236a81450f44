/** Times are the facility's, numbers the language's. {@code nu-latn}: ticket numbers on displays have these digits too. */
function format(language: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}/${timeZone}/${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { timeZone, ...options });
    formats.set(key, made);
  }
  return made;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** "10:42" */
export function clock(at: string | number | Date, language: string, timeZone: string): string {
  return format(language, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at));
}

/** "Mon 30 Nov" */
export function day(at: string | number | Date, language: string, timeZone: string): string {
  return format(language, timeZone, { weekday: "short", day: "numeric", month: "short" }).format(new Date(at));
}

/** Down to five minutes: what is told is a range, never a minute that pretends to be known. */
export function roundedDown(at: string): Date {
  return new Date(Math.floor(Date.parse(at) / 300_000) * 300_000);
}

export function roundedUp(at: string): Date {
  return new Date(Math.ceil(Date.parse(at) / 300_000) * 300_000);
}

/** Whole minutes from {@code since} to {@code now}, never below 0. */
export function minutesSince(since: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
}

/** Years of age on {@code today} (a date), from a date of birth. */
export function ageOn(birthDate: string, today: string): number {
  const [year, rest] = [Number(today.slice(0, 4)), today.slice(5)];
  return year - Number(birthDate.slice(0, 4)) - (rest < birthDate.slice(5) ? 1 : 0);
}

/** "17 May 1980", of a date without a time. */
export function date(on: string, language: string): string {
  return format(language, "UTC", { day: "numeric", month: "short", year: "numeric" }).format(
    new Date(`${on}T00:00:00Z`),
  );
}

/** "Monday 30 November" */
export function longDay(at: string | number | Date, language: string, timeZone: string): string {
  return format(language, timeZone, { weekday: "long", day: "numeric", month: "long" }).format(new Date(at));
}

/** "Monday", of 1 (Monday) to 7. */
export function weekday(number: number, language: string): string {
  // The first of January 2024 was a Monday.
  return format(language, "UTC", { weekday: "long" }).format(new Date(Date.UTC(2024, 0, number)));
}
