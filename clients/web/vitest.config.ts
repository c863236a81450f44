import { fileURLToPath } from "node:url";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { linguiMacros } from "./scripts/macros.ts";

// Run from the workspace too, where there is no such file.
const configPath = fileURLToPath(new URL("lingui.config.ts", import.meta.url));

export default defineConfig({
  plugins: [react(), linguiMacros(), lingui({ configPath })],
  test: {
    name: "web",
    include: ["test/**/*.test.{ts,tsx}"],
    env: { TZ: "Asia/Kathmandu" },
    pool: "forks",
    testTimeout: 30_000,
  },
});
