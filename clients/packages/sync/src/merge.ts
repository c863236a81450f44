import type { Json } from "./protocol.ts";

/** How a record's change will come out, by the rules of the server's ProfileMerge, so that a screen can show it. */
export type Verdict = "APPLIED" | "NOOP" | "COMBINED" | "CONFLICT";

export interface Merged {
  value: Json;
  /** Null where the changer left the field as it was. */
  verdict: Verdict | null;
}

export type FieldKind = "single" | "texts" | "allergies";

export interface Allergy {
  text: string;
  criticality: "LOW" | "UNABLE_TO_ASSESS" | "HIGH" | null;
}

export const FIELDS: Readonly<Record<string, FieldKind>> = {
  name: "single",
  birth: "single",
  contactPhone: "single",
  otherPhones: "texts",
  sex: "single",
  language: "single",
  address: "single",
  allergies: "allergies",
  priorityGroups: "texts",
};

/**
 * @param server as it is now
 * @param base as the changer saw it
 * @param wanted as the changer left it
 */
export function mergeField(kind: FieldKind, server: Json, base: Json, wanted: Json): Merged {
  if (kind === "single") return single(server, base, wanted);
  const lists = [server, base, wanted].map((list) => (list ?? []) as Json[]) as [Json[], Json[], Json[]];
  return kind === "texts" ? set(lists, String, (one) => one) : set(lists, allergyKey, worse);
}

function single(server: Json, base: Json, wanted: Json): Merged {
  if (same(base, wanted)) return { value: server, verdict: null };
  if (same(server, wanted)) return { value: server, verdict: "NOOP" };
  return same(server, base) ? { value: wanted, verdict: "APPLIED" } : { value: server, verdict: "CONFLICT" };
}

type Both = (one: Json, other: Json) => Json;

function set([server, base, wanted]: [Json[], Json[], Json[]], key: (item: Json) => string, both: Both): Merged {
  const [theirs, seen, ours] = [server, base, wanted].map((list) => byKey(list, key, both)) as [Items, Items, Items];
  if (sameItems(ours, seen)) return { value: server, verdict: null };
  if (sameItems(ours, theirs)) return { value: server, verdict: "NOOP" };
  const value = [];
  for (const one of new Set([...theirs.keys(), ...ours.keys()])) {
    const item = kept(theirs.get(one), seen.get(one), ours.get(one), both);
    if (item !== undefined) value.push(item);
  }
  return { value, verdict: sameItems(theirs, seen) ? "APPLIED" : "COMBINED" };
}

type Items = Map<string, Json>;

/** A removal stands only where the other side has left the item as it was: what is added or changed wins. */
function kept(server: Json | undefined, base: Json | undefined, wanted: Json | undefined, both: Both) {
  if (same(wanted, base)) return server;
  if (same(server, base)) return wanted;
  if (server === undefined) return wanted;
  return wanted === undefined ? server : both(server, wanted);
}

function byKey(list: Json[], key: (item: Json) => string, both: Both): Items {
  const items: Items = new Map();
  for (const item of list) {
    const known = items.get(key(item));
    items.set(key(item), known === undefined ? item : both(known, item));
  }
  return items;
}

function allergyKey(item: Json): string {
  return (item as unknown as Allergy).text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ \t\n\v\f\r]+/g, " ");
}

const SEVERITY = ["LOW", "UNABLE_TO_ASSESS", "HIGH"];

function worse(one: Json, other: Json): Json {
  const rank = (item: Json) => SEVERITY.indexOf((item as unknown as Allergy).criticality ?? "");
  return rank(other) > rank(one) ? other : one;
}

function sameItems(one: Items, other: Items): boolean {
  return one.size === other.size && [...one].every(([key, item]) => other.has(key) && same(item, other.get(key)));
}

/** Objects are the same whatever the order of their members. */
export function same(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => same((one as never)[key], (other as never)[key]))
  );
}
