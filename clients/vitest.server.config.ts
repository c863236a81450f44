import { defineConfig } from "vitest/config";

/** Tests before the built server; apart, as they need it and the machine's quiet. */
export default defineConfig({
  test: {
    include: ["packages/*/test-server/**/*.test.ts"],
    env: { TZ: "Asia/Kathmandu" },
    pool: "forks",
    reporters: process.env.CARETURN_REPORTS ? ["default", "junit"] : ["default"],
    outputFile: { junit: "reports/TEST-clients-server.xml" },
  },
});
