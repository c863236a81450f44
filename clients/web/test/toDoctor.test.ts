import { beforeEach, expect, test, vi } from "vitest";
import { toDoctor } from "../src/features/consulting/toDoctor.ts";
import type { EntryRow } from "../src/sync/rows.ts";

/** The server's word by mutation; what isn't named here is taken. */
let refusals: Record<string, string> = {};
const sent: [string, Record<string, unknown>][] = [];

vi.mock("../src/sync/desk.ts", () => ({
  desk: {
    act: async (name: string, args: Record<string, unknown>) => sent.push([name, args]),
    engine: { inbox: async () => [] },
    subscribe: () => () => undefined,
    isReached: () => true,
    get: () => ({
      inbox: [],
      pending: sent.map(([name], index) => ({
        mid: index + 1,
        result: {
          status: refusals[name] ? "REJECTED" : "APPLIED",
          code: refusals[name] ?? null,
          current: { kind: "entry", id: "e", row: { version: index + 7 } },
        },
      })),
    }),
  },
}));

vi.mock("../src/session/server.ts", () => ({ answer: vi.fn(), once: vi.fn(), server: {} }));

const entry = (state: EntryRow["state"]) => ({ id: "e", state }) as EntryRow;
const acts = () => sent.map(([name]) => name);

beforeEach(() => {
  refusals = {};
  sent.length = 0;
});

test("who is at the desk waits for the other doctor again", async () => {
  await toDoctor(entry("SERVING"), "d");
  expect(acts()).toEqual(["hold", "bind", "resume"]);
});

test("who waits stays where it is", async () => {
  await toDoctor(entry("WAITING"), "d");
  expect(acts()).toEqual(["bind"]);
});

test("a refused call off ends it there", async () => {
  refusals = { hold: "wrong-state" };
  await expect(toDoctor(entry("CALLED"), "d")).rejects.toMatchObject({ code: "wrong-state" });
  expect(acts()).toEqual(["hold"]);
});

test("a refused doctor leaves the patient at the desk", async () => {
  refusals = { bind: "doctor-not-in-facility" };
  await expect(toDoctor(entry("SERVING"), "d")).rejects.toMatchObject({ code: "doctor-not-in-facility" });
  expect(sent.at(-1)).toEqual(["undo", { entryId: "e", version: 7 }]);
});
