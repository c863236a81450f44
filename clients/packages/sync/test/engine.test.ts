import { describe, expect, test } from "vitest";
import { REPLAYS } from "../src/mutations.ts";
import type { Answer, PushAnswer } from "../src/protocol.ts";
import { MemoryStore } from "../src/storage/memory.ts";
import type { Store } from "../src/storage/store.ts";
import { Rows } from "../src/view.ts";
import { ANN, BEN, count, Desk } from "./desk.ts";
import { SCHEMA } from "./simulation/device.ts";
import { ModelServer } from "./simulation/server.ts";
import { STORES } from "./stores.ts";

const refused = (status: number, code: string) => async () => ({ ok: false, status, code }) as const;

/** Kills a program at its {@code dies}th storage step or message, before or after it came through. */
function mortal(dies: number, isAfter: boolean) {
  const never = new Promise<never>(() => undefined);
  let steps = 0;
  let died: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    died = resolve;
  });
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    const at = ++steps;
    if (at > dies) return never;
    if (at < dies) return work();
    if (isAfter) await work();
    died();
    return never;
  };
  const store = (of: Store): Store => ({ transact: (work) => step(() => of.transact(work)) });
  return { step, store, death, steps: () => steps };
}

describe.each(Object.entries(STORES))("with its queue in %s", (_, make) => {
  test("killed at every step, nothing is lost and nothing doubled", { timeout: 60_000 }, async () => {
    let dies = 1;
    for (let isFinished = false; !isFinished; dies++) {
      for (const isAfter of [false, true]) {
        const desk = new Desk(undefined, make(), make());
        const life = mortal(dies, isAfter);
        const first = new Desk(desk.server, life.store(desk.queueStore), life.store(desk.cacheStore));
        const engine = first.engine({
          network: {
            register: (user, key, facility) => life.step(async () => desk.server.register(user, key, facility!)),
            push: (user, request) => life.step(async () => desk.server.push(user, request)),
            pull: (user, request) => life.step(async () => desk.server.pull(user, request)),
          },
        });
        const kept: string[] = [];
        const day = (async () => {
          await engine.signIn(ANN);
          for (const marker of ["m1", "m2"]) {
            await engine.enqueue("count", count(marker));
            kept.push(marker);
            await engine.sync();
          }
          isFinished = true;
        })();
        await Promise.race([day, life.death]);
        const again = desk.engine();
        await again.signIn(ANN);
        await again.sync();
        expect(await again.pending()).toEqual([]);
        for (const marker of ["m1", "m2"]) {
          const times = desk.server.judged(marker).length;
          expect(times, `${marker}, killed at ${dies}`).toBeLessThanOrEqual(1);
          if (kept.includes(marker)) expect(times, `${marker}, killed at ${dies}`).toBe(1);
        }
      }
    }
    expect(dies).toBeGreaterThan(20);
  });
});

test("that the server has judged what was sent is told before anything is fetched", async () => {
  const desk = new Desk();
  const steps: string[] = [];
  const engine = desk.engine({
    answered: () => steps.push("answered"),
    network: {
      pull: async (user, request) => {
        steps.push("pull");
        return desk.server.pull(user, request);
      },
    },
  });
  await engine.signIn(ANN);
  await engine.sync();
  steps.length = 0;
  await engine.enqueue("count", count("m"));
  await engine.sync();
  expect(steps).toEqual(["answered", "pull"]);
});

test("what is changed during a push is sent after it", async () => {
  const desk = new Desk();
  let during: (() => Promise<unknown>) | null = null;
  const engine = desk.engine({
    network: {
      push: async (user, request) => {
        await during?.();
        during = null;
        return desk.server.push(user, request);
      },
    },
  });
  await engine.signIn(ANN);
  await engine.enqueue("count", count("m1"));
  during = () => engine.enqueue("count", count("m2"));
  await engine.sync();
  expect(desk.server.judged("m2")).toEqual(["APPLIED"]);
  expect(await engine.status()).toMatchObject({ code: "UP_TO_DATE", unsent: 0 });
  expect((await engine.rows()).all("thing")).toEqual([{ n: 2 }]);
});

