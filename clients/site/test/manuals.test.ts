import MiniSearch from "minisearch";
import { describe, expect, test } from "vitest";
import { LANGUAGES, makeHelp, manualsOf } from "../src/help.ts";
import { labels, saysSo } from "../src/labels.ts";
import { targetOf } from "../src/links.ts";
import { render } from "../src/markdown.ts";
import { manifest, PICTURES } from "../src/pictures.ts";
import { exists, filesIn, read } from "../src/places.ts";

const documents = Object.keys(LANGUAGES).flatMap((language) =>
  manualsOf(language).map((path) => ({ language, document: render(path, read(path), () => undefined) })),
);

describe.each(Object.keys(LANGUAGES))("the manuals in %s", (language) => {
  const says = saysSo(labels(language));

  test("call things as the programs call them", () => {
    const own = documents.filter((one) => one.language === language);
    expect(own.length).toBeGreaterThan(0);
    const unknown = own.flatMap(({ document }) =>
      document.bold.filter((words) => !says(words)).map((words) => `${document.path}: ${words}`),
    );
    expect(unknown).toEqual([]);
  });

  test("have pictures on which the programs say what they say now", () => {
    const shown = Object.entries(manifest()).filter(([, picture]) => picture.language === language);
    expect(shown.length).toBeGreaterThan(0);
    const gone = shown.flatMap(([file, { texts }]) =>
      texts.filter((text) => !says(text)).map((text) => `${file}: ${text}`),
    );
    expect(gone, "take them anew: npm run pictures -w @careturn/site").toEqual([]);
    for (const [file, { texts }] of shown) expect(texts.length, file).toBeGreaterThan(1);
  });
});

test("each picture is there, and is used", () => {
  const used = new Set(
    documents.flatMap(({ document }) =>
      document.links.filter(({ isPicture }) => isPicture).map(({ target }) => targetOf(document.path, target).path),
    ),
  );
  expect([...used].filter((file) => !exists(file))).toEqual([]);
  const there = filesIn(PICTURES, ".webp");
  expect(there.filter((file) => !used.has(file))).toEqual([]);
  expect(there.map((file) => file.slice(PICTURES.length + 1)).sort()).toEqual(Object.keys(manifest()).sort());
});

test("every manual of another language has the tasks of the English one", () => {
  for (const { language, document } of documents.filter((one) => one.language !== "en")) {
    const english = documents.find(
      ({ document: other }) => other.path === document.path.replace(`/${language}/`, "/en/"),
    )!;
    const shape = (of: typeof document) => of.headings.map(({ level }) => level);
    expect(shape(document), document.path).toEqual(shape(english.document));
  }
});

test("Help runs under the strict policy: no scripts or styles in its pages", () => {
  for (const [address, html] of makeHelp().texts) {
    if (!address.endsWith(".html")) continue;
    expect(html, address).not.toMatch(/<style|style="|<script(?![^>]*src=)|onclick=|javascript:/);
  }
});

test("a receptionist finds the task by searching Help", () => {
  const index = MiniSearch.loadJSON(makeHelp().texts.get("en/search.json")!, {
    fields: ["heading", "text"],
    storeFields: ["heading", "page", "text"],
  });
  const first = (words: string) =>
    String(index.search(words, { prefix: true, fuzzy: 0.2, boost: { heading: 4 }, combineWith: "AND" })[0]?.id);
  expect(first("walk in")).toContain("en/reception.html#register-somebody-who-walks-in");
  expect(first("without a network")).toContain("without-a-network");
  expect(first("kiosk code")).toContain(".html");
});
