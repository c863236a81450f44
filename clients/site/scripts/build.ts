import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { makeHelp } from "../src/help.ts";
import { DIST, inRoot } from "../src/places.ts";
import { makeSite, type Site } from "../src/site.ts";
import { helpWorker } from "../src/worker.ts";

const require = createRequire(import.meta.url);
const BROWSER = new URL("../browser/", import.meta.url).pathname;

/** dist/site: all documents; dist/help: the manuals, which the server brings. */
const faults = [
  ...write("site", makeSite(), (file) => `files/${file}${file.endsWith(".webp") ? "" : ".txt"}`),
  ...write("help", makeHelp(), (file) => file.slice("docs/manuals/".length)),
];
copyFileSync(require.resolve("mermaid/dist/mermaid.min.js"), join(DIST, "site/mermaid.min.js"));
copyFileSync(join(BROWSER, "diagrams.js"), join(DIST, "site/diagrams.js"));
copyFileSync(join(BROWSER, "choose.js"), join(DIST, "help/choose.js"));
writeFileSync(join(DIST, "help/worker.js"), helpWorker(keptOf(join(DIST, "help"))));
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) {
  process.stderr.write(`${faults.length} faults in the documentation\n`);
  process.exit(1);
}

function write(name: string, { texts, files, faults: found }: Site, placeOf: (file: string) => string): string[] {
  const folder = join(DIST, name);
  rmSync(folder, { recursive: true, force: true });
  const put = (place: string) => {
    const path = join(folder, place);
    mkdirSync(dirname(path), { recursive: true });
    return path;
  };
  for (const [address, text] of texts) writeFileSync(put(address), text);
  // What isn't there is one of the faults.
  if (found.length === 0) for (const file of files) copyFileSync(inRoot(file), put(placeOf(file)));
  for (const file of ["pages.css", "search.js"]) copyFileSync(join(BROWSER, file), put(file));
  copyFileSync(join(dirname(require.resolve("minisearch")), "../es/index.js"), put("minisearch.js"));
  copyFileSync(inRoot("clients/web/public/icon.svg"), put("icon.svg"));
  return found;
}

/** All of Help but its pictures, by address. */
function keptOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const kept = files.filter((file) => file.isFile() && !file.name.endsWith(".webp"));
  return new Map(
    kept.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path, "utf8")];
    }),
  );
}
