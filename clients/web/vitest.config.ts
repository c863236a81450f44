import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { linguiMacros } from "./scripts/macros.ts";

export default defineConfig({
  plugins: [react(), linguiMacros(), lingui({ cwd: import.meta.dirname })],
  test: {
    name: "web",
    include: ["test/**/*.test.{ts,tsx}"],
    env: { TZ: "Asia/Kathmandu" },
    pool: "forks",
    testTimeout: 30_000,
  },
});
