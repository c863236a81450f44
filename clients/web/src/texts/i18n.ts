import { i18n } from "@lingui/core";
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

const KEPT = "careturn.language";

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

function isLanguage(text: string | null | undefined): text is Language {
  return text != null && text in LANGUAGES;
}

/** The one that was chosen here, else the first that the browser's owner reads. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.split("-")[0]).find(isLanguage) ?? "en";
}

export async function speak(language: Language): Promise<void> {
  const { messages } = await CATALOGUES[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

export function choose(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  return speak(language);
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    (changed) => i18n.on("change", changed),
    () => i18n.locale as Language,
  );
}
