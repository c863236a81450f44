import { webcrypto } from "node:crypto";
import { expect, test } from "vitest";
import { PinLock } from "../src/pin.ts";
import { MemoryStore } from "../src/storage/memory.ts";

const DAY = 86_400_000;

function lock() {
  const clock = { now: 1_000_000 };
  const store = new MemoryStore();
  return { clock, store, pins: new PinLock(store, webcrypto as unknown as Crypto, () => clock.now, 1_000) };
}

/** FR-SYNC-11 */
test("who signed in within 7 days unlocks by the PIN, and nobody later", async () => {
  const { clock, pins } = lock();
  await pins.set("ann", "482913");
  expect(await pins.unlock("ann", "482913")).toBe("UNLOCKED");
  expect(await pins.unlock("ben", "482913")).toBe("SIGN_IN_REQUIRED");
  clock.now += 7 * DAY;
  expect(await pins.unlock("ann", "482913")).toBe("UNLOCKED");
  clock.now += 1;
  expect(await pins.unlock("ann", "482913")).toBe("SIGN_IN_REQUIRED");
});

test("a clock that is put back doesn't lengthen the 7 days", async () => {
  const { clock, pins } = lock();
  await pins.set("ann", "482913");
  clock.now += 6 * DAY;
  expect(await pins.unlock("ann", "482913")).toBe("UNLOCKED");
  clock.now += 2 * DAY;
  await pins.unlock("ann", "000000");
  clock.now -= 5 * DAY;
  expect(await pins.unlock("ann", "482913")).toBe("SIGN_IN_REQUIRED");
});

test("five wrong tries take the PIN away until the next sign-in; a right one starts the count anew", async () => {
  const { pins } = lock();
  await pins.set("ann", "482913");
  for (let n = 0; n < 4; n++) expect(await pins.unlock("ann", "111111")).toBe("WRONG");
  expect(await pins.unlock("ann", "482913")).toBe("UNLOCKED");
  for (let n = 0; n < 4; n++) expect(await pins.unlock("ann", "111111")).toBe("WRONG");
  expect(await pins.unlock("ann", "111111")).toBe("SIGN_IN_REQUIRED");
  expect(await pins.unlock("ann", "482913")).toBe("SIGN_IN_REQUIRED");
  await pins.set("ann", "482914");
  expect(await pins.unlock("ann", "482914")).toBe("UNLOCKED");
});

test("tries at the same time count one by one", async () => {
  const { pins } = lock();
  await pins.set("ann", "482913");
  const verdicts = await Promise.all(Array.from({ length: 20 }, () => pins.unlock("ann", "111111")));
  expect(verdicts.filter((verdict) => verdict === "WRONG")).toHaveLength(4);
});

test("a PIN that is too short or no number isn't taken, and none is kept in clear", async () => {
  const { store, pins } = lock();
  await expect(pins.set("ann", "1234")).rejects.toThrow(RangeError);
  await expect(pins.set("ann", "abcdef")).rejects.toThrow(RangeError);
  await pins.set("ann", "482913");
  const kept = await store.transact((tx) => tx.list(""));
  expect(JSON.stringify(kept)).not.toContain("482913");
});
