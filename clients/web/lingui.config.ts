import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

const features = (...names: string[]) => names.map((name) => `<rootDir>/src/features/${name}`);
const ADMINISTRATION = features("admin", "analytics", "whatif");
const OTHERS = features(
  "account",
  "booking",
  "consulting",
  "first-password",
  "inbox",
  "messages",
  "patients",
  "triage",
);

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "es", "fr", "pt", "ar", "hi", "sw"],
  // What only later screens say is no part of the first load.
  catalogs: [
    {
      path: "<rootDir>/src/texts/languages/{locale}",
      include: ["<rootDir>/src"],
      exclude: [...ADMINISTRATION, ...OTHERS].map((feature) => `${feature}/**`),
    },
    { path: "<rootDir>/src/texts/administration/{locale}", include: ADMINISTRATION },
    { path: "<rootDir>/src/texts/others/{locale}", include: OTHERS },
  ],
  format: formatter({ origins: false, lineNumbers: false }),
});