test("1,000 old changes, an upgraded cache, and an old worker beside the new one: nothing is lost", async () => {
  const desk = new Desk();
  const old = desk.engine({ schema: { ...SCHEMA, version: 1 } });
  await old.signIn(ANN);
  for (let n = 0; n < 1_000; n++) await old.enqueue("count", count(`m${n}`));
  const queued = await old.pending();
  const sent: number[] = [];
  const upgraded = desk.engine({
    cacheVersion: 2,
    network: {
      push: async (user, request) => {
        sent.push(request.schemaVersion, request.mutations.length);
        return desk.server.push(user, request);
      },
    },
  });
  await upgraded.signIn(ANN);
  expect(await upgraded.pending()).toEqual(queued);
  await upgraded.enqueue("count", count("new"));
  await Promise.all([upgraded.sync(), old.sync()]);
  await upgraded.sync();
  expect(await upgraded.pending()).toEqual([]);
  expect(sent.filter((_, n) => n % 2 === 1).every((length) => length <= 100)).toBe(true);
  expect((await upgraded.rows()).all("thing")).toEqual([{ n: 1_001 }]);
});

test("FR-SYNC-10: at a shift change the one's changes are sealed, seen, and sent when he signs in again", async () => {
  const desk = new Desk();
  let isOffline = true;
  const asked: string[] = [];
  const engine = desk.engine({
    network: {
      push: async (user, request) => {
        asked.push(user);
        return isOffline ? { ok: false, status: 0, code: "no-contact" } : desk.server.push(user, request);
      },
    },
  });
  await engine.signIn(ANN);
  await engine.sync();
  await engine.enqueue("count", count("ann's"));
  await engine.signOut();
  expect((await engine.rows()).all("thing")).toEqual([]);
  isOffline = false;
  await engine.signIn(BEN);
  await engine.sync();
  expect(asked).toEqual([]);
  expect((await engine.status()).sealed).toEqual([{ ...ANN, unsent: 1, quarantine: null }]);
  await engine.signIn(ANN);
  await engine.sync();
  expect(asked).toEqual(["ann"]);
  expect(desk.server.judged("ann's")).toEqual(["APPLIED"]);
});

test("a revoked device keeps what is unsent, shows it and sends nothing more", async () => {
  const desk = new Desk();
  const engine = desk.engine();
  await engine.signIn(ANN);
  await engine.sync();
  desk.server.revoke("client-1");
  await engine.enqueue("count", count("m1"));
  await engine.sync();
  await engine.sync();
  expect(await engine.status()).toMatchObject({ code: "QUARANTINED", unsent: 1, problem: "client-revoked" });
  expect((await engine.rows()).all("thing")).toEqual([{ n: 1 }]);
});

test.each([
  [401, "sign-in-required", "SIGN_IN_REQUIRED"],
  [426, "upgrade-required", "UPGRADE_REQUIRED"],
  [400, "invalid-request", "BLOCKED"],
  [503, "unavailable", "OFFLINE"],
])("a push refused with %d %s keeps everything: %s", async (status, code, standing) => {
  const desk = new Desk();
  const network = { push: refused(status, code) as () => Promise<Answer<PushAnswer>> };
  const engine = desk.engine({ network });
  await engine.signIn(ANN);
  await engine.enqueue("count", count("m1"));
  await engine.enqueue("count", count("m2"));
  await engine.sync();
  expect(await engine.status()).toMatchObject({ code: standing, unsent: 2, problem: code });
  const later = desk.engine();
  await later.signIn(ANN);
  await later.sync();
  expect(desk.server.judged("m2")).toEqual(["APPLIED"]);
});

test("an expired token is refreshed once and the work goes on", async () => {
  const desk = new Desk();
  let isFresh = false;
  const engine = desk.engine({
    network: {
      pull: async (user, request) =>
        isFresh ? desk.server.pull(user, request) : { ok: false, status: 401, code: "sign-in-required" },
      refresh: async () => {
        isFresh = true;
        return true;
      },
    },
  });
  await engine.signIn(ANN);
  await engine.enqueue("count", count("m1"));
  await engine.sync();
  expect((await engine.status()).code).toBe("UP_TO_DATE");
});

