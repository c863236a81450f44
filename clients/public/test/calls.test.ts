import { expect, test, vi } from "vitest";
import { Announcer, type Call, News, shown } from "../src/display/calls.ts";
import { spoken } from "../src/display/sound.ts";

let minute = 0;

function call(ticketNumber: string, more: Partial<Call> = {}): Call {
  minute += 1;
  const calledAt = new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString();
  return {
    callId: ticketNumber,
    ticketNumber,
    queueId: "q",
    service: "General medicine",
    room: "Room 3",
    state: "CALLED",
    calledAt,
    recalls: 0,
    recalledAt: null,
    ...more,
  };
}

test("whoever is awaited stands before whoever is in the room, the latest first; what has ended is gone", () => {
  const [first, second, third, fourth] = [
    call("A-001"),
    call("A-002", { state: "SERVING" }),
    call("A-003"),
    call("A-004"),
  ];
  const calls = [first!, second!, third!, { ...fourth!, state: "ENDED" as const }, call("X-001", { queueId: "other" })];
  expect(shown(calls, ["q"]).map(({ ticketNumber }) => ticketNumber)).toEqual(["A-003", "A-001", "A-002"]);
});

test("each call and each repetition of it is news once; what was called before the display was on is none", () => {
  const news = new News();
  const [old, next] = [call("A-001"), call("A-002")];
  expect(news.of([old!])).toEqual([]);
  expect(news.of([next!, old!])).toEqual([next]);
  expect(news.of([next!, old!])).toEqual([]);
  const again = { ...old!, recalls: 1, recalledAt: new Date(Date.UTC(2026, 2, 2, 9)).toISOString() };
  expect(news.of([again, next!])).toEqual([again]);
  // Two at once, and one that was taken up before this display heard of it.
  const [third, fourth, gone] = [call("A-003"), call("A-004"), call("A-005", { state: "SERVING" })];
  expect(news.of([gone!, fourth!, third!])).toEqual([third, fourth]);
});

test("no announcement swallows another, and none is made for who was called off meanwhile", async () => {
  const said: string[] = [];
  let done: () => void = () => undefined;
  const announcer = new Announcer(async ({ ticketNumber }) => {
    said.push(ticketNumber);
    await new Promise<void>((resolve) => {
      done = resolve;
    });
  });
  const [one, two, three] = [call("A-001"), call("A-002"), call("A-003")];
  announcer.update([one!], [one!]);
  announcer.update([three!, two!, one!], [two!, three!]);
  expect(said).toEqual(["A-001"]);
  announcer.update([three!, one!], []);
  done();
  await vi.waitFor(() => expect(said).toEqual(["A-001", "A-003"]));
  const [four] = [call("A-004")];
  announcer.update([four!], [four!]);
  done();
  await vi.waitFor(() => expect(said).toEqual(["A-001", "A-003", "A-004"]));
});

test("a number is spoken as people say it", () => {
  expect(spoken(call("A-042"), "en")).toBe("Number A 42, please go to Room 3.");
  expect(spoken(call("A-700", { room: "" }), "es")).toBe("Número A 700, por favor.");
});
