import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Cache } from "../src/cache.ts";
import { Engine } from "../src/engine.ts";
import { HttpNetwork } from "../src/http.ts";
import { MutationQueue } from "../src/queue.ts";
import { SqliteStore } from "../src/storage/sqlite.ts";
import { FAULTS, FaultyProxy } from "./faulty-proxy.ts";
import { serve } from "./http-model.ts";
import { SCHEMA } from "./simulation/device.ts";
import { ModelServer, type ServerFaults } from "./simulation/server.ts";
import { random } from "./simulation/time.ts";
import { sqlite } from "./stores.ts";

const RUNS = process.env.CARETURN_ALL ? 500 : 30;
const AT_ONCE = 10;
/** The engine's waits pass so many times faster; 10 seconds of an outage's end are then a fifth of one. */
const FASTER = 20;

function engine(base: string, user: string, chance: () => number): Engine {
  const tokens = { current: async (of: string) => `token-of-${of}`, refresh: async () => false };
  const ports = {
    network: new HttpNetwork(base, tokens, fetch, 25_000 / FASTER),
    now: Date.now,
    after: (milliseconds: number, work: () => void) => {
      const timer = setTimeout(work, milliseconds / FASTER);
      return () => clearTimeout(timer);
    },
    random: chance,
    uuid: () => `${user}-${randomUUID()}`,
    exclusively: <T>(_: string, work: () => Promise<T>) => work(),
  };
  const store = () => new SqliteStore(sqlite(":memory:"));
  return new Engine(ports, new MutationQueue(store()), new Cache(store()), SCHEMA);
}

/** Three clients at work while the network fails in every way; gives what went wrong after it has healed. */
async function outage(seed: number, faults: ServerFaults = {}): Promise<string | null> {
  const chance = random(seed);
  const server = new ModelServer(faults, chance);
  const { http, port } = await serve(server);
  const proxy = new FaultyProxy(port, chance);
  const base = await proxy.listen();
  const users = ["ann", "ben", "cy"];
  const engines = users.map((user) => engine(base, user, chance));
  try {
    for (const [n, one] of engines.entries()) {
      await one.signIn({ userId: users[n]!, facilityId: "F1" });
      one.start();
    }
    const markers: string[] = [];
    for (let n = 0; n < 24; n++) {
      proxy.fault = n % 3 === 0 ? "none" : FAULTS[Math.floor(chance() * FAULTS.length)]!;
      const marker = `m${n}`;
      markers.push(marker);
      await engines[n % 3]!.enqueue("count", { marker, id: `thing${n % 5}` });
      await sleep(10 + chance() * 60);
    }
    proxy.fault = "none";
    server.isHealed = true;
    const isDrained = async () =>
      (await Promise.all(engines.map((one) => one.pending()))).every((left) => !left.length);
    // What hangs is given up after a request's time; then 10 seconds are left to drain.
    for (let waited = 0; waited < 200 && !(await isDrained()); waited++) await sleep(50);
    if (!(await isDrained())) return "stuck";
    await Promise.all(engines.map((one) => one.sync()));
    const wrong = markers.find((marker) => server.judged(marker).length !== 1);
    if (wrong) return `${wrong} was judged ${server.judged(wrong).length} times`;
    const there = JSON.stringify(
      Object.values(server.rows("F1"))
        .map(({ n }) => n)
        .sort(),
    );
    for (const one of engines) {
      const seen = JSON.stringify(
        (await one.rows())
          .all("thing")
          .map(({ n }) => n)
          .sort(),
      );
      if (seen !== there) return `sees ${seen}, the server has ${there}`;
    }
    return null;
  } finally {
    for (const one of engines) one.stop();
    proxy.close();
    http.closeAllConnections();
    http.close();
  }
}

test(`in ${RUNS} outages over TCP nothing is lost or doubled, and all drains`, { timeout: 900_000 }, async () => {
  for (let from = 1; from <= RUNS; from += AT_ONCE) {
    const seeds = Array.from({ length: Math.min(AT_ONCE, RUNS - from + 1) }, (_, n) => from + n);
    const ends = await Promise.all(seeds.map(async (seed) => ({ seed, wrong: await outage(seed) })));
    expect(ends.filter(({ wrong }) => wrong)).toEqual([]);
  }
});

test("a server that judges twice is caught over TCP, too", { timeout: 120_000 }, async () => {
  const ends = await Promise.all(Array.from({ length: 5 }, (_, n) => outage(n + 1, { noStoredResults: true })));
  expect(ends.some((wrong) => wrong !== null)).toBe(true);
});
