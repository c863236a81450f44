import { webcrypto } from "node:crypto";
import { expect, test } from "vitest";
import type { Answer } from "../src/protocol.ts";
import { MutationQueue, ownerKey } from "../src/queue.ts";
import { MemoryStore } from "../src/storage/memory.ts";
import { type Lease, TicketNumbers } from "../src/tickets.ts";
import { ANN } from "./desk.ts";

const DAY = "2026-11-24";

/** The server's ranges: each key gives one, however often it is asked for. */
class Leasing {
  readonly given = new Map<string, Lease>();
  answers: "well" | "lost" | "never" = "well";
  asked = 0;

  async lease(
    _: string,
    key: string,
    wish: { clientId: string; prefix: string; count: number },
  ): Promise<Answer<Lease>> {
    this.asked++;
    if (this.answers === "never") return { ok: false, status: 0, code: "no-contact" };
    const from = 700 + 50 * this.given.size;
    const lease = {
      leaseId: `lease-${this.given.size}`,
      facilityId: "F1",
      prefix: wish.prefix,
      firstDay: DAY,
      lastDay: "2026-11-25",
      from,
      to: from + wish.count - 1,
    };
    const known = this.given.get(key) ?? lease;
    this.given.set(key, known);
    return this.answers === "lost" ? { ok: false, status: 0, code: "no-contact" } : { ok: true, value: known };
  }
}

async function desk(store = new MemoryStore(), server = new Leasing()) {
  const queue = new MutationQueue(store);
  await queue.open(ANN, "first");
  await queue.registered(ownerKey(ANN), "first", "client-1");
  return { store, server, queue, numbers: new TicketNumbers(store, queue, server, webcrypto as Crypto) };
}

/** FR-SYNC-13 */
test("numbers are given out once each, by whichever tab, until none is left", async () => {
  const { store, queue, server, numbers } = await desk();
  expect(await numbers.take(ANN, "A", DAY)).toBeUndefined();
  expect(await numbers.refill(ANN, "A", DAY)).toBeNull();
  const other = new TicketNumbers(store, queue, server, webcrypto as Crypto);
  const taken = await Promise.all(Array.from({ length: 50 }, (_, n) => (n % 2 ? other : numbers).take(ANN, "A", DAY)));
  expect(taken.map((one) => one?.sequence).sort()).toEqual(Array.from({ length: 50 }, (_, n) => 700 + n));
  expect(new Set(taken.map((one) => one?.token)).size).toBe(50);
  expect(taken[0]).toMatchObject({ ticketNumber: `A-${taken[0]?.sequence}` });
  expect(taken[0]?.token).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(await numbers.take(ANN, "A", DAY)).toBeUndefined();
});

test("a range whose answer was lost is the one that is asked for again, and none is given out twice", async () => {
  const { server, numbers } = await desk();
  server.answers = "lost";
  expect(await numbers.refill(ANN, "A", DAY)).toMatchObject({ status: 0 });
  server.answers = "well";
  await Promise.all([numbers.refill(ANN, "A", DAY), numbers.refill(ANN, "A", DAY)]);
  expect(server.given.size).toBe(1);
  expect((await numbers.take(ANN, "A", DAY))?.sequence).toBe(700);
  await numbers.refill(ANN, "A", DAY);
  expect((await numbers.take(ANN, "A", DAY))?.sequence).toBe(701);
  expect(await numbers.left(ANN, "A", DAY)).toBe(48);
});

test("it is refilled while numbers are left, and works on without an answer", async () => {
  const { server, numbers } = await desk();
  await numbers.refill(ANN, "A", DAY);
  for (let n = 0; n < 31; n++) await numbers.take(ANN, "A", DAY);
  server.answers = "never";
  expect(await numbers.refill(ANN, "A", DAY)).toMatchObject({ status: 0 });
  expect((await numbers.take(ANN, "A", DAY))?.sequence).toBe(731);
  server.answers = "well";
  expect(await numbers.refill(ANN, "A", DAY)).toBeNull();
  expect(await numbers.left(ANN, "A", DAY)).toBe(68);
});

test("numbers of another day, or of a client that the server has forgotten, aren't given out", async () => {
  const { queue, numbers } = await desk();
  await numbers.refill(ANN, "A", DAY);
  expect(await numbers.take(ANN, "A", "2026-11-26")).toBeUndefined();
  expect(await numbers.take(ANN, "B", DAY)).toBeUndefined();
  await queue.forgotten(ownerKey(ANN), "client-1", "second");
  await queue.registered(ownerKey(ANN), "second", "client-2");
  expect(await numbers.take(ANN, "A", DAY)).toBeUndefined();
  await numbers.refill(ANN, "A", DAY);
  expect((await numbers.take(ANN, "A", DAY))?.sequence).toBe(750);
});
