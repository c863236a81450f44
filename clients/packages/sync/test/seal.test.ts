import { webcrypto } from "node:crypto";
import { describe, expect, test } from "vitest";
import { MutationQueue, ownerKey } from "../src/queue.ts";
import { SealKeys } from "../src/seal.ts";
import type { Store } from "../src/storage/store.ts";
import { ANN, BEN, count, Desk } from "./desk.ts";
import { STORES } from "./stores.ts";

const KEY = ownerKey(ANN);

function keys(store: Store): SealKeys {
  return new SealKeys(store, webcrypto as unknown as Crypto, 1_000);
}

async function everything(store: Store): Promise<string> {
  return JSON.stringify(await store.transact((tx) => tx.list("")));
}

/** FR-SYNC-10 */
describe.each(Object.entries(STORES))("sealed in %s", (_, make) => {
  test("what somebody leaves behind can't be read, and goes out at the next sign-in", async () => {
    const store = make();
    const desk = new Desk(undefined, store);
    const queue = new MutationQueue(store);
    const engine = desk.engine({ network: { push: async () => ({ ok: false, status: 0, code: "no-contact" }) } });
    await engine.signIn(ANN);
    const key = (await keys(store).open(KEY, "password", "a long password"))!;
    await engine.enqueue("count", count("Asha Tamang"));
    await engine.enqueue("count", count("+977 98410"));
    await engine.signOut();
    await queue.seal(KEY, key);
    const left = await everything(store);
    for (const secret of ["Asha", "98410", "a long password"]) expect(left).not.toContain(secret);

    const next = desk.engine();
    await next.signIn(BEN);
    await next.sync();
    expect((await next.status()).sealed).toMatchObject([{ userId: "ann", unsent: 2 }]);

    await next.signIn(ANN);
    await next.sync();
    expect(await next.status()).toMatchObject({ code: "SIGN_IN_REQUIRED", unsent: 2, problem: "sealed" });
    expect(await keys(store).open(KEY, "password", "another password")).toBeUndefined();
    const again = (await keys(store).open(KEY, "password", "a long password"))!;
    expect(await queue.unseal(KEY, again)).toBe(true);
    await next.sync();
    expect(await next.status()).toMatchObject({ code: "UP_TO_DATE", unsent: 0 });
    expect(desk.server.judged("Asha Tamang")).toEqual(["APPLIED"]);
    expect(desk.server.judged("+977 98410")).toEqual(["APPLIED"]);
  });
});

test("the PIN opens what the password has sealed, once it was added; another's key opens nothing", async () => {
  const store = STORES.memory!();
  const queue = new MutationQueue(store);
  await queue.open(ANN, "first");
  await queue.enqueue(KEY, { name: "count", args: count("m1"), schemaVersion: 2, occurredAt: "" });
  const key = (await keys(store).open(KEY, "password", "a long password"))!;
  expect(await keys(store).open(KEY, "pin", "482913"), "not added yet").toBeUndefined();
  await keys(store).add(KEY, "pin", "482913", key);
  await queue.seal(KEY, key);
  const bens = (await keys(store).open(ownerKey(BEN), "pin", "482913"))!;
  expect(await queue.unseal(KEY, bens)).toBe(false);
  expect((await queue.pending(KEY)).mutations[0]).toMatchObject({ name: "", args: {} });
  expect(await queue.unseal(KEY, (await keys(store).open(KEY, "pin", "482913"))!)).toBe(true);
  expect((await queue.pending(KEY)).mutations[0]).toMatchObject({ name: "count", args: { marker: "m1" } });
});

test("an answer that comes while it is sealed isn't lost, and refusals in the inbox are sealed, too", async () => {
  const store = STORES.memory!();
  const queue = new MutationQueue(store);
  await queue.open(ANN, "first");
  await queue.registered(KEY, "first", "client-1");
  await queue.enqueue(KEY, { name: "count", args: count("Asha"), schemaVersion: 2, occurredAt: "" });
  const key = (await keys(store).open(KEY, "pin", "482913"))!;
  const current = { kind: "patient", id: "p", row: { name: "Asha" } };
  const refused = { mid: 1, status: "REJECTED", code: "queue-full", detail: null, facts: {}, current } as const;
  await Promise.all([queue.seal(KEY, key), queue.answered(KEY, "client-1", [refused], "e1")]);
  await queue.seal(KEY, key);
  expect(await everything(store)).not.toContain("Asha");
  expect((await queue.inbox(KEY)).map(({ code }) => code)).toEqual(["queue-full"]);
  expect(await queue.unseal(KEY, key)).toBe(true);
  expect((await queue.inbox(KEY))[0]!.mutation).toMatchObject({
    args: { marker: "Asha" },
    result: { code: "queue-full" },
  });
});

test("a new client after a restore keeps what is sealed", async () => {
  const store = STORES.memory!();
  const queue = new MutationQueue(store);
  await queue.open(ANN, "first");
  await queue.registered(KEY, "first", "client-1");
  await queue.enqueue(KEY, { name: "count", args: count("m1"), schemaVersion: 2, occurredAt: "" });
  const key = (await keys(store).open(KEY, "pin", "482913"))!;
  await queue.seal(KEY, key);
  await queue.forgotten(KEY, "client-1", "second");
  expect(await queue.unseal(KEY, key)).toBe(true);
  expect((await queue.pending(KEY)).mutations[0]).toMatchObject({ args: { marker: "m1" } });
});
