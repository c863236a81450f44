import { posix } from "node:path";
import { escaped, link, page, WORDS } from "./frame.ts";
import { targetOf } from "./links.ts";
import { type Document, type Resolve, render } from "./markdown.ts";
import { exists, filesIn, read } from "./places.ts";
import { searchIndex } from "./search.ts";
import type { Site } from "./site.ts";

const MANUALS = "docs/manuals/";
export const LANGUAGES: Record<string, string> = { en: "English", es: "Español", ar: "العربية" };

const addressOf = (path: string): string => path.slice(MANUALS.length).replace(/\.md$/, ".html");

const resolve: Resolve = (from, target) => {
  const { path, heading } = targetOf(from, target);
  if (!path.startsWith(MANUALS)) return undefined;
  const to = link(addressOf(from), addressOf(path));
  return to + (heading ? `#${encodeURIComponent(heading)}` : "");
};

export const manualsOf = (language: string): string[] => filesIn(`${MANUALS}${language}`, ".md");

/** The manuals alone, as the server has them at /help/. */
export function makeHelp(): Site {
  const texts = new Map<string, string>();
  const all: Document[] = [];
  for (const language of Object.keys(LANGUAGES)) {
    const documents = manualsOf(language).map((path) => render(path, read(path), resolve));
    for (const document of documents) texts.set(addressOf(document.path), helpPage(document, documents, language));
    const searched = documents.map((document) => ({ document, address: addressOf(document.path) }));
    texts.set(`${language}/search.json`, searchIndex(searched));
    all.push(...documents);
  }
  texts.set("index.html", choice());
  const targets = all.flatMap((document) =>
    document.links.map(({ target }) => ({ target, from: document.path, path: targetOf(document.path, target).path })),
  );
  const faults = targets.flatMap(({ target, from, path }) => {
    if (!path.startsWith(MANUALS)) return [`${from}: ${target} leads out of the manuals, which Help hasn't`];
    return exists(path) ? [] : [`${from}: ${target} doesn't exist`];
  });
  const files = targets.map(({ path }) => path).filter((path) => !path.endsWith(".md"));
  return { texts, files: [...new Set(files)].sort(), faults };
}

function helpPage(document: Document, documents: readonly Document[], language: string): string {
  const address = addressOf(document.path);
  const name = posix.basename(document.path);
  const languages = Object.entries(LANGUAGES)
    .filter(([other]) => other !== language && manualsOf(other).includes(`${MANUALS}${other}/${name}`))
    .map(([other, title]) => ({ language: other, name: title, address: `${other}/${posix.basename(address)}` }));
  const words = WORDS[language]!;
  const lines = documents.map(({ path, title }) => {
    const here = path === document.path ? ' aria-current="page"' : "";
    return `<li><a href="${link(address, addressOf(path))}"${here}>${escaped(title)}</a></li>`;
  });
  const navigation = `<nav class="chapters" aria-label="${words.chapters}"><ul>${lines.join("\n")}</ul></nav>`;
  const home = { address: "index.html", name: "CareTurn" };
  return page({ document, address, language, home, navigation, languages, words, index: `${language}/search.json` });
}

/** For whoever comes without a language or a role. */
function choice(): string {
  const cards = Object.entries(LANGUAGES).flatMap(([language]) =>
    manualsOf(language).map((path) => {
      const { title } = render(path, read(path), resolve);
      const direction = language === "ar" ? "rtl" : "ltr";
      return `<li><a lang="${language}" dir="${direction}" href="${addressOf(path)}">${escaped(title)}</a></li>`;
    }),
  );
  const document: Document = {
    path: "",
    title: "Help",
    html: `<h1>Help · Ayuda · مساعدة</h1>\n<ul class="cards">${cards.join("\n")}</ul>`,
    headings: [],
    links: [],
    bold: [],
    hasDiagram: false,
    parts: [],
  };
  const home = { address: "index.html", name: "CareTurn" };
  return page({
    document,
    address: "index.html",
    language: "en",
    home,
    navigation: "",
    languages: [],
    words: WORDS.en!,
    index: "en/search.json",
    scripts: ["choose.js"],
  });
}