test("FR-SYNC-19: where nothing can be kept it is said at once", async () => {
  const memory = new MemoryStore();
  let isFull = false;
  const full: Store = {
    transact: (work) =>
      memory.transact((tx) =>
        work({ ...tx, put: (...item) => (isFull ? Promise.reject(new Error("QuotaExceededError")) : tx.put(...item)) }),
      ),
  };
  const engine = new Desk(undefined, full).engine();
  await engine.signIn(ANN);
  isFull = true;
  await expect(engine.enqueue("count", count("m1"))).rejects.toMatchObject({ code: "not-saved" });
  expect(await engine.status()).toMatchObject({ notSaved: "not-saved", unsent: 0 });
  isFull = false;
  expect(await engine.enqueue("count", count("m1"))).toBe(1);
  expect((await engine.status()).notSaved).toBeNull();
});

test("what is too large to be sent isn't taken", async () => {
  const engine = new Desk().engine();
  await engine.signIn(ANN);
  await expect(engine.enqueue("count", { text: "ñ".repeat(70_000) })).rejects.toMatchObject({ code: "too-large" });
});

test("FR-SYNC-10: a token that expired 30 days ago loses nothing, and all goes once after the next sign-in", async () => {
  const DAY = 86_400_000;
  const desk = new Desk();
  let isExpired = false;
  let signedIn = 0;
  const expired = { ok: false, status: 401, code: "sign-in-required" } as const;
  const engine = desk.engine({
    network: {
      push: async (user, request) => (isExpired ? expired : desk.server.push(user, request)),
      pull: async (user, request) => (isExpired ? expired : desk.server.pull(user, request)),
      refresh: async () => {
        signedIn++;
        return false;
      },
    },
  });
  await engine.signIn(ANN);
  await engine.sync();
  isExpired = true;
  for (let day = 0; day < 30; day++) {
    await engine.enqueue("count", count(`day ${day}`));
    desk.time.now += DAY;
    await engine.sync();
  }
  expect(signedIn).toBeGreaterThanOrEqual(30);
  expect(await engine.status()).toMatchObject({ code: "SIGN_IN_REQUIRED", unsent: 30 });
  expect((await engine.rows()).all("thing")).toEqual([{ n: 30 }]);
  const later = desk.engine();
  await later.signIn(ANN);
  await later.sync();
  for (let day = 0; day < 30; day++) expect(desk.server.judged(`day ${day}`)).toEqual(["APPLIED"]);
  expect(await later.status()).toMatchObject({ code: "UP_TO_DATE", unsent: 0, inbox: 0 });
});

test("FR-SYNC-18: one change at which the server fails holds up neither those before it nor what others did", async () => {
  const server = new ModelServer({}, () => 0.5);
  const desk = new Desk(server);
  const other = new Desk(server).engine();
  let isBroken = true;
  const engine = desk.engine({
    network: {
      push: async (user, request) =>
        isBroken && request.mutations.some(({ args }) => args.marker === "poison")
          ? { ok: false, status: 500, code: "unexpected" }
          : server.push(user, request),
    },
  });
  await engine.signIn(ANN);
  await engine.sync();
  for (const marker of ["m1", "m2", "poison", "m3"]) await engine.enqueue("count", count(marker));
  await other.signIn(BEN);
  await other.enqueue("take", { ...count("other"), id: "thing2" });
  await other.sync();
  await engine.sync();
  expect([server.judged("m1"), server.judged("m2"), server.judged("m3")]).toEqual([["APPLIED"], ["APPLIED"], []]);
  expect((await engine.rows()).get("thing", "thing2")).toEqual({ by: "other" });
  expect(await engine.status()).toMatchObject({ unsent: 2 });
  isBroken = false;
  await engine.sync();
  expect([server.judged("poison"), server.judged("m3")]).toEqual([["APPLIED"], ["APPLIED"]]);
  expect(await engine.status()).toMatchObject({ code: "UP_TO_DATE", unsent: 0 });
});

test("nothing moves for 30 seconds: the connection is built anew, and the work goes on", async () => {
  const desk = new Desk();
  let hangs = true;
  let giveUp: () => void = () => undefined;
  const engine = desk.engine({
    network: {
      push: (user, request) =>
        hangs
          ? new Promise((resolve) => {
              giveUp = () => resolve({ ok: false, status: 0, code: "no-contact" });
            })
          : Promise.resolve(desk.server.push(user, request)),
      rebuild: () => {
        hangs = false;
        giveUp();
      },
    },
  });
  await engine.signIn(ANN);
  engine.start();
  await engine.enqueue("count", count("m1"));
  await desk.time.until(29_000);
  expect(await engine.status()).toMatchObject({ unsent: 1 });
  await desk.time.until(35_000);
  expect(await engine.status()).toMatchObject({ code: "UP_TO_DATE", unsent: 0 });
  engine.stop();
});

