import { i18n } from "@lingui/core";
import { useEffect, useState } from "react";
import { type Language, useLanguage } from "./i18n.ts";

export type Catalogues = Record<Language, () => Promise<{ messages: Record<string, never> }>>;

/** Fetches the texts of a part that the first load does without; true once they are there in the language that is spoken. */
export function usePart(catalogues: Catalogues): boolean {
  const language = useLanguage();
  const [loaded, setLoaded] = useState<Language | null>(null);
  useEffect(() => {
    let isOver = false;
    void catalogues[language]().then(({ messages }) => {
      if (isOver) return;
      i18n.load(language, messages);
      setLoaded(language);
    });
    return () => {
      isOver = true;
    };
  }, [catalogues, language]);
  return loaded === language;
}
