import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";

const root = new URL("../", import.meta.url).pathname;

/** Bytes, compressed: all that an app ever fetches, its worker apart. */
const MOST = { display: 90_000, kiosk: 90_000, ticket: 60_000 };

beforeAll(() => {
  for (const app of Object.keys(MOST)) {
    const env = { ...process.env, NODE_ENV: "production" };
    execFileSync("npx", ["vite", "build", "--mode", app], { cwd: root, stdio: "pipe", env });
  }
}, 240_000);

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.(js|css|html)$/.test(file));
}

test.each(Object.entries(MOST))("%s keeps its budget", (app, most) => {
  const folder = join(root, "dist", app);
  const sizes = files(folder)
    .filter((file) => !file.startsWith("worker"))
    .map((file) => [file, brotliCompressSync(readFileSync(join(folder, file))).length] as const);
  const sum = sizes.reduce((bytes, [, size]) => bytes + size, 0);
  process.stdout.write(`${app}: ${sum} B, ${JSON.stringify(sizes)}\n`);
  expect(sum).toBeGreaterThan(500);
  expect(sum).toBeLessThanOrEqual(most);
});
