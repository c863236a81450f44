// @ts-check
import MiniSearch from "./minisearch.js";

const box = /** @type {HTMLInputElement} */ (document.getElementById("search"));
const found = /** @type {HTMLElement} */ (document.getElementById("found"));
const count = /** @type {HTMLElement} */ (document.getElementById("found-count"));
const root = document.documentElement.dataset.root ?? "";
/** @type {Promise<MiniSearch> | undefined} */
let index;

const loaded = () => {
  index ??= fetch(`${root}${document.documentElement.dataset.index}`)
    .then((answer) => answer.text())
    .then((text) =>
      MiniSearch.loadJSON(text, { fields: ["heading", "text"], storeFields: ["heading", "page", "text"] }),
    );
  return index;
};

async function search() {
  const words = box.value.trim();
  const all = words
    ? (await loaded()).search(words, { prefix: true, fuzzy: 0.2, boost: { heading: 4 }, combineWith: "AND" })
    : [];
  if (words !== box.value.trim()) return;
  found.replaceChildren(...all.slice(0, 12).map(line));
  found.hidden = !words;
  count.textContent = words ? String(all.length) : "";
}

/** @param {import("minisearch").SearchResult} result */
function line(result) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = root + result.id;
  link.textContent = result.heading;
  const where = document.createElement("small");
  where.textContent = result.page === result.heading ? "" : result.page;
  const text = document.createElement("p");
  text.textContent = result.text.slice(0, 140);
  item.append(link, where, text);
  return item;
}

box.addEventListener("focus", () => void loaded());
box.addEventListener("input", () => void search());
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    box.value = "";
    void search();
  } else if (event.key === "Enter") {
    const first = found.querySelector("a");
    if (first) location.href = first.href;
  }
});
document.getElementById("print")?.addEventListener("click", () => window.print());
