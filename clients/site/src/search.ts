import MiniSearch from "minisearch";
import type { Document } from "./markdown.ts";

export const FIELDS = { fields: ["heading", "text"], storeFields: ["heading", "page", "text"] };

/** What the search of a browser loads: a part of a page for each heading. */
export function searchIndex(documents: readonly { document: Document; address: string }[]): string {
  const index = new MiniSearch(FIELDS);
  for (const { document, address } of documents) {
    for (const { heading, text } of document.parts) {
      index.add({
        id: heading.level === 1 ? address : `${address}#${encodeURIComponent(heading.id)}`,
        page: document.title,
        heading: heading.text,
        text: text.replace(/\s+/g, " ").trim().slice(0, 1_200),
      });
    }
  }
  return JSON.stringify(index);
}
