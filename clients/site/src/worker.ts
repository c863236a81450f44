import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const BROWSER = new URL("../browser/", import.meta.url).pathname;

/**
 * The service worker that keeps Help for the time without a network. Another content is another version, and so another
 * worker.
 *
 * @param contents by address below Help's own; pictures aren't among them
 */
export function helpWorker(contents: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  const addresses = [...contents.keys()].sort();
  for (const address of addresses) hash.update(address).update("\0").update(contents.get(address)!).update("\0");
  const kept = {
    version: hash.digest("hex").slice(0, 16),
    // The first page goes by its folder's name.
    addresses: addresses.map((address) => (address === "index.html" ? "./" : address)),
  };
  return `const KEPT = ${JSON.stringify(kept)};\n${readFileSync(`${BROWSER}worker.js`, "utf8")}`;
}
