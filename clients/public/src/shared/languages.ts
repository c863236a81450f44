export const LANGUAGES = {
  en: "English",
  es: "Español",
  fr: "Français",
  pt: "Português",
  ar: "العربية",
  hi: "हिन्दी",
  sw: "Kiswahili",
} as const;

export type Language = keyof typeof LANGUAGES;

export const ALL = Object.keys(LANGUAGES) as Language[];

/** The same texts in each language: what lacks in one doesn't compile. */
export type Table<Key extends string> = Record<Language, Record<Key, string>>;

export function directionOf(language: Language): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

/** The first that the device's owner reads and we write. */
export function deviceLanguage(): Language {
  return navigator.languages.map((tag) => tag.split("-")[0] as Language).find((tag) => tag in LANGUAGES) ?? "en";
}

/** Puts values into the gaps {@code {name}} of a text. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
}

/** With European digits everywhere, as on paper; by the facility's clock, of 12 or 24 hours as in its country. */
export function timeText(at: string | number, language: Language, country: string, timeZone: string): string {
  const region = country === "ZZ" ? "" : `-${country}`;
  const { hourCycle } = new Intl.DateTimeFormat(`en${region}`, { hour: "numeric" }).resolvedOptions();
  const hours =
    hourCycle === "h23" ? ({ hour: "2-digit", hourCycle } as const) : ({ hour: "numeric", hour12: true } as const);
  const format = new Intl.DateTimeFormat(`${language}${region}-u-nu-latn`, { ...hours, minute: "2-digit", timeZone });
  return format.format(new Date(at));
}
