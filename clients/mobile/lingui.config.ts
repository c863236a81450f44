import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "es", "fr", "pt", "ar", "hi", "sw"],
  catalogs: [{ path: "<rootDir>/src/texts/languages/{locale}", include: ["<rootDir>/src"] }],
  format: formatter({ origins: false, lineNumbers: false }),
});
