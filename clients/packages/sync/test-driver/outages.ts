import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Cache, Engine, HttpNetwork, MemoryStore, MutationQueue, REPLAYS, SCHEMA_VERSION } from "../src/index.ts";
import { FAULTS, FaultyProxy } from "../test/faulty-proxy.ts";

/**
 * Outages before a real server with the demo hospital: {@code node outages.ts http://127.0.0.1:8080 RUNS}. Two desks register
 * people and give them tickets through a faulty proxy; 10 seconds after it has healed nothing may wait, each ticket must
 * be there once, and both must see the same.
 */
const [server = "http://127.0.0.1:8080", runs = "30"] = process.argv.slice(2);
const KINDS = ["visit", "entry", "patient", "appointment"];

async function json<T>(path: string, options: RequestInit = {}): Promise<T> {
  const response = await fetch(server + path, options);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

function uuid7(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

interface SignIn {
  accessToken: string;
  account: { id: string; roles: { facilityId: string }[] };
}

function desk(base: string, token: string): Engine {
  const tokens = { current: async () => token, refresh: async () => false };
  const ports = {
    network: new HttpNetwork(base, tokens, fetch, 3_000),
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
  return new Engine(ports, new MutationQueue(new MemoryStore()), new Cache(new MemoryStore()), schema);
}

async function seen(engine: Engine): Promise<string> {
  const rows = await engine.rows();
  return JSON.stringify(
    KINDS.map((kind) =>
      rows
        .all(kind)
        .map(({ id, version }) => `${id} ${version}`)
        .sort(),
    ),
  );
}

async function outage(signIn: SignIn, name: string): Promise<string | null> {
  const { accessToken, account } = signIn;
  const facilityId = account.roles[0]!.facilityId;
  const proxy = new FaultyProxy(Number(new URL(server).port), Math.random);
  const base = await proxy.listen();
  const desks = [desk(base, accessToken), desk(base, accessToken)] as const;
  try {
    for (const one of desks) {
      await one.signIn({ userId: account.id, facilityId });
      await one.sync();
      one.start();
    }
    const queueId = String((await desks[0].rows()).all("queue")[0]!.id);
    const entries: string[] = [];
    for (let n = 0; n < 8; n++) {
      proxy.fault = n % 3 === 0 ? "none" : FAULTS[Math.floor(Math.random() * FAULTS.length)]!;
      const one = desks[n % 2]!;
      const [patientId, visitId, entryId] = [uuid7(), uuid7(), uuid7()];
      entries.push(entryId);
      await one.enqueue("registerPatient", { id: patientId, facilityId, name: `${name} ${n}`, ageYears: 30 + n });
      await one.enqueue("takeTicket", { visitId, facilityId, patientId, steps: [[queueId]], entryIds: [entryId] });
      await one.enqueue("hold", { entryId, reason: "away" });
      await sleep(Math.random() * 200);
    }
    proxy.fault = "none";
    const healed = Date.now();
    const waits = async () => (await Promise.all(desks.map((one) => one.pending()))).some((left) => left.length > 0);
    while (await waits()) {
      if (Date.now() - healed > 10_000) return `not drained: ${JSON.stringify(await desks[0].status())}`;
      await sleep(50);
    }
    for (const one of desks) await one.sync();
    const there = (await desks[0].rows()).all("entry").filter(({ id }) => entries.includes(String(id)));
    const inbox = (await Promise.all(desks.map((one) => one.inbox()))).flat();
    if (there.length + inbox.filter(({ mutation }) => mutation?.name === "takeTicket").length !== entries.length) {
      return `${there.length} of ${entries.length} tickets, told: ${JSON.stringify(inbox)}`;
    }
    return (await seen(desks[0])) === (await seen(desks[1])) ? null : "the desks see different things";
  } finally {
    for (const one of desks) one.stop();
    proxy.close();
  }
}

const signIn = await json<SignIn>("/api/v1/auth/login", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ userName: "reception", password: "careturn-demo", client: "APP" }),
});
let failed = 0;
for (let run = 1; run <= Number(runs); run++) {
  const wrong = await outage(signIn, `Outage ${run}`);
  if (wrong) failed++;
  process.stdout.write(`${run}: ${wrong ?? "well"}\n`);
}
process.exit(failed > 0 ? 1 : 0);
