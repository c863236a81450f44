import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { linguiMacros } from "./scripts/macros.ts";

/** Of a running server, for development: CARETURN_SERVER=http://localhost:8150 npm run dev -w web */
const server = process.env.CARETURN_SERVER ?? "http://localhost:8080";

/** Where reception's first screen begins. */
const FIRST = ["/src/main.tsx", "/src/features/board/BoardScreen.tsx"];

interface Graph {
  getModuleInfo(id: string): { importers: string[] } | null;
}

/** Whether it is ours and needed there at once: a few files compress better than many. */
function isFirst(id: string, graph: Graph, seen = new Set<string>()): boolean {
  if (FIRST.some((beginning) => id.endsWith(beginning))) return seen.size > 0;
  if (seen.has(id) || id.includes("/node_modules/")) return false;
  seen.add(id);
  const importers = graph.getModuleInfo(id)?.importers ?? [];
  return importers.some((importer) => isFirst(importer, graph, seen));
}

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
  build: {
    target: "es2022",
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: (id, graph) => (isFirst(id, graph) ? "first" : null) }],
        },
      },
    },
  },
  server: {
    port: 8151,
    strictPort: true,
    proxy: Object.fromEntries(
      ["/api", "/actuator"].map((path) => [path, { target: server, changeOrigin: true, headers: { origin: server } }]),
    ),
  },
});
