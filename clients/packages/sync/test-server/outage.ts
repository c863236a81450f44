import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Cache, Engine, HttpNetwork, MemoryStore, MutationQueue, REPLAYS, SCHEMA_VERSION } from "../src/index.ts";
import { FAULTS, FaultyProxy } from "../test/faulty-proxy.ts";
import type { SignIn } from "./server.ts";

const TICKETS = 8;

export interface Before {
  server: string;
  signIn: SignIn;
  /** What keeps the mutations; a control hands in a broken one. */
  queue?: (store: MemoryStore) => MutationQueue;
}

export interface End {
  /** What went wrong; null if nothing did. */
  wrong: string | null;
  tickets: number;
  refused: number;
}

export function uuid7(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** The engine at a desk whose waits pass ten times faster. */
export class Desk {
  readonly queue: MutationQueue;
  readonly engine: Engine;
  readonly network: HttpNetwork;

  constructor(base: string, { signIn, queue = (store) => new MutationQueue(store) }: Before) {
    const tokens = { current: async () => signIn.accessToken, refresh: async () => false };
    this.network = new HttpNetwork(base, tokens, fetch, 3_000);
    const ports = {
      network: this.network,
      now: Date.now,
      after: (milliseconds: number, work: () => void) => {
        const timer = setTimeout(work, milliseconds / 10);
        return () => clearTimeout(timer);
      },
      random: Math.random,
      uuid: randomUUID,
      exclusively: <T>(_: string, work: () => Promise<T>) => work(),
    };
    const schema = { version: SCHEMA_VERSION, replays: REPLAYS };
    this.queue = queue(new MemoryStore());
    this.engine = new Engine(ports, this.queue, new Cache(new MemoryStore()), schema);
  }

  async revoke({ server, signIn }: Before): Promise<void> {
    for (const { owner } of await this.queue.owners()) {
      if (!owner.clientId) continue;
      await fetch(`${server}/api/v1/sync/clients/${owner.clientId}/revoke`, {
        method: "POST",
        headers: { Authorization: `Bearer ${signIn.accessToken}`, "Idempotency-Key": randomUUID() },
      });
    }
  }
}

/**
 * An outage before a real server with the demo hospital: two desks register people, give them tickets and put them on
 * hold through a faulty proxy. 10 seconds after it has healed nothing may wait, each ticket must be there once or its
 * refusal told, and both must see the same.
 */
export async function outage(before: Before, name: string): Promise<End> {
  const proxy = new FaultyProxy(Number(new URL(before.server).port), Math.random);
  const base = await proxy.listen();
  const desks = [new Desk(base, before), new Desk(base, before)] as const;
  try {
    return await worked(desks, proxy, before, name);
  } finally {
    for (const { engine } of desks) engine.stop();
    proxy.close();
    for (const desk of desks) await desk.revoke(before);
  }
}

async function worked(desks: readonly [Desk, Desk], proxy: FaultyProxy, before: Before, name: string): Promise<End> {
  const { account } = before.signIn;
  const facilityId = account.roles[0]!.facilityId;
  const [first, second] = [desks[0].engine, desks[1].engine];
  for (const engine of [first, second]) {
    await engine.signIn({ userId: account.id, facilityId });
    await engine.sync();
    engine.start();
  }
  const queues = (await first.rows()).all("queue");
  const entries: string[] = [];
  for (let n = 0; n < TICKETS; n++) {
    proxy.fault = n % 3 === 0 ? "none" : FAULTS[Math.floor(Math.random() * FAULTS.length)]!;
    const engine = n % 2 ? second : first;
    const queueId = String(queues[n % queues.length]!.id);
    const [patientId, visitId, entryId] = [uuid7(), uuid7(), uuid7()];
    entries.push(entryId);
    await engine.enqueue("registerPatient", { id: patientId, facilityId, name: `${name} ${n}`, ageYears: 30 + n });
    await engine.enqueue("takeTicket", { visitId, facilityId, patientId, steps: [[queueId]], entryIds: [entryId] });
    await engine.enqueue("hold", { entryId, reason: "away" });
    await sleep(Math.random() * 200);
  }
  proxy.fault = "none";
  const healed = Date.now();
  const waits = async () => (await Promise.all([first.pending(), second.pending()])).some((left) => left.length > 0);
  while (await waits()) {
    if (Date.now() - healed > 10_000) return failed(`not drained: ${JSON.stringify(await first.status())}`);
    await sleep(50);
  }
  await first.sync();
  await second.sync();
  const there = (await first.rows()).all("entry").filter(({ id }) => entries.includes(String(id)));
  const inbox = (await Promise.all([first.inbox(), second.inbox()])).flat();
  const refused = inbox.filter(({ mutation }) => mutation?.name === "takeTicket").length;
  if (there.length + refused !== entries.length) {
    return failed(`${there.length} of ${entries.length} tickets, told: ${JSON.stringify(inbox)}`);
  }
  const held = there.filter(({ state }) => state === "ON_HOLD").length;
  if (held !== there.length) return failed(`${held} of ${there.length} tickets are on hold`);
  const same = (await seen(first, entries)) === (await seen(second, entries));
  return { wrong: same ? null : "the desks see different things", tickets: there.length, refused };
}

function failed(wrong: string): End {
  return { wrong, tickets: 0, refused: 0 };
}

/** What a desk sees of these entries with their visits and patients; others are at work meanwhile. */
async function seen(engine: Engine, ids: string[]): Promise<string> {
  const rows = await engine.rows();
  return JSON.stringify(
    ids.map((id) => {
      const entry = rows.get("entry", id);
      return entry && [entry, rows.get("visit", String(entry.visitId)), rows.get("patient", String(entry.patientId))];
    }),
  );
}
