import type { Catalogues } from "../../texts/part.ts";

export const ADMIN_TEXTS: Catalogues = {
  en: () => import("./languages/en.po"),
  es: () => import("./languages/es.po"),
  fr: () => import("./languages/fr.po"),
  pt: () => import("./languages/pt.po"),
  ar: () => import("./languages/ar.po"),
  hi: () => import("./languages/hi.po"),
  sw: () => import("./languages/sw.po"),
};
