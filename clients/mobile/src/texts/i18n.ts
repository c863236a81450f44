import { i18n } from "@lingui/core";
import { getLocales } from "expo-localization";
import { useSyncExternalStore } from "react";

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

/** One chunk a language, fetched when it is chosen. */
const CATALOGUES: Record<Language, () => Promise<{ messages: Record<string, never> }>> = {
  en: () => import("./languages/en.po"),
  es: () => import("./languages/es.po"),
  fr: () => import("./languages/fr.po"),
  pt: () => import("./languages/pt.po"),
  ar: () => import("./languages/ar.po"),
  hi: () => import("./languages/hi.po"),
  sw: () => import("./languages/sw.po"),
};

export function directionOf(language: string): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

export function isLanguage(text: string | null | undefined): text is Language {
  return text != null && text in LANGUAGES;
}

/** The one that was chosen here, else the first that the device's owner reads. */
export function firstLanguage(chosen: string | null): Language {
  if (isLanguage(chosen)) return chosen;
  return (
    getLocales()
      .map(({ languageCode }) => languageCode)
      .find(isLanguage) ?? "en"
  );
}

export async function speak(language: Language): Promise<void> {
  const { messages } = await CATALOGUES[language]();
  i18n.loadAndActivate({ locale: language, messages });
  if (typeof document !== "undefined") {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    (changed) => i18n.on("change", changed),
    () => i18n.locale as Language,
    () => i18n.locale as Language,
  );
}
