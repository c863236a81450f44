import { after, type Store, type Tx } from "./store.ts";

/** What of expo-sqlite's SQLiteDatabase is used. */
export interface SqliteDatabase {
  execAsync(source: string): Promise<void>;
  runAsync(source: string, ...params: string[]): Promise<unknown>;
  getAllAsync<T>(source: string, ...params: string[]): Promise<T[]>;
}

interface Item {
  key: string;
  value: string;
}

/** A database of the phone: one connection, so that transactions of this process take turns here. */
export class SqliteStore implements Store {
  private readonly database: SqliteDatabase;
  private last: Promise<unknown>;

  constructor(database: SqliteDatabase) {
    this.database = database;
    this.last = database.execAsync(
      "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000; " +
        "create table if not exists item (key text primary key, value text not null) without rowid;",
    );
    // Who transacts is told; nobody else waits for it.
    this.last.catch(() => undefined);
  }

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const turn = this.last.then(async () => {
      await this.database.execAsync("begin immediate");
      try {
        const result = await work(this.tx());
        await this.database.execAsync("commit");
        return result;
      } catch (error) {
        await this.database.execAsync("rollback").catch(() => undefined);
        throw error;
      }
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private tx(): Tx {
    const { database } = this;
    const within = "where key >= ? and key < ?";
    return {
      get: async (key) => {
        const [item] = await database.getAllAsync<Item>("select value from item where key = ?", key);
        return item === undefined ? undefined : JSON.parse(item.value);
      },
      list: async (prefix) => {
        const items = await database.getAllAsync<Item>(
          `select key, value from item ${within} order by key`,
          prefix,
          after(prefix),
        );
        return items.map(({ key, value }) => [key, JSON.parse(value)]);
      },
      put: async (key, value) =>
        void (await database.runAsync("insert or replace into item values (?, ?)", key, JSON.stringify(value))),
      putAll: async (items) =>
        void (await database.runAsync(
          "insert or replace into item select value ->> '$[0]', value ->> '$[1]' from json_each(?)",
          JSON.stringify(items.map(([key, value]) => [key, JSON.stringify(value)])),
        )),
      delete: async (key) => void (await database.runAsync("delete from item where key = ?", key)),
      deleteAll: async (prefix) => void (await database.runAsync(`delete from item ${within}`, prefix, after(prefix))),
    };
  }
}
