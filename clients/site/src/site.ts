import { CHAPTERS } from "./contents.ts";
import { escaped, link, page, WORDS } from "./frame.ts";
import { addressOf, deadLinks, otherFiles, resolver } from "./links.ts";
import { type Document, render } from "./markdown.ts";
import { exists, filesIn, read } from "./places.ts";
import { searchIndex } from "./search.ts";

export interface Site {
  /** Pages and the index of the search, by their address. */
  texts: Map<string, string>;
  /** Files of the repository that pages lead to. */
  files: string[];
  faults: string[];
}

/** Documents that are read in the repository alone. */
const NOT_READ_HERE = new Set<string>();

export function allDocuments(): Document[] {
  const paths = CHAPTERS.flatMap(({ documents }) => documents).filter(exists);
  const resolve = resolver(new Set(paths));
  return paths.map((path) => render(path, read(path), resolve));
}

export const languageOf = (path: string): string => /^docs\/manuals\/(\w\w)\//.exec(path)?.[1] ?? "en";

export function makeSite(): Site {
  const documents = allDocuments();
  const texts = new Map<string, string>();
  for (const document of documents) {
    const address = addressOf(document.path);
    const language = languageOf(document.path);
    const home = { address: "index.html", name: "CareTurn" };
    const words = WORDS[language]!;
    const navigation = chapters(documents, document);
    texts.set(
      address,
      page({ document, address, language, home, navigation, languages: [], words, index: "search.json" }),
    );
  }
  const searched = documents.map((document) => ({ document, address: addressOf(document.path) }));
  texts.set("search.json", searchIndex(searched));
  return { texts, files: otherFiles(documents), faults: [...misplaced(), ...deadLinks(documents)] };
}

function chapters(documents: readonly Document[], current: Document): string {
  const titles = new Map(documents.map(({ path, title }) => [path, title]));
  const from = addressOf(current.path);
  const sets = CHAPTERS.map(({ title, documents: paths }) => {
    const lines = paths
      .filter((path) => titles.has(path))
      .map((path) => {
        const here = path === current.path ? ' aria-current="page"' : "";
        return `<li><a href="${link(from, addressOf(path))}"${here}>${escaped(titles.get(path)!)}</a></li>`;
      });
    return `<details${paths.includes(current.path) ? " open" : ""}><summary>${title}</summary><ul>${lines.join("\n")}</ul></details>`;
  });
  return `<nav class="chapters" aria-label="Chapters">${sets.join("\n")}</nav>`;
}

/** What stands in no chapter, in two, or in one without being there. */
function misplaced(): string[] {
  const placed = CHAPTERS.flatMap(({ documents }) => documents);
  const there = [...filesIn("docs", ".md"), ...filesIn("clients", ".md")];
  return [
    ...placed.filter((path) => !exists(path)).map((path) => `${path} stands in a chapter and doesn't exist`),
    ...placed.filter((path, at) => placed.indexOf(path) !== at).map((path) => `${path} stands in two chapters`),
    ...there
      .filter((path) => !placed.includes(path) && !NOT_READ_HERE.has(path))
      .map((path) => `${path} stands in no chapter (clients/site/src/contents.ts)`),
  ];
}
