import { expect, test } from "vitest";
import type { Board, Line } from "../src/features/board/lines.ts";
import { myList, numberWaiting, withCalled } from "../src/features/consulting/myList.ts";
import { nextQueues } from "../src/features/consulting/route.ts";

const ME = { accountId: "me", deskSessionId: "desk", queueIds: ["A", "B"] };

function line(id: string, fields: object = {}, deskSessionId?: string): Line {
  const entry = { id, queueId: "A", visitId: id, patientId: id, state: "WAITING", urgency: "URGENT", ...fields };
  return { entry, call: deskSessionId ? { id: `c${id}`, deskSessionId } : undefined } as unknown as Line;
}

const queue = (id: string) => ({ id, serviceName: id }) as Board["waiting"][number]["queue"];
const ids = (lines: Line[]) => lines.map(({ entry }) => entry.id);

const BOARD: Board = {
  atDesks: [line("1", { state: "CALLED" }, "other"), line("2", { state: "SERVING" }, "desk")],
  waiting: [
    {
      queue: queue("A"),
      lines: [line("3"), line("4", { boundDoctorId: "other" }), line("5", { boundDoctorId: "me" })],
    },
    { queue: queue("B"), lines: [] },
    { queue: queue("C"), lines: [line("6", { queueId: "C" })] },
  ],
  onHold: [line("7", { state: "ON_HOLD" }), line("8", { state: "ON_HOLD", queueId: "C" })],
};

test("a doctor sees the own and the shared ones of the desk's queues, and nobody who waits for another", () => {
  const list = myList(BOARD, ME);
  expect(ids(list.current)).toEqual(["2"]);
  expect(list.waiting.map(({ queue: { id }, lines }) => [id, ids(lines)])).toEqual([
    ["A", ["3", "5"]],
    ["B", []],
  ]);
  expect(ids(list.onHold)).toEqual(["7"]);
  expect(numberWaiting(list)).toBe(2);
});

test("who was called a moment ago is at the desk at once, and waits no more", () => {
  const list = withCalled(myList(BOARD, ME), line("3", { state: "CALLED" }, "desk"));
  expect(ids(list.current)).toEqual(["2", "3"]);
  expect(ids(list.waiting[0]!.lines)).toEqual(["5"]);
});

test("the next step of a route is all that has the lowest number and hasn't begun", () => {
  expect(
    nextQueues([
      { ordinal: 1, queueId: "triage", entryId: "e" },
      { ordinal: 3, queueId: "pharmacy" },
      { ordinal: 2, queueId: "laboratory", entryId: null },
      { ordinal: 2, queueId: "xray", entryId: null },
    ]),
  ).toEqual(["laboratory", "xray"]);
  expect(nextQueues([{ ordinal: 1, queueId: "triage", entryId: "e" }])).toEqual([]);
});
