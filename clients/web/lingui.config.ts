import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

const ADMINISTRATION = ["admin", "analytics", "whatif"].map((feature) => `<rootDir>/src/features/${feature}`);

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "es", "fr", "pt", "ar", "hi", "sw"],
  // What administrators alone read is no part of the first load.
  catalogs: [
    {
      path: "<rootDir>/src/texts/languages/{locale}",
      include: ["<rootDir>/src"],
      exclude: ADMINISTRATION.map((feature) => `${feature}/**`),
    },
    { path: "<rootDir>/src/texts/administration/{locale}", include: ADMINISTRATION },
  ],
  format: formatter({ origins: false, lineNumbers: false }),
});
