import { DatabaseSync } from "node:sqlite";
import { IDBKeyRange, indexedDB } from "fake-indexeddb";
import { IndexedDbStore } from "../src/storage/indexeddb.ts";
import { MemoryStore } from "../src/storage/memory.ts";
import { type SqliteDatabase, SqliteStore } from "../src/storage/sqlite.ts";
import type { Store } from "../src/storage/store.ts";

/** Node's SQLite behind the interface of expo-sqlite. */
export function sqlite(path: string): SqliteDatabase & { close(): void } {
  const database = new DatabaseSync(path);
  return {
    execAsync: async (source) => database.exec(source),
    runAsync: async (source, ...params) => database.prepare(source).run(...params),
    getAllAsync: async <T>(source: string, ...params: string[]) => database.prepare(source).all(...params) as T[],
    close: () => database.close(),
  };
}

export function indexedDb(name: string): IndexedDbStore {
  return new IndexedDbStore(name, { indexedDB, IDBKeyRange });
}

let made = 0;

export const STORES: Record<string, () => Store> = {
  memory: () => new MemoryStore(),
  IndexedDB: () => indexedDb(`store-${++made}`),
  SQLite: () => new SqliteStore(sqlite(":memory:")),
};
