import { afterAll, beforeAll, expect, test } from "vitest";
import { MutationQueue, type Result, type Store } from "../src/index.ts";
import { type Before, type End, outage } from "./outage.ts";
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
}, 400_000);

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
