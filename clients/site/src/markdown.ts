import { posix } from "node:path";
import MarkdownIt from "markdown-it";

export interface Link {
  /** As it is written. */
  target: string;
  isPicture: boolean;
}

export interface Heading {
  level: number;
  id: string;
  text: string;
}

export interface Document {
  /** In the repository. */
  path: string;
  title: string;
  html: string;
  headings: Heading[];
  links: Link[];
  /** Words in bold: in the manuals, what is written on the screen. */
  bold: string[];
  hasDiagram: boolean;
  /** A part for each heading, for the search. */
  parts: { heading: Heading; text: string }[];
}

/** Where a link of a document leads in the site; undefined where it leads nowhere. */
export type Resolve = (from: string, target: string) => string | undefined;

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false });

export const isAddress = (target: string): boolean => /^[a-z][a-z+.-]*:/i.test(target);

/** As on GitHub, so that a link to a heading works at both places. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
    .replaceAll(" ", "-");
}

type Token = ReturnType<typeof markdown.parse>[number];

/** A document as a page: its links lead where the site has what they name. */
export function render(path: string, source: string, resolve: Resolve): Document {
  const tokens = markdown.parse(source, {});
  const document: Document = {
    path,
    title: posix.basename(path, ".md"),
    html: "",
    headings: [],
    links: [],
    bold: [],
    hasDiagram: false,
    parts: [],
  };
  const taken = new Map<string, number>();
  for (const [index, token] of tokens.entries()) {
    if (token.type === "heading_open") beginPart(document, token, tokens[index + 1]!, taken);
    else if (token.type === "fence" && token.info.trim() === "mermaid") document.hasDiagram = true;
    if (token.type === "inline" || token.type === "fence" || token.type === "code_block")
      addText(document, token, tokens[index - 1]);
    for (const child of token.children ?? []) follow(document, child, resolve);
    collectBold(document, token.children ?? []);
  }
  const first = document.headings.find(({ level }) => level === 1);
  if (first) document.title = first.text;
  document.html = markdown.renderer.render(tokens, { ...markdown.options }, {});
  return document;
}

function beginPart(document: Document, token: Token, inline: Token, taken: Map<string, number>): void {
  const text = words(inline);
  const base = slug(text);
  const before = taken.get(base) ?? 0;
  taken.set(base, before + 1);
  const id = before ? `${base}-${before}` : base;
  token.attrSet("id", id);
  const heading = { level: Number(token.tag.slice(1)), id, text };
  document.headings.push(heading);
  document.parts.push({ heading, text: "" });
}

function addText(document: Document, token: Token, before: Token | undefined): void {
  const part = document.parts.at(-1);
  if (part && before?.type !== "heading_open")
    part.text += ` ${token.type === "inline" ? words(token) : token.content}`;
}

function words(inline: Token): string {
  const texts = (inline.children ?? []).map((child) => (child.type === "softbreak" ? " " : child.content));
  return texts.join("").trim();
}

function follow(document: Document, token: Token, resolve: Resolve): void {
  const name = token.type === "link_open" ? "href" : token.type === "image" ? "src" : null;
  if (!name) return;
  const target = String(token.attrGet(name));
  document.links.push({ target, isPicture: name === "src" });
  const place = isAddress(target) ? target : resolve(document.path, target);
  if (place !== undefined) token.attrSet(name, place);
  if (name === "src") token.attrSet("loading", "lazy");
}

function collectBold(document: Document, tokens: Token[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== "strong_open") continue;
    const end = tokens.findIndex((other, at) => at > index && other.type === "strong_close");
    document.bold.push(
      tokens
        .slice(index + 1, end)
        .map(({ type, content }) => (type === "softbreak" ? " " : content))
        .join(""),
    );
  }
}

markdown.renderer.rules.fence = (tokens, index) => {
  const token = tokens[index]!;
  const kind = token.info.trim();
  const content = markdown.utils.escapeHtml(token.content);
  if (kind === "mermaid") return `<pre class="mermaid">${content}</pre>\n`;
  return `<pre><code class="language-${markdown.utils.escapeHtml(kind)}">${content}</code></pre>\n`;
};
markdown.renderer.rules.table_open = () => '<div class="table"><table>';
markdown.renderer.rules.table_close = () => "</table></div>";