test("the wait after failures grows, has jitter and an end", async () => {
  const desk = new Desk();
  const at: number[] = [];
  const network = {
    register: async () => {
      at.push(desk.time.now);
      return { ok: false, status: 0, code: "no-contact" } as const;
    },
  };
  const engine = desk.engine({ network });
  await engine.signIn(ANN);
  engine.start();
  await desk.time.until(600_000);
  const waits = at.slice(1).map((time, n) => time - at[n]!);
  expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
  expect(Math.max(...waits)).toBe(60_000);
  engine.stop();
});

test("a change that is refused is shown in the inbox until somebody has seen it", async () => {
  const server = new ModelServer({}, () => 0.5);
  const [desk, other] = [new Desk(server).engine(), new Desk(server).engine()];
  await desk.signIn(ANN);
  await other.signIn({ ...BEN });
  await other.enqueue("take", count("first"));
  await other.sync();
  await desk.enqueue("take", count("second"));
  expect((await desk.rows()).all("thing")).toEqual([{ by: "second" }]);
  await desk.sync();
  expect((await desk.rows()).all("thing")).toEqual([{ by: "first" }]);
  const [item] = await desk.inbox();
  expect(item).toMatchObject({ code: "slot-taken", mutation: { args: { marker: "second" } } });
  await desk.dismiss(item!);
  expect(await desk.status()).toMatchObject({ inbox: 0 });
});

test("a phone that came back from a backup starts anew and sends what it has, once", async () => {
  const store = new MemoryStore();
  const desk = new Desk(undefined, store);
  const engine = desk.engine();
  await engine.signIn(ANN);
  await engine.sync();
  const backup = store.copy();
  await engine.enqueue("count", count("m1"));
  await engine.sync();
  const back = new Desk(desk.server, backup).engine();
  await back.signIn(ANN);
  await back.enqueue("count", count("m2"));
  await back.enqueue("count", count("m3"));
  await back.sync();
  expect(["m1", "m2", "m3"].map((marker) => desk.server.judged(marker).length)).toEqual([1, 1, 1]);
  expect(await back.pending()).toEqual([]);
});

test("every mutation is replayed on rows that have never been heard of, and changes none", () => {
  for (const [name, replay] of Object.entries(REPLAYS)) {
    const rows = new Rows(new Map());
    replay(
      rows,
      {
        entryId: "e",
        callId: "c",
        appointmentId: "a",
        patientId: "p",
        fields: {},
        id: "i",
        entryIds: [],
        steps: [],
        visitId: "v",
        minutes: 10,
      },
      "2026-11-24T09:00:00Z",
    );
    expect(rows.all("entry"), name).toEqual([]);
  }
});

test("the entry's own call is started, served or missed; an older one changes nothing", () => {
  const base = () => new Map([["entry", new Map([["e", { id: "e", state: "CALLED", callId: "c2" }]])]]);
  const after = (name: string, callId: string) => {
    const rows = new Rows(base());
    REPLAYS[name]!(rows, { entryId: "e", callId }, "");
    return rows.get("entry", "e")!.state;
  };
  expect([after("start", "c2"), after("serve", "c2"), after("noShow", "c2")]).toEqual(["SERVING", "SERVED", "NO_SHOW"]);
  expect(after("serve", "c1")).toBe("CALLED");
});

test("how long there was no network is told once it is back, without the hours in which the computer slept", async () => {
  const desk = new Desk();
  const told: (number | undefined)[] = [];
  let isDown = false;
  const engine = desk.engine({
    network: {
      pull: async (user, request) => {
        if (isDown) return { ok: false, status: 0, code: "no-contact" };
        told.push(request.offlineSeconds);
        return desk.server.pull(user, request);
      },
    },
  });
  const after = async (seconds: number) => {
    desk.time.now += seconds * 1_000;
    await engine.sync();
  };
  await engine.signIn(ANN);
  await engine.sync();
  isDown = true;
  await after(10);
  await after(60);
  await after(8 * 3_600);
  isDown = false;
  await after(40);
  await after(10);
  isDown = true;
  await after(10);
  isDown = false;
  await after(20);
  expect(told.filter((seconds) => seconds !== undefined)).toEqual([60 + 600 + 40]);
});
