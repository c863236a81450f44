import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

/** The budget, bytes. */
const MOST = 220_000;

/** What reception's first screen fetches: the page's chunk, the board's, English, and what they need at once. */
test("reception's first load keeps its budget", { timeout: 240_000 }, () => {
  const root = new URL("../", import.meta.url).pathname;
  const dist = mkdtempSync(join(tmpdir(), "desk-"));
  execFileSync("npx", ["vite", "build", "--manifest", "--outDir", dist, "--emptyOutDir"], {
    cwd: root,
    stdio: "pipe",
    env: { ...process.env, NODE_ENV: "production" },
  });
  const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>;
  const files = new Set<string>();
  const add = (name: string) => {
    const chunk = manifest[name]!;
    if (files.has(chunk.file)) return;
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    chunk.imports?.forEach(add);
  };
  for (const name of ["index.html", "src/features/board/BoardScreen.tsx", "src/texts/languages/en.po"]) add(name);
  const sum = (compress: (file: Buffer) => Buffer) =>
    [...files].reduce((bytes, file) => bytes + compress(readFileSync(join(dist, file))).length, 0);
  const sizes = {
    files: files.size,
    gzip: sum((file) => gzipSync(file, { level: 9 })),
    brotli: sum(brotliCompressSync),
  };
  process.stdout.write(`reception's first load: ${JSON.stringify(sizes)}\n`);
  expect(readdirSync(join(dist, "assets")).length).toBeGreaterThan(8);
  expect(sizes.brotli, JSON.stringify(sizes)).toBeGreaterThan(100_000);
  expect(sizes.brotli, JSON.stringify(sizes)).toBeLessThanOrEqual(MOST);
});
