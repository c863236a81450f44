import { defineConfig } from "@playwright/test";
import { CHROMIUM, CHROMIUM_OPTIONS } from "./src/chromium.ts";

export default defineConfig({
  testDir: "journeys",
  globalSetup: "./src/everyone.ts",
  // What is measured wants a machine of its own: ./careturn test --all
  testIgnore: process.env.CARETURN_ALL ? [] : ["lighthouse.spec.ts", "speed.spec.ts"],
  // Long outages and deaths: ./careturn test --all, too.
  grepInvert: process.env.CARETURN_ALL ? [] : [/@long/],
  // One server for all of them, which some stop and start again; two side by side took as long on two processors.
  workers: 1,
  // Only bounds for what fails: on a machine that is busy elsewhere a page takes its time.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  outputDir: "../reports/journeys",
  reporter: process.env.CARETURN_REPORTS
    ? [["list"], ["junit", { outputFile: "../reports/TEST-journeys.xml", suiteName: "journeys" }]]
    : [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: CHROMIUM, args: CHROMIUM_OPTIONS },
    // Foreign to the hospital, so that a time in the browser's zone shows.
    timezoneId: "Asia/Kathmandu",
    locale: "en-IE",
    // What isn't there to be clicked fails the journey by itself, not by the journey's own bound.
    actionTimeout: 60_000,
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: process.env.CARETURN_TRACE ? "on" : "off",
  },
});
