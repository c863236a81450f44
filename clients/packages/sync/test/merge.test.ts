import { expect, test } from "vitest";
import { FIELDS, type FieldKind, mergeField, same } from "../src/merge.ts";
import type { Json } from "../src/protocol.ts";

const allergy = (text: string, criticality: string | null) => ({ text, criticality });

/** Lists of up to two of these, in each order, and the empty one. */
function lists(items: Json[]): Json[] {
  return [[], ...items.map((one) => [one]), ...items.flatMap((a) => items.filter((b) => b !== a).map((b) => [a, b]))];
}

const VALUES: Record<FieldKind, Json[]> = {
  single: [null, "a", "b", { date: "1990-05-04", precision: "DAY" }, { precision: "DAY", date: "1990-05-04" }],
  texts: lists(["AGE", "PREGNANCY", "DISABILITY"]),
  allergies: lists([
    allergy("Nuts", null),
    allergy("nuts ", "LOW"),
    allergy("NUTS", "HIGH"),
    allergy("Latex", "UNABLE_TO_ASSESS"),
  ]).filter(
    (list) =>
      new Set((list as { text: string }[]).map(({ text }) => text[0]!.toLowerCase())).size === (list as Json[]).length,
  ),
};

const keyOf = (item: Json) =>
  typeof item === "string" ? item : (item as { text: string }).text.toLowerCase().replace(/\s+/g, " ");
const text = (value: Json | undefined) => JSON.stringify(value, ["date", "precision", "text", "criticality"]);
const RANK: Record<string, number> = { null: 0, LOW: 1, UNABLE_TO_ASSESS: 2, HIGH: 3 };

/** The rules of SYNC's table as a table: what each item of a set becomes, by who changed it. */
function oracle(kind: FieldKind, server: Json, base: Json, wanted: Json): { value: unknown; verdict: string | null } {
  if (kind === "single") {
    const [s, b, w] = [text(server), text(base), text(wanted)];
    if (w === b) return { value: s, verdict: null };
    if (w === s) return { value: s, verdict: "NOOP" };
    return s === b ? { value: w, verdict: "APPLIED" } : { value: s, verdict: "CONFLICT" };
  }
  const [s, b, w] = [server, base, wanted].map((list) => new Map((list as Json[]).map((item) => [keyOf(item), item])));
  const plain = (set: Map<string, Json>) =>
    [...set]
      .map(([key, item]) => key + text(item))
      .sort()
      .join();
  if (plain(w!) === plain(b!)) return { value: plain(s!), verdict: null };
  if (plain(w!) === plain(s!)) return { value: plain(s!), verdict: "NOOP" };
  const merged = new Map<string, Json>();
  for (const key of new Set([...s!.keys(), ...b!.keys(), ...w!.keys()])) {
    const sides = [s, w].map((side) => side!.get(key));
    const changed = sides.filter((side) => text(side) !== text(b!.get(key)));
    // Nobody changed it: as it was. One did: so. Both: what is there wins over what is not, and the worse over the other.
    const there = (changed.length > 0 ? changed : [b!.get(key)]).filter((item) => item !== undefined);
    const rank = (item: Json) => RANK[String((item as { criticality?: string }).criticality ?? null)]!;
    const [kept] = there.sort((one, other) => rank(other) - rank(one));
    if (kept !== undefined) merged.set(key, kept);
  }
  return { value: plain(merged), verdict: plain(s!) === plain(b!) ? "APPLIED" : "COMBINED" };
}

/** FR-SYNC-16, US-PAT-17 */
test.each(["single", "texts", "allergies"] as const)(
  "%s: every base, server and wanted merges as the rules say",
  (kind) => {
    let triples = 0;
    for (const server of VALUES[kind]) {
      for (const base of VALUES[kind]) {
        for (const wanted of VALUES[kind]) {
          const merged = mergeField(kind, server, base, wanted);
          const told = oracle(kind, server, base, wanted);
          const value =
            kind === "single"
              ? text(merged.value)
              : (merged.value as Json[])
                  .map((item) => keyOf(item) + text(item))
                  .sort()
                  .join();
          expect({ verdict: merged.verdict, value }, JSON.stringify({ server, base, wanted })).toEqual(told);
          triples++;
        }
      }
    }
    expect(triples).toBeGreaterThan(100);
  },
);

test("each field has its kind, and what a person decides isn't merged away", () => {
  for (const field of ["birth", "contactPhone", "name"]) {
    expect(mergeField(FIELDS[field]!, "server's", "base", "wanted")).toEqual({
      value: "server's",
      verdict: "CONFLICT",
    });
  }
});

test("objects are the same whatever the order of their members", () => {
  expect(same({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  expect(same([1], { 0: 1 })).toBe(false);
  expect(same(null, {})).toBe(false);
});
