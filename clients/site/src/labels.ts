import { TEXTS } from "../../public/src/kiosk/texts.ts";
import { STAFF } from "../../public/src/shared/staffTexts.ts";
import { filesIn, read } from "./places.ts";

const CATALOGUES = ["clients/web/src/texts", "clients/mobile/src/texts"];

/** What a program says in English, and in the language. */
export function labels(language: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of CATALOGUES.flatMap((folder) => filesIn(folder, `/${language}.po`))) {
    for (const [english, text] of messages(read(file))) {
      // The desk's words and the app's may differ: both are labels.
      found.set(found.has(english) && found.get(english) !== text ? `${english}\u0000${file}` : english, text);
    }
  }
  for (const table of [TEXTS, STAFF]) {
    const [english, own] = [table.en, table[language as keyof typeof table]] as Record<string, string>[];
    for (const [key, text] of Object.entries(own ?? {})) found.set(`${english?.[key]}\u0000kiosk`, text);
  }
  return found;
}

/** The label that says so in the language; the first program's that has one. */
export function labelOf(all: ReadonlyMap<string, string>, english: string): string {
  const text = all.get(english) ?? all.get(`${english}\u0000kiosk`);
  if (!text) throw new Error(`No program says "${english}".`);
  return text;
}

/** A label may hold what is filled in: "Acts for {who}" fits "Acts for". */
export function saysSo(all: ReadonlyMap<string, string>): (words: string) => boolean {
  const texts = new Set<string>();
  for (const text of all.values()) {
    texts.add(text);
    for (const part of text.split(/\{[^{}]*\}/))
      if (part.trim().length > 2) texts.add(part.trim().replace(/[.:,]$/, ""));
  }
  return (words) => texts.has(words);
}

function messages(catalogue: string): [string, string][] {
  const entry = /^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)^msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)/gm;
  return [...catalogue.matchAll(entry)]
    .map(([, id, text]): [string, string] => [joined(id!), joined(text!)])
    .filter(([id]) => id !== "");
}

function joined(quoted: string): string {
  return [...quoted.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => JSON.parse(`"${part}"`)).join("");
}
