import { posix } from "node:path";
import type { Document } from "./markdown.ts";

export interface Frame {
  document: Document;
  /** From the root of the site. */
  address: string;
  language: string;
  /** Where the name in the corner leads, and what it is. */
  home: { address: string; name: string };
  /** The way to other pages. */
  navigation: string;
  /** The same page in other languages. */
  languages: { language: string; name: string; address: string }[];
  words: Words;
  /** The file of the search, from the root. */
  index: string;
  /** Beside those that each page has, from the root. */
  scripts?: string[];
}

export interface Words {
  search: string;
  print: string;
  skip: string;
  chapters: string;
  onThisPage: string;
}

export const WORDS: Record<string, Words> = {
  en: { search: "Search", print: "Print", skip: "To the content", chapters: "Chapters", onThisPage: "On this page" },
  es: {
    search: "Buscar",
    print: "Imprimir",
    skip: "Ir al contenido",
    chapters: "Capítulos",
    onThisPage: "En esta página",
  },
  ar: { search: "بحث", print: "طباعة", skip: "إلى المحتوى", chapters: "الفصول", onThisPage: "في هذه الصفحة" },
};

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);

export const link = (from: string, to: string): string => posix.relative(posix.dirname(from), to) || posix.basename(to);

/** Without scripts and styles of its own, as the strictest policy asks. */
export function page({
  document,
  address,
  language,
  home,
  navigation,
  languages,
  words,
  index,
  scripts = [],
}: Frame): string {
  const root = "../".repeat(address.split("/").length - 1);
  const direction = language === "ar" ? "rtl" : "ltr";
  const isSlides = document.path.includes("slides");
  const others = languages.map(
    (other) => `<a lang="${other.language}" href="${link(address, other.address)}">${escaped(other.name)}</a>`,
  );
  const more = [...scripts, ...(document.hasDiagram ? ["mermaid.min.js", "diagrams.js"] : [])].map(
    (script) => `<script src="${root}${script}" defer></script>`,
  );
  return `<!doctype html>
<html lang="${language}" dir="${direction}" data-root="${root}" data-index="${index}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.title)} – CareTurn</title>
<link rel="stylesheet" href="${root}pages.css">
<link rel="icon" href="${root}icon.svg">
<script type="module" src="${root}search.js"></script>
${more.join("\n")}
</head>
<body${isSlides ? ' class="slides"' : ""}>
<a class="skip" href="#content">${words.skip}</a>
<header class="top">
<a href="${link(address, home.address)}">${escaped(home.name)}</a>
<div class="finder" role="search">
<input id="search" type="search" aria-label="${words.search}" placeholder="${words.search}" autocomplete="off" aria-controls="found">
<span id="found-count" class="skip" role="status"></span>
<ul id="found" hidden></ul>
</div>
<button id="print" type="button">${words.print}</button>
${others.length > 0 ? `<div class="languages">${others.join("\n")}</div>` : ""}
</header>
<div class="page">
${navigation}
<main id="content" tabindex="-1">
${withContents(document, words)}
</main>
</div>
</body>
</html>
`;
}

/** What stands on a long page, beneath its title. */
function withContents({ headings, html }: Document, words: Words): string {
  const chapters = headings.filter(({ level }) => level === 2);
  if (chapters.length < 4) return html;
  const lines = chapters.map(({ id, text }) => `<li><a href="#${encodeURIComponent(id)}">${escaped(text)}</a></li>`);
  const contents = `<nav class="contents" aria-label="${words.onThisPage}"><ul>${lines.join("\n")}</ul></nav>`;
  return html.replace("</h1>", `</h1>\n${contents}`);
}
