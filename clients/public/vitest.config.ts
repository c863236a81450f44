import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    name: "public",
    include: ["test/**/*.test.{ts,tsx}"],
    // A foreign time zone, so that a hidden local time shows.
    env: { TZ: "Asia/Kathmandu" },
    pool: "forks",
    testTimeout: 30_000,
  },
});
