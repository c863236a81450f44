import { read } from "./places.ts";

const STATUS = new Set(["met", "partly", "not met", "none here"]);

export interface Row {
  requirement: string;
  status: string;
  proof: string;
}

/** The rows of the tables of requirements, without their headings. */
export function asvsRows(source: string = read("docs/asvs.md")): Row[] {
  return source
    .split("\n")
    .filter((line) => /^\| \d/.test(line))
    .map((line) => {
      const cells = line.split("|").slice(1, -1);
      const [requirement = "", status = "", , proof = ""] = cells.map((cell) => cell.trim());
      return { requirement, status, proof };
    });
}

/** What a row claims and doesn't show, in words. */
export function asvsFaults(rows: readonly Row[], tests: ReadonlyMap<string, string>): string[] {
  return rows.flatMap(({ requirement, status, proof }) => {
    const named = [...proof.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
    return [
      ...(STATUS.has(status) ? [] : [`${requirement}: "${status}" says nothing`]),
      ...(status === "met" && !named.length && !/\]\(/.test(proof) ? [`${requirement} is met without a proof`] : []),
      ...named.filter((name) => !tests.has(name)).map((name) => `${requirement} names ${name}, which doesn't exist`),
    ];
  });
}
