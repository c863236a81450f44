import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { linguiMacros } from "./scripts/macros.ts";

/** Of a running server, for development: CARETURN_SERVER=http://localhost:8150 npm run dev -w web */
const server = process.env.CARETURN_SERVER ?? "http://localhost:8080";

export default defineConfig({
  base: "/desk/",
  plugins: [
    react(),
    // A text that lacks in one language fails the build.
    linguiMacros(),
    lingui({ failOnMissing: true, failOnCompileError: true }),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/worker",
      filename: "worker.ts",
      injectRegister: false,
      manifest: false,
      injectManifest: { globPatterns: ["**/*.{js,css,html,svg,png,webmanifest}"], rollupFormat: "es" },
    }),
  ],
  build: { target: "es2022", sourcemap: false, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  server: {
    port: 8151,
    strictPort: true,
    proxy: Object.fromEntries(
      ["/api", "/actuator"].map((path) => [path, { target: server, changeOrigin: true, headers: { origin: server } }]),
    ),
  },
});
