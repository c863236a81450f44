import { expect, test } from "vitest";
import { changeBetween, changesOf, presentStep } from "../src/tickets/change.ts";
import type { Ticket, TicketStep } from "../src/tickets/live.ts";

const at = "2026-03-02T09:00:00Z";

function step(fields: Partial<TicketStep> & { p50?: string }): TicketStep {
  const { p50 = "2026-03-02T10:00:00Z", ...rest } = fields;
  const forecast = {
    kind: "RANGE",
    start: { p10: p50, p50, p90: p50 },
    early: false,
    ahead: [],
    desks: 1,
    notes: [],
    asOf: at,
  } as unknown as TicketStep["forecast"];
  return {
    queueId: "q",
    service: "Eyes",
    entryId: "e",
    state: "WAITING",
    credits: [],
    peopleAhead: 3,
    forecast,
    ...rest,
  } as TicketStep;
}

const ticket = (...steps: TicketStep[]) => ({ visitId: "v", asOf: at, steps }) as unknown as Ticket;

test("what a person waits for is who calls, before where one waits, before where one is held", () => {
  const waiting = step({ entryId: "a" });
  const held = step({ entryId: "b", state: "ON_HOLD" });
  const called = step({ entryId: "c", state: "CALLED" });
  expect(presentStep(ticket(held, waiting, called))).toBe(called);
  expect(presentStep(ticket(held, waiting))).toBe(waiting);
  expect(presentStep(ticket(step({ state: "SERVED" }), step({ entryId: null, state: null })))?.state).toBe("SERVED");
});

test("a range that moved by five minutes is told, in steps of five", () => {
  expect(changeBetween(step({}), step({ p50: "2026-03-02T10:04:00Z" }), at)).toBeNull();
  expect(changeBetween(step({}), step({ p50: "2026-03-02T10:12:00Z" }), at)).toEqual({
    kind: "LATER",
    minutes: 10,
    at,
  });
  expect(changeBetween(step({}), step({ p50: "2026-03-02T09:40:00Z" }), at)).toMatchObject({
    kind: "EARLIER",
    minutes: 20,
  });
});

test("who is passed by is told, and nothing is said of another step or after the call", () => {
  expect(changeBetween(step({}), step({ peopleAhead: 5 }), at)).toEqual({ kind: "MORE_AHEAD", people: 2, at });
  expect(changeBetween(step({}), step({ entryId: "f", peopleAhead: 9 }), at)).toBeNull();
  expect(changeBetween(step({}), step({ state: "CALLED", peopleAhead: 9 }), at)).toBeNull();
});

test("small steps add up until they are worth a word", () => {
  let told = changesOf([], [ticket(step({}))]);
  for (const minute of ["02", "04"]) told = changesOf(told, [ticket(step({ p50: `2026-03-02T10:${minute}:00Z` }))]);
  expect(told[0]?.change).toBeNull();
  told = changesOf(told, [ticket(step({ p50: "2026-03-02T10:06:00Z" }))]);
  expect(told[0]?.change).toMatchObject({ kind: "LATER", minutes: 5 });
});
