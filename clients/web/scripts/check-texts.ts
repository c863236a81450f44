import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A text that was never written to the languages' files can't be missed there by the build, and a person would read its
 * key. This writes them as {@code npm run texts} would, compares, and puts them back.
 */
const folders = ["../src/texts/languages/", "../src/texts/administration/", "../src/texts/others/"].map(
  (folder) => new URL(folder, import.meta.url).pathname,
);
const read = () =>
  folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".po"))
      .map((name) => [join(folder, name), readFileSync(join(folder, name), "utf8")] as const),
  );
const texts = (file: string) => new Set(file.match(/^msgid ".+(\n".*)*/gm));

const before = new Map(read());
execFileSync("lingui", ["extract", "--clean"], { stdio: "ignore", cwd: new URL("..", import.meta.url) });
const after = new Map(read());
for (const [path, content] of before) writeFileSync(path, content);

const lacking = [...after].flatMap(([path, content]) => {
  if (!path.endsWith("en.po")) return [];
  const known = texts(before.get(path) ?? "");
  return [...texts(content)].filter((text) => !known.has(text));
});
if (lacking.length > 0) {
  process.stderr.write(`Texts that no language's file has; run npm run texts -w web:\n${lacking.join("\n")}\n`);
  process.exitCode = 1;
}
