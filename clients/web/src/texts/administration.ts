import type { Catalogues } from "./part.ts";

/** What administrators alone read: their pages, analytics, what-if. */
export const ADMINISTRATION: Catalogues = {
  en: () => import("./administration/en.po"),
  es: () => import("./administration/es.po"),
  fr: () => import("./administration/fr.po"),
  pt: () => import("./administration/pt.po"),
  ar: () => import("./administration/ar.po"),
  hi: () => import("./administration/hi.po"),
  sw: () => import("./administration/sw.po"),
};
