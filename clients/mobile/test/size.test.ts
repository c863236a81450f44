import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";

/** The budget, bytes: the program and one language. */
const MOST = 450_000;

/** An export takes minutes: with ./careturn test --all. */
test.runIf(process.env.CARETURN_ALL)("the web app's first load keeps its budget", { timeout: 900_000 }, () => {
  const dist = join(mkdtempSync(join(tmpdir(), "app-")), "dist");
  execFileSync("node", ["scripts/build-web.mts", dist], { cwd: new URL("../", import.meta.url), stdio: "pipe" });
  const folder = join(dist, "_expo/static/js/web");
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
  const size = (name: string) => brotliCompressSync(readFileSync(join(folder, name))).length;
  const languages = scripts.filter((name) => /^(en|es|fr|pt|ar|hi|sw)-/.test(name));
  const program = scripts.filter((name) => !languages.includes(name));
  const first = program.reduce((sum, name) => sum + size(name), 0) + Math.max(...languages.map(size));
  process.stdout.write(`the app's first load: ${first} bytes in ${program.length + 1} scripts\n`);
  expect(languages).toHaveLength(7);
  expect(first).toBeGreaterThan(150_000);
  expect(first).toBeLessThanOrEqual(MOST);
});
