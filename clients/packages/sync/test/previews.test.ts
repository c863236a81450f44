import { expect, test } from "vitest";
import { openConflicts } from "../src/conflicts.ts";
import { type MutationName, type Mutations, REPLAYS } from "../src/mutations.ts";
import type { JsonObject } from "../src/protocol.ts";
import { Rows } from "../src/view.ts";

const AT = "2026-11-24T09:30:00.000Z";
const ENTRY = { id: "e", state: "WAITING", since: "2026-11-24T08:00:00Z", urgency: "URGENT", version: 3 };

function rows(kind: string, ...all: JsonObject[]): Rows {
  return new Rows(new Map([[kind, new Map(all.map((row) => [String(row.id), row]))]]));
}

function replay<N extends MutationName>(on: Rows, name: N, args: Mutations[N]): JsonObject | undefined {
  REPLAYS[name]!(on, args as unknown as JsonObject, AT);
  return on.get("entry", "e");
}

test("an undo takes back what was done here, and again what the undo did", () => {
  const on = rows("entry", ENTRY);
  expect(replay(on, "hold", { entryId: "e" })).toMatchObject({ state: "ON_HOLD", version: 4 });
  expect(replay(on, "setUrgency", { entryId: "e", urgency: "EMERGENT", reason: "" })).toMatchObject({ version: 5 });
  expect(replay(on, "undo", { entryId: "e", version: 4 }), "not the last").toMatchObject({ version: 5 });
  expect(replay(on, "undo", { entryId: "e", version: 5 })).toMatchObject({
    urgency: "URGENT",
    state: "ON_HOLD",
    version: 6,
  });
});

test("an undone move leaves no mark", () => {
  const on = rows("entry", ENTRY);
  expect(replay(on, "move", { entryId: "e", afterEntryId: "f", reason: "" })).toMatchObject({ movedAfter: "f" });
  expect(replay(on, "undo", { entryId: "e", version: 4 })).toEqual({ ...ENTRY, version: 5 });
});

test("an undo of what was done elsewhere is only marked", () => {
  const on = rows("entry", ENTRY);
  expect(replay(on, "undo", { entryId: "e", version: 3 })).toEqual({ ...ENTRY, undoes: 3 });
  expect(replay(rows("entry", ENTRY), "undo", { entryId: "e", version: 2 })).toEqual(ENTRY);
});

test("who rejoins stands at the tail, and only who had dropped out", () => {
  expect(replay(rows("entry", { ...ENTRY, state: "LEFT" }), "rejoin", { entryId: "e" })).toMatchObject({
    state: "WAITING",
    since: AT,
  });
  expect(replay(rows("entry", { ...ENTRY, state: "SERVED" }), "rejoin", { entryId: "e" })).toMatchObject({
    state: "SERVED",
  });
});

test("a check-in is taken back with the visit that it made, and no other", () => {
  const on = rows("entry", { ...ENTRY, visitId: "v" }, { ...ENTRY, id: "f", visitId: "w" });
  on.put("appointment", "a", { id: "a", status: "BOOKED", visitId: null });
  replay(on, "checkIn", { appointmentId: "a", facilityId: "h", visitId: "v" });
  replay(on, "undoCheckIn", { appointmentId: "a", visitId: "w" });
  expect(on.get("appointment", "a")).toMatchObject({ status: "CHECKED_IN", visitId: "v" });
  expect(replay(on, "undoCheckIn", { appointmentId: "a", visitId: "v" })).toMatchObject({ state: "CANCELLED" });
  expect(on.get("appointment", "a")).toMatchObject({ status: "BOOKED", visitId: null });
  expect(on.get("entry", "f")).toMatchObject({ state: "WAITING" });
});

test("a note that waits is seen", () => {
  const on = rows("patient");
  replay(on, "addNote", { patientId: "p", id: "n", text: "Needs a chair" });
  expect(on.all("patient_note")).toEqual([{ id: "n", patientId: "p", text: "Needs a chair", createdAt: AT }]);
});

test("conflicts that nobody has decided are listed, the oldest first", () => {
  const item = (id: string, createdAt: string, resolvedAt: string | null) => ({ id, createdAt, resolvedAt });
  const on = rows(
    "sync_conflict",
    item("a", "2026-11-24T10", null),
    item("b", "2026-11-24T09", null),
    item("c", "2026-11-24T08", "x"),
  );
  expect(openConflicts(on).map(({ id }) => id)).toEqual(["b", "a"]);
});

test("a ticket out of the client's own range has its number at once; another waits for the server's", () => {
  const args = { visitId: "v", facilityId: "f", patientId: "p", steps: [["q"]], entryIds: ["e"] };
  const leased = { leaseId: "l", sequence: 700, token: "t" };
  expect(replay(rows("queue", { id: "q", prefix: "A" }), "takeTicket", { ...args, ...leased })).toMatchObject({
    ticketNumber: "A-700",
  });
  expect(replay(rows("queue", { id: "q", prefix: "A" }), "takeTicket", args)).toMatchObject({ ticketNumber: null });
});
