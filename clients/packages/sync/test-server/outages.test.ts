import { randomUUID, webcrypto } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MemoryStore, MutationQueue, openConflicts, type Result, type Store, TicketNumbers } from "../src/index.ts";
import { type Before, Desk, type End, outage, uuid7 } from "./outage.ts";
import { type Running, type SignIn, signIn, start } from "./server.ts";

const RUNS = process.env.CARETURN_ALL ? 500 : 30;
const AT_ONCE = 6;
/** An access token is good for 10 minutes. */
const SIGN_IN_AGAIN_MS = 5 * 60_000;

let running: Running;
let known: SignIn;
let signedInAt = 0;

beforeAll(async () => {
  running = await start();
}, 200_000);

afterAll(() => running?.end(), 60_000);

async function before(): Promise<Before> {
  if (Date.now() - signedInAt > SIGN_IN_AGAIN_MS) {
    known = (await signIn(running.base))!;
    signedInAt = Date.now();
  }
  return { server: running.base, signIn: known };
}

/** FR-SYNC-02, FR-SYNC-03, FR-SYNC-06 */
test(`in ${RUNS} outages before the real server and PostgreSQL nothing is lost or doubled, and all drains`, {
  timeout: RUNS * 10_000,
}, async () => {
  const ends: End[] = [];
  for (let from = 0; from < RUNS; from += AT_ONCE) {
    const at = await before();
    const runs = Array.from({ length: Math.min(AT_ONCE, RUNS - from) }, (_, n) => `Outage ${from + n}`);
    ends.push(...(await Promise.all(runs.map((name) => outage(at, name)))));
  }
  expect(ends.filter(({ wrong }) => wrong)).toEqual([]);
  // Refusals, as of a full queue, are told; but a server that takes nothing would show nothing.
  const tickets = ends.reduce((sum, end) => sum + end.tickets, 0);
  const refused = ends.reduce((sum, end) => sum + end.refused, 0);
  process.stdout.write(`outages: ${RUNS}, tickets: ${tickets}, refused: ${refused}\n`);
  expect(tickets).toBeGreaterThan(refused);
});

/** The control: the answer to one mutation is taken for all that wait. */
class MarksAllPending extends MutationQueue {
  override async answered(owner: string, clientId: string, results: Result[], epoch: string): Promise<void> {
    const { mutations } = await this.pending(owner);
    const all = mutations.map(({ mid }) => results.find((one) => one.mid === mid) ?? { ...results.at(-1)!, mid });
    await super.answered(owner, clientId, all, epoch);
  }
}

test("a client that takes one answer for all that wait is caught", { timeout: 120_000 }, async () => {
  const at = { ...(await before()), queue: (store: Store) => new MarksAllPending(store) };
  const ends = await Promise.all(Array.from({ length: 4 }, (_, n) => outage(at, `Control ${n}`)));
  expect(ends.some(({ wrong }) => wrong !== null)).toBe(true);
});

/** FR-SYNC-13, FR-SYNC-16 */
test("a printed number is the one that the server takes; a conflict is listed, read and decided", {
  timeout: 120_000,
}, async () => {
  const at = await before();
  const { account } = at.signIn;
  const session = { userId: account.id, facilityId: account.roles[0]!.facilityId };
  const store = new MemoryStore();
  const desks = [new Desk(running.base, { ...at, queue: () => new MutationQueue(store) }), new Desk(running.base, at)];
  try {
    for (const { engine } of desks) {
      await engine.signIn(session);
      await engine.sync();
    }
    const [{ engine, queue, network }, other] = desks as [Desk, Desk];
    const rows = await engine.rows();
    const day = String(rows.all("facility")[0]!.serviceDay);
    const { id: queueId, prefix } = rows.all("queue")[0]!;
    const numbers = new TicketNumbers(store, queue, network, webcrypto as Crypto);
    expect(await numbers.refill(session, String(prefix), day)).toBeNull();
    const ticket = (await numbers.take(session, String(prefix), day))!;
    const [patientId, visitId, entryId] = [uuid7(), uuid7(), uuid7()];
    const { facilityId } = session;
    await engine.enqueue("registerPatient", { id: patientId, facilityId, name: "Prints First", ageYears: 41 });
    const { leaseId, sequence, token } = ticket;
    const steps = [[String(queueId)]];
    const printed = { visitId, facilityId, patientId, steps, entryIds: [entryId], leaseId, sequence, token };
    await engine.enqueue("takeTicket", printed);
    await engine.sync();
    expect(await engine.inbox()).toEqual([]);
    expect((await engine.rows()).get("visit", visitId)).toMatchObject({ ticketNumber: ticket.ticketNumber, token });

    const phone = (number: string) => ({ patientId, fields: { contactPhone: { base: null, new: number } } });
    await engine.enqueue("profile", phone("+12125550141"));
    await engine.sync();
    await other.engine.enqueue("profile", phone("+12125550142"));
    await other.engine.sync();
    expect((await other.engine.inbox()).map(({ code }) => code)).toEqual(["MERGED"]);
    const [conflict] = openConflicts(await other.engine.rows()).filter((item) => item.patientId === patientId);
    expect(conflict).toMatchObject({ kind: "PROFILE", fields: ["CONTACT_PHONE"] });
    const detail = await network.conflict(session.userId, conflict!.id);
    expect(detail).toMatchObject({ ok: true, value: { wanted: { CONTACT_PHONE: "+12125550142" } } });
    expect(await network.resolve(session.userId, randomUUID(), conflict!.id, "KEEP")).toMatchObject({ ok: true });
    await engine.sync();
    expect(openConflicts(await engine.rows()).filter((item) => item.patientId === patientId)).toEqual([]);
  } finally {
    for (const desk of desks) await desk.revoke(at);
  }
});
