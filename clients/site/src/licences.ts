import { read } from "./places.ts";

export const LICENCES = "docs/licences.md";

/** What may be used, besides expressions that offer one of them. */
const TAKEN = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-4.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MPL-2.0",
  "PSF-2.0",
  "Python-2.0",
  "Unlicense",
  // elkjs, which draws diagrams of this site; used as it is.
  "EPL-2.0",
]);

interface Locked {
  version?: string;
  license?: string;
  link?: boolean;
  dev?: boolean;
}

function packages(): { name: string; version: string; licence: string }[] {
  const lock = JSON.parse(read("clients/package-lock.json")) as { packages: Record<string, Locked> };
  return Object.entries(lock.packages)
    .filter(([path, { link }]) => path.includes("node_modules/") && !link)
    .map(([path, { version = "", license = "" }]) => ({
      name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
      version,
      licence: license || OWN_WORDS[path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)] || "",
    }));
}

/** Whose package doesn't say it in the usual place; read from its text. */
const OWN_WORDS: Record<string, string> = { khroma: "MIT" };

const isTaken = (licence: string): boolean =>
  licence
    .replace(/[()]/g, "")
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((one) => TAKEN.has(one)));

export function licenceFaults(): string[] {
  return packages()
    .filter(({ licence }) => !isTaken(licence))
    .map(
      ({ name, version, licence }) => `${name} ${version} has the licence "${licence}", which isn't one that is taken`,
    );
}

export function licencesPage(): string {
  const byLicence = new Map<string, Set<string>>();
  for (const { name, licence } of packages()) byLicence.set(licence, (byLicence.get(licence) ?? new Set()).add(name));
  const parts = [...byLicence]
    .sort(([a, of], [b, others]) => others.size - of.size || a.localeCompare(b))
    .map(([licence, names]) => `### ${licence}\n\n${[...names].sort().join(", ")}`);
  return `# Licences of others

CareTurn is published under the [Apache License 2.0](../LICENSE). It is built from the work of others, listed here. What the server uses
stands in [its own list](licences-server.md). The test command fails when something comes with a licence that isn't one of those below.

## Packages of the clients

Generated from \`clients/package-lock.json\` by \`npm run docs -w @careturn/site\`, tools for building and testing included; not to be edited.

${parts.join("\n\n")}
`;
}
