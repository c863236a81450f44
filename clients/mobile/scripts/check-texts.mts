import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A text that was never written to the languages' files can't be missed there by the build, and a person would read its
 * key. This writes them as {@code npm run texts} would, compares, and puts them back.
 */
const folder = new URL("../src/texts/languages/", import.meta.url).pathname;
const read = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
const texts = (file: string) => new Set(file.match(/^msgid ".+(\n".*)*/gm));

const before = new Map(read());
execFileSync("npx", ["lingui", "extract", "--clean"], { stdio: "ignore", cwd: new URL("..", import.meta.url) });
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
