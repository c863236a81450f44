import type { Catalogues } from "./part.ts";

/** What the screens beside the board say. */
export const OTHER_SCREENS: Catalogues = {
  en: () => import("./others/en.po"),
  es: () => import("./others/es.po"),
  fr: () => import("./others/fr.po"),
  pt: () => import("./others/pt.po"),
  ar: () => import("./others/ar.po"),
  hi: () => import("./others/hi.po"),
  sw: () => import("./others/sw.po"),
};
