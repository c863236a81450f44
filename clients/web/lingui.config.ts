import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "es", "fr", "pt", "ar", "hi", "sw"],
  // What administrators alone read is no part of the first load.
  catalogs: [
    {
      path: "<rootDir>/src/texts/languages/{locale}",
      include: ["<rootDir>/src"],
      exclude: ["<rootDir>/src/features/admin/**"],
    },
    { path: "<rootDir>/src/features/admin/languages/{locale}", include: ["<rootDir>/src/features/admin"] },
  ],
  format: formatter({ origins: false, lineNumbers: false }),
});
