import { expect, test } from "vitest";
import { ALL, timeText } from "../src/shared/languages.ts";

test("times follow the facility's clock, in 12 or 24 hours as in its country, whatever the language", () => {
  const at = "2026-07-02T23:05:00Z";
  for (const language of ALL) expect(timeText(at, language, "IE", "Europe/Dublin"), language).toBe("00:05");
  expect(timeText(at, "en", "US", "America/New_York")).toMatch(/^7:05\sPM$/);
  expect(timeText(at, "es", "US", "America/New_York")).toMatch(/^7:05\s/);
});
