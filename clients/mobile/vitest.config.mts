import { fileURLToPath } from "node:url";
import { lingui } from "@lingui/vite-plugin";
import { defineConfig } from "vitest/config";
import { linguiMacros } from "../web/scripts/macros.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The screens run in react-native-web, as in the browser; what is drawn or kept by a device stands in files of test. */
export default defineConfig({
  plugins: [linguiMacros(), lingui({ configPath: here("lingui.config.ts") })],
  resolve: {
    alias: [
      { find: /^react-native$/, replacement: "react-native-web" },
      { find: /^react-native-svg$/, replacement: here("test/svg.tsx") },
      { find: /^react-native-safe-area-context$/, replacement: here("test/safeArea.ts") },
      { find: /^@react-native-async-storage\/async-storage$/, replacement: here("test/asyncStorage.ts") },
      { find: /^expo-router$/, replacement: here("test/router.tsx") },
      { find: /^expo-localization$/, replacement: here("test/localization.ts") },
    ],
    extensions: [".web.tsx", ".web.ts", ".tsx", ".ts", ".mjs", ".js", ".json"],
  },
  define: { __DEV__: "false" },
  test: {
    name: "mobile",
    include: ["test/**/*.test.{ts,tsx}"],
    env: { TZ: "Asia/Kathmandu" },
    pool: "forks",
    testTimeout: 30_000,
    server: { deps: { inline: [/react-native-web/] } },
  },
});
