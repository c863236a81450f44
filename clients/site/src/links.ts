import { posix } from "node:path";
import type { Document, Resolve } from "./markdown.ts";
import { isAddress } from "./markdown.ts";
import { exists, isFolder } from "./places.ts";

/** The document's address in the site, seen from its root. */
export function addressOf(path: string): string {
  if (path === "README.md") return "index.html";
  return path
    .replace(/^docs\//, "")
    .replace(/(^|\/)README\.md$/, "$1index.html")
    .replace(/\.md$/, ".html");
}

export interface Target {
  /** In the repository. */
  path: string;
  heading: string;
}

export function targetOf(from: string, link: string): Target {
  const [file = "", heading = ""] = decodeURI(link).split("#");
  const path = file ? posix.normalize(posix.join(posix.dirname(from), file)).replace(/\/$/, "") : from;
  return { path: isFolder(path) && exists(`${path}/README.md`) ? `${path}/README.md` : path, heading };
}

/** Leads from page to page; what is no page is copied into the site's folder "files". */
export function resolver(pages: ReadonlySet<string>): Resolve {
  return (from, link) => {
    const { path, heading } = targetOf(from, link);
    const to = pages.has(path) ? addressOf(path) : `files/${path}${path.endsWith(".webp") ? "" : ".txt"}`;
    return posix.relative(posix.dirname(addressOf(from)), to) + (heading ? `#${encodeURIComponent(heading)}` : "");
  };
}

/** Links that lead nowhere, in words. */
export function deadLinks(documents: readonly Document[]): string[] {
  const known = new Map(documents.map((document) => [document.path, new Set(document.headings.map(({ id }) => id))]));
  return documents.flatMap((document) =>
    document.links
      .filter(({ target }) => !isAddress(target))
      .flatMap(({ target }) => {
        const { path, heading } = targetOf(document.path, target);
        if (!exists(path)) return [`${document.path}: ${target} doesn't exist`];
        if (isFolder(path)) return [`${document.path}: ${target} is a folder without a README.md`];
        if (heading && !known.get(path)?.has(heading))
          return [`${document.path}: ${target} names no heading of ${path}`];
        return [];
      }),
  );
}

/** Files that pages lead to and that are no pages. */
export function otherFiles(documents: readonly Document[]): string[] {
  const pages = new Set(documents.map(({ path }) => path));
  const files = documents.flatMap((document) =>
    document.links.filter(({ target }) => !isAddress(target)).map(({ target }) => targetOf(document.path, target).path),
  );
  return [...new Set(files)].filter((file) => !pages.has(file)).sort();
}
