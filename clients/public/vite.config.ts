import { fileURLToPath } from "node:url";
import { defineConfig, type PluginOption } from "vite";
import { VitePWA } from "vite-plugin-pwa";

/** Of a running server, for development: CARETURN_SERVER=http://localhost:8150 npm run dev -w @careturn/public -- --mode kiosk */
const server = process.env.CARETURN_SERVER ?? "http://localhost:8080";
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Each app is built for itself, by --mode: its own page, scope and worker; the ticket's script is one file. */
export default defineConfig(({ mode }) => {
  if (mode === "ticket") {
    return {
      publicDir: false,
      build: {
        target: "es2020",
        outDir: at("dist/ticket"),
        emptyOutDir: true,
        lib: { entry: at("src/ticket/ticket.ts"), formats: ["iife"], name: "ticket", fileName: () => "ticket.js" },
      },
    };
  }
  const app = mode === "kiosk" ? "kiosk" : "display";
  const worker: PluginOption = VitePWA({
    strategies: "injectManifest",
    srcDir: at("src/worker"),
    filename: "worker.ts",
    injectRegister: false,
    manifest: false,
    injectManifest: { globPatterns: ["**/*.{js,css,html,svg,webmanifest}"], rollupFormat: "es" },
  });
  return {
    root: at(app),
    base: `/${app}/`,
    plugins: [worker],
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      target: "es2022",
      outDir: at(`dist/${app}`),
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
    server: {
      port: 8241,
      strictPort: true,
      proxy: { "/api": { target: server, changeOrigin: true, headers: { origin: server } } },
    },
  };
});
