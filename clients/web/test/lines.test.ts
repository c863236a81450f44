import { Rows } from "@careturn/sync";
import { describe, expect, test } from "vitest";
import { anchorFor, board, EVERYTHING, filtered, inOrder, type Told } from "../src/features/board/lines.ts";
import type { EntryRow } from "../src/sync/rows.ts";

type Row = Record<string, never>;

const told = (rank: number): Told => ({ rank, reason: null, forecast: null, version: 1 });

function entry(id: string, fields: Partial<EntryRow> = {}): EntryRow {
  return {
    id,
    queueId: "A",
    visitId: `v${id}`,
    patientId: `p${id}`,
    ticketNumber: `A-${id}`,
    state: "WAITING",
    urgency: "NON_URGENT",
    since: `2026-11-30T08:${id}:00Z`,
    tie: Number(id),
    arrivedAt: `2026-11-30T08:${id}:00Z`,
    ...fields,
  };
}

function rowsOf(entries: EntryRow[], names: Record<string, string> = {}): Rows {
  const base = new Map<string, Map<string, Row>>();
  const put = (kind: string, rows: { id: string }[]) =>
    base.set(kind, new Map(rows.map((row) => [row.id, row as unknown as Row])));
  put("entry", entries);
  put("queue", [{ id: "A", serviceName: "Medicine", prefix: "A", open: true } as { id: string }]);
  put(
    "patient",
    Object.entries(names).map(([id, name]) => ({ id, name })),
  );
  return new Rows(base);
}

const waiting = (rows: Rows, ranks: Record<string, number> = {}, filter = EVERYTHING) =>
  filtered(board(rows, new Map(Object.entries(ranks).map(([id, rank]) => [id, told(rank)]))), filter).waiting[0]
    ?.lines ?? [];
const ids = (lines: { entry: { id: string } }[]) => lines.map((line) => line.entry.id);

describe("US-REC-04: the order of the board", () => {
  test("is the server's where it is known", () => {
    const rows = rowsOf([entry("01"), entry("02", { urgency: "URGENT" }), entry("03")]);
    expect(ids(waiting(rows, { "01": 1, "02": 3, "03": 2 }))).toEqual(["01", "03", "02"]);
  });

  test("puts whoever isn't ranked yet before the first that comes later", () => {
    const rows = rowsOf([
      entry("01"),
      entry("02"),
      entry("03", { urgency: "EMERGENT" }),
      entry("04", { since: "2026-11-30T08:01:30Z" }),
    ]);
    expect(ids(waiting(rows, { "01": 1, "02": 2 }))).toEqual(["03", "01", "04", "02"]);
  });

  test("shows a move that waits here where it was put, the first of its urgency without an anchor", () => {
    const rows = rowsOf([entry("01", { urgency: "URGENT" }), entry("02"), entry("03"), entry("04")]);
    const ranks = { "01": 1, "02": 2, "03": 3, "04": 4 };
    rows.change("entry", "02", { movedAfter: "03" });
    expect(ids(waiting(rows, ranks))).toEqual(["01", "03", "02", "04"]);
    expect(waiting(rows, ranks).map(({ isPending }) => isPending)).toEqual([false, false, true, false]);
    rows.change("entry", "04", { movedAfter: null });
    expect(ids(waiting(rows, ranks))).toEqual(["01", "04", "03", "02"]);
  });

  test("keeps everybody, whatever moves wait", () => {
    const lines = waiting(rowsOf([entry("01", { movedAfter: "gone" }), entry("02", { movedAfter: "01" })]));
    expect(ids(inOrder(lines)).sort()).toEqual(["01", "02"]);
  });
});

describe("US-REC-05: behind whom a moved one stands", () => {
  const lines = waiting(rowsOf([entry("01", { urgency: "URGENT" }), entry("02"), entry("03"), entry("04")]), {
    "01": 1,
    "02": 2,
    "03": 3,
    "04": 4,
  });

  test("downwards behind the target, upwards behind the one before it", () => {
    expect(anchorFor(lines, "02", "03")).toBe("03");
    expect(anchorFor(lines, "04", "03")).toBe("02");
    expect(anchorFor(lines, "04", "02")).toBeNull();
  });

  test("nowhere among others than the equally urgent", () => {
    expect(anchorFor(lines, "04", "01")).toBeUndefined();
    expect(anchorFor(lines, "04", "04")).toBeUndefined();
    expect(anchorFor(lines, "04", "nobody")).toBeUndefined();
  });
});

describe("US-REC-05: a place counts among all who wait, whatever the filter shows", () => {
  const rows = rowsOf(["01", "02", "03", "04", "05"].map((id) => entry(id, id === "01" ? { urgency: "URGENT" } : {})));
  const shown = waiting(rows, { "01": 1, "02": 2, "03": 3, "04": 4, "05": 5 }, { ...EVERYTHING, text: "A-05" });

  test("the position is the one of the queue", () => {
    expect(shown.map(({ turn }) => turn?.position)).toEqual([5]);
  });

  test("one place up goes behind the one before the next, not to the head", () => {
    expect(shown[0]?.turn).toMatchObject({ up: "03", down: undefined });
  });

  test("the first of an urgency can't go up, the second goes to its head", () => {
    const [, first, second] = waiting(rows, { "01": 1, "02": 2, "03": 3, "04": 4, "05": 5 });
    expect(first?.turn).toEqual({ position: 2, up: undefined, down: "03" });
    expect(second?.turn).toEqual({ position: 3, up: null, down: "04" });
  });
});

test("the filter finds names without accents, tickets and urgencies", () => {
  const rows = rowsOf([entry("01"), entry("02", { urgency: "URGENT" })], { p01: "João Dvořák", p02: "Ana Kelly" });
  const found = (part: Partial<typeof EVERYTHING>) => ids(waiting(rows, {}, { ...EVERYTHING, ...part }));
  expect(found({ text: "dvorak joao" })).toEqual(["01"]);
  expect(found({ text: "a-02" })).toEqual(["02"]);
  expect(found({ urgencies: new Set(["URGENT"]) })).toEqual(["02"]);
  expect(found({ text: "nobody" })).toEqual([]);
});
