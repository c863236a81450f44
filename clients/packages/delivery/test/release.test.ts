import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { place } from "./files.ts";

let folder: string;
const git = (...words: string[]): string => execFileSync("git", words, { cwd: folder, encoding: "utf8" });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"));
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.email", "somebody@example.org");
  git("config", "user.name", "Somebody");
  git("commit", "--quiet", "--allow-empty", "--message=First");
  writeFileSync(
    join(folder, "CHANGELOG.md"),
    "# Changes\n\n## Unreleased\n\n- later\n\n## 1.2.3\n\n- Queue\n\n## 1.2.2\n- old\n",
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

function run(script: string, tag: string): { status: number | null; said: string } {
  const env = {
    ...process.env,
    CARETURN_CHANGELOG: join(folder, "CHANGELOG.md"),
    CARETURN_MAIN: "main",
    GITHUB_REPOSITORY: "nobody/nothing",
  };
  const { status, stdout, stderr } = spawnSync(place(script), [tag], { cwd: folder, env, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

it("a release's part of the changelog is that between its heading and the next", () => {
  expect(run("ops/deploy/changes", "v1.2.3")).toEqual({ status: 0, said: "- Queue\n" });
  expect(run("ops/deploy/changes", "v9.9.9").status).toBe(1);
});

it("a tag of another form, that isn't there, or that nobody signed is refused", () => {
  expect(run("ops/deploy/release-check", "v1.2").said).toContain("isn't vMAJOR.MINOR.PATCH");
  expect(run("ops/deploy/release-check", "v1.2.3").said).toContain("there is no such tag");
  git("tag", "--annotate", "--message=Release", "v1.2.3");
  const unsigned = run("ops/deploy/release-check", "v1.2.3");
  expect(unsigned).toMatchObject({ status: 1, said: expect.stringContaining("isn't signed") });
});
