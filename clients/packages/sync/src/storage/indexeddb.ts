import { Dexie, type DexieOptions, type Table } from "dexie";
import { after, type Store, type Tx } from "./store.ts";

interface Item {
  key: string;
  value: unknown;
}

/** A database of the browser. Dexie keeps to one transaction through {@code await} as long as only it is awaited. */
export class IndexedDbStore implements Store {
  private readonly database: Dexie;
  private readonly items: Table<Item, string>;

  /** @param api the browser's own where it isn't given */
  constructor(name: string, api?: Pick<DexieOptions, "indexedDB" | "IDBKeyRange">) {
    // Chromium would otherwise call a change kept that a power failure still takes.
    this.database = new Dexie(name, { ...api, chromeTransactionDurability: "strict" });
    this.database.version(1).stores({ items: "key" });
    this.items = this.database.table("items");
  }

  async transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { items } = this;
    const within = (prefix: string) => items.where("key").between(prefix, after(prefix), true, false);
    return this.database.transaction("rw", items, async () =>
      work({
        get: async <V>(key: string) => (await items.get(key))?.value as V | undefined,
        list: async <V>(prefix: string) =>
          (await within(prefix).toArray()).map(({ key, value }) => [key, value] as [string, V]),
        put: async (key, value) => void (await items.put({ key, value })),
        putAll: async (entries) => void (await items.bulkPut(entries.map(([key, value]) => ({ key, value })))),
        delete: async (key) => void (await items.delete(key)),
        deleteAll: async (prefix) => void (await within(prefix).delete()),
      }),
    );
  }

  close(): void {
    this.database.close();
  }
}
