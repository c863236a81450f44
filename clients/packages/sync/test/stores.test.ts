import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MutationQueue, NotSaved } from "../src/queue.ts";
import { SqliteStore } from "../src/storage/sqlite.ts";
import { indexedDb, STORES, sqlite } from "./stores.ts";

describe.each(Object.entries(STORES))("a store in %s", (_, make) => {
  test("gives back what was put, by key and in the order of keys", async () => {
    const store = make();
    await store.transact(async (tx) => {
      for (const key of ["a/2", "a/10", "b/1", "a/1"]) await tx.put(key, { key, text: "ñ\u{1F600}\u0000" });
    });
    await store.transact(async (tx) => {
      expect(await tx.get("a/2")).toEqual({ key: "a/2", text: "ñ\u{1F600}\u0000" });
      expect(await tx.get("a/3")).toBeUndefined();
      expect((await tx.list("a/")).map(([key]) => key)).toEqual(["a/1", "a/10", "a/2"]);
    });
  });

  test("takes many at once, as if they came one by one", async () => {
    const store = make();
    await store.transact((tx) => tx.put("a/1", "before"));
    const text = "ñ\u{1F600}\u0000'\"";
    await store.transact(async (tx) => {
      await tx.putAll([]);
      await tx.putAll([
        ["a/2", { text }],
        ["a/1", null],
        ["a/3", [1.5, text]],
      ]);
      expect(await tx.get("a/2")).toEqual({ text });
    });
    await store.transact(async (tx) => {
      expect(await tx.list("a/")).toEqual([
        ["a/1", null],
        ["a/2", { text }],
        ["a/3", [1.5, text]],
      ]);
    });
  });

  test("sees its own writes within a transaction", async () => {
    const store = make();
    await store.transact(async (tx) => {
      await tx.put("a/1", 1);
      await tx.put("a/2", 2);
      await tx.delete("a/1");
      expect(await tx.get("a/1")).toBeUndefined();
      expect(await tx.list("a/")).toEqual([["a/2", 2]]);
      await tx.deleteAll("a/");
      expect(await tx.list("a/")).toEqual([]);
    });
  });

  test("keeps all of a transaction or nothing", async () => {
    const store = make();
    await store.transact((tx) => tx.put("kept", 1));
    const failing = store.transact(async (tx) => {
      await tx.put("kept", 2);
      await tx.put("other", 2);
      throw new Error("in the middle");
    });
    await expect(failing).rejects.toThrow("in the middle");
    await store.transact(async (tx) => expect(await tx.list("")).toEqual([["kept", 1]]));
  });

  test("does one transaction at a time", async () => {
    const store = make();
    await store.transact((tx) => tx.put("n", 0));
    const add = () => store.transact(async (tx) => tx.put("n", ((await tx.get<number>("n")) ?? 0) + 1));
    await Promise.all(Array.from({ length: 50 }, add));
    await store.transact(async (tx) => expect(await tx.get("n")).toBe(50));
  });

  test("numbers mutations without gaps, whichever tab makes them", async () => {
    const store = make();
    const tabs = [new MutationQueue(store), new MutationQueue(store)];
    const { key } = await tabs[0]!.open({ userId: "A", facilityId: "F" }, "first");
    const mutation = { name: "count", args: {}, schemaVersion: 1, occurredAt: "" };
    const mids = await Promise.all(Array.from({ length: 40 }, (_, n) => tabs[n % 2]!.enqueue(key, mutation)));
    expect(mids.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    expect((await tabs[1]!.pending(key)).mutations.map(({ mid }) => mid)).toEqual(mids);
  });
});

test("what IndexedDB keeps is there for the next start", async () => {
  const first = indexedDb("again");
  await first.transact((tx) => tx.put("a", 1));
  first.close();
  await indexedDb("again").transact(async (tx) => expect(await tx.get("a")).toBe(1));
});

test("what SQLite keeps is there for the next start, and a broken one says so", async () => {
  const folder = mkdtempSync(join(tmpdir(), "careturn-sync-"));
  try {
    const path = join(folder, "queue.db");
    const database = sqlite(path);
    await new SqliteStore(database).transact((tx) => tx.put("a", 1));
    const again = new SqliteStore(sqlite(path));
    await again.transact(async (tx) => expect(await tx.get("a")).toBe(1));
    database.close();
    await expect(new SqliteStore(database).transact(async () => 1)).rejects.toThrow();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a full queue is refused, and says so", async () => {
  const store = STORES.memory!();
  const queue = new MutationQueue(store);
  const { key } = await queue.open({ userId: "A", facilityId: null }, "first");
  await store.transact(async (tx) => {
    const owner = await tx.get<object>(`owner/${key}`);
    await tx.put(`owner/${key}`, { ...owner, nextMid: 10_002 });
  });
  const mutation = { name: "count", args: {}, schemaVersion: 1, occurredAt: "" };
  await expect(queue.enqueue(key, mutation)).rejects.toThrow(NotSaved);
});
