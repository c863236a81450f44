import { describe, expect, it } from "vitest";
import { findKnown, together } from "../../src/patients/find.ts";
import type { EntryRow, PatientRow } from "../../src/sync/rows.ts";

const patients: PatientRow[] = [
  { id: "p1", name: "Rosa María Pérez", contactPhone: "+12125550100" },
  { id: "p2", name: "Peter Rose", contactPhone: "+353861234567" },
  { id: "p3", name: "محمد علي" },
];
const entries = [{ id: "e1", patientId: "p2", ticketNumber: "A-042" }] as EntryRow[];
const found = (name: string, phone = "") => findKnown(patients, entries, { name, phone }).map(({ id }) => id);

describe("patients known here", () => {
  it("are found by the beginnings of words, in any order, without accents", () => {
    expect(found("perez ro")).toEqual(["p1"]);
    expect(found("ros")).toEqual(["p1", "p2"]);
    expect(found("علي")).toEqual(["p3"]);
  });

  it("are found by the end of a phone and by a ticket", () => {
    expect(found("", "0100")).toEqual(["p1"]);
    expect(found("a-042")).toEqual(["p2"]);
  });

  it("aren't found by next to nothing", () => {
    expect(found("r")).toEqual([]);
    expect(found("", "010")).toEqual([]);
  });
});

it("puts likely ones first, each once", () => {
  const list = together(
    [{ id: "b", name: "B" }],
    [
      { id: "a", name: "A" },
      { id: "b", name: "B" },
    ],
  );
  expect(list.map(({ id, isLikely }) => [id, isLikely])).toEqual([
    ["b", true],
    ["a", undefined],
  ]);
});
