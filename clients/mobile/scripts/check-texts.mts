import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A text that was never written to the languages' files, or that one of them lacks, would be read in English. This writes
 * the files as {@code npm run texts} would, compares, and puts them back.
 */
const folder = new URL("../src/texts/languages/", import.meta.url).pathname;
const read = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
const texts = (file: string) => new Set(file.match(/^msgid ".+(\n".*)*/gm));
const untranslated = (file: string) =>
  file.split("\n\n").filter((part) => /^msgstr ""$(?!\n")/m.test(part) && !/^msgid ""$/m.test(part));

const before = new Map(read());
execFileSync("lingui", ["extract", "--clean"], { stdio: "ignore", cwd: new URL("..", import.meta.url) });
const after = new Map(read());
for (const [name, content] of before) writeFileSync(join(folder, name), content);

const known = texts(before.get("en.po") ?? "");
const lacking = [...texts(after.get("en.po") ?? "")].filter((text) => !known.has(text));
if (lacking.length > 0) {
  process.stderr.write(
    `Texts that no language's file has; run npm run texts -w @careturn/mobile:\n${lacking.join("\n")}\n`,
  );
  process.exitCode = 1;
}
for (const [name, content] of before) {
  const parts = untranslated(content);
  if (parts.length === 0) continue;
  process.stderr.write(`${name} lacks ${parts.length} texts:\n${parts.join("\n")}\n`);
  process.exitCode = 1;
}
