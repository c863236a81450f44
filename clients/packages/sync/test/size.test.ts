import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";

/** What a page loads for the engine beside Dexie, which it has anyway. */
test("the engine adds at most 12 kB compressed to a page", async () => {
  const entry = "export * from 'index'; export * from 'indexeddb';";
  const at = (path: string) => fileURLToPath(new URL(`../src/${path}.ts`, import.meta.url));
  const bundle = await rolldown({
    input: "entry",
    external: ["dexie"],
    plugins: [
      {
        name: "entry",
        resolveId: (id) =>
          id === "entry" ? id : id === "index" ? at("index") : id === "indexeddb" ? at("storage/indexeddb") : null,
        load: (id) => (id === "entry" ? entry : null),
      },
    ],
  });
  const { output } = await bundle.generate({ minify: true });
  const code = output[0].code;
  const sizes = { plain: code.length, gzip: gzipSync(code).length, brotli: brotliCompressSync(code).length };
  expect(sizes.plain, JSON.stringify(sizes)).toBeGreaterThan(5_000);
  expect(sizes.gzip, JSON.stringify(sizes)).toBeLessThanOrEqual(12_000);
  process.stdout.write(`engine: ${JSON.stringify(sizes)}\n`);
});
