import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      "web/vitest.config.ts",
      "public/vitest.config.ts",
      "mobile/vitest.config.mts",
      {
        // Some libraries come without the sources that their maps name.
        logLevel: "error",
        test: {
          name: "packages",
          include: ["packages/*/test/**/*.test.ts"],
          // A foreign time zone, so that a hidden local time shows.
          env: { TZ: "Asia/Kathmandu" },
          pool: "forks",
          testTimeout: 30_000,
          // It imports JSON as only a bundler does.
          server: { deps: { inline: ["@actions/workflow-parser"] } },
        },
      },
    ],
    reporters: process.env.CARETURN_REPORTS ? ["default", "junit"] : ["default"],
    outputFile: { junit: "reports/TEST-clients.xml" },
  },
});
