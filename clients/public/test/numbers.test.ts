import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";
import { Numbers, serviceDay } from "../src/kiosk/numbers.ts";
import { Store } from "../src/kiosk/store.ts";
import { Refused } from "../src/shared/device.ts";

const DAY = "2026-03-02";
const WISH = { facilityId: "f", queueId: "q", prefix: "A", language: "es" };
const NOW = Date.parse("2026-03-02T09:00:00Z");

interface Asked {
  path: string;
  body: Record<string, unknown>;
  key: string;
}

let asked: Asked[] = [];
let answer: (asked: Asked) => unknown;

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  asked = [];
  let leases = 0;
  answer = ({ path }) =>
    path.endsWith("leases")
      ? {
          leaseId: `lease-${++leases}`,
          facilityId: "f",
          prefix: "A",
          firstDay: DAY,
          lastDay: "2026-03-03",
          from: 600 + 100 * leases,
          to: 602 + 100 * leases,
        }
      : {};
});

/** What is on the disk is all that a kiosk knows after its power was cut. */
function kiosk(): Numbers {
  return new Numbers(
    new Store(),
    async <T>(path: string, body: unknown, key: string) => {
      const one = { path, body: body as Record<string, unknown>, key };
      asked.push(one);
      return answer(one) as T;
    },
    () => NOW,
  );
}

test("each number is given once, also after the power was cut, and none where no range is good", async () => {
  expect(await kiosk().give(WISH, DAY)).toBeNull();
  await kiosk().refill("f", "A", DAY);
  const given = [];
  for (let i = 0; i < 3; i++) given.push(await kiosk().give(WISH, DAY));
  expect(given.map((one) => one?.ticketNumber)).toEqual(["A-700", "A-701", "A-702"]);
  expect(new Set(given.map((one) => one?.token)).size).toBe(3);
  expect(given[0]!.token).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(await kiosk().give(WISH, DAY)).toBeNull();
  await kiosk().refill("f", "A", DAY);
  expect(await kiosk().give({ ...WISH, prefix: "X" }, DAY)).toBeNull();
  expect(await kiosk().give(WISH, "2026-03-04")).toBeNull();
  expect((await kiosk().give(WISH, "2026-03-03"))?.ticketNumber).toBe("A-800");
});

test("what was given is handed over in its order, each once, and stays while there is no contact", async () => {
  await kiosk().refill("f", "A", DAY);
  const first = await kiosk().give(WISH, DAY);
  await kiosk().give(WISH, DAY);
  answer = () => {
    throw new Refused(503, "unavailable");
  };
  await expect(kiosk().hand()).rejects.toThrow("unavailable");
  expect((await kiosk().state()).waiting).toBe(2);
  const { key } = asked.at(-1)!;
  answer = () => ({});
  asked = [];
  await kiosk().hand();
  expect(asked.map(({ body }) => (body.taken as { sequence: number }).sequence)).toEqual([700, 701]);
  // The same key as before: sent twice, it takes effect once.
  expect(asked[0]).toMatchObject({
    path: "/api/v1/kiosk/tickets",
    key,
    body: { queueId: "q", language: "es", taken: { token: first?.token, takenAt: "2026-03-02T09:00:00.000Z" } },
  });
  await kiosk().hand();
  expect(asked.length).toBe(2);
});

test("what the server refuses for good is shown to the staff and doesn't stop what follows", async () => {
  await kiosk().refill("f", "A", DAY);
  await kiosk().give(WISH, DAY);
  await kiosk().give(WISH, DAY);
  await kiosk().give(WISH, DAY);
  answer = ({ body }) => {
    const { sequence } = body.taken as { sequence: number };
    if (sequence === 700) throw new Refused(409, "queue-closed");
    // An answer that was lost: the server has it.
    if (sequence === 701) throw new Refused(409, "ticket-taken");
    return {};
  };
  await kiosk().hand();
  expect(await kiosk().state()).toEqual({ waiting: 0, refused: [{ ticketNumber: "A-700", code: "queue-closed" }] });
  await kiosk().forgetRefused();
  expect((await kiosk().state()).refused).toEqual([]);
});

test("the place of a wish that nobody heard the answer of is given back", async () => {
  const body = { facilityId: "f", queueId: "q", language: "en" };
  await kiosk().wasUnanswered("the-key-of-it", body);
  answer = () => ({
    token: "0123456789abcdefABCDEF",
    ticket: { steps: [{ entryId: "e1" }, { entryId: "e2" }, { entryId: null }] },
  });
  const fetch = vi.fn(async (..._: unknown[]) => new Response(null, { status: 503 }));
  vi.stubGlobal("fetch", fetch);
  await expect(kiosk().hand()).rejects.toThrow("no-contact");
  fetch.mockImplementation(async () => new Response(null, { status: 204 }));
  await kiosk().hand();
  expect(asked.every(({ key }) => key === "the-key-of-it")).toBe(true);
  expect(fetch.mock.calls.at(-1)).toMatchObject(["/t/0123456789abcdefABCDEF/leave", { method: "POST" }]);
  // A route may begin in several queues at once.
  const left = fetch.mock.calls.slice(-2).map(([, sent]) => String((sent as { body: URLSearchParams }).body));
  expect(left).toEqual(["entry=e1", "entry=e2"]);
  asked = [];
  await kiosk().hand();
  expect(asked).toEqual([]);
});

test("an answer with numbers that is lost costs none", async () => {
  const good = answer;
  answer = () => {
    throw new Refused(0, "no-contact");
  };
  await expect(kiosk().refill("f", "A", DAY)).rejects.toThrow("no-contact");
  const { key } = asked[0]!;
  answer = good;
  await kiosk().refill("f", "A", DAY);
  expect(asked[1]!.key).toBe(key);
});

test("a service day begins some hours after midnight, by the facility's clock", () => {
  const at = (text: string) => serviceDay(Date.parse(text), "America/New_York", "04:00:00");
  expect(at("2026-03-02T08:59:00Z")).toBe("2026-03-01");
  expect(at("2026-03-02T09:00:00Z")).toBe("2026-03-02");
  expect(at("2026-03-01T05:30:00Z")).toBe("2026-02-28");
});
