import type { Store, Tx } from "@careturn/sync";
import { SqliteStore } from "@careturn/sync/sqlite";
import { openDatabaseAsync } from "expo-sqlite";

/** A database of the phone, in the app's own folder; opened with the first transaction, never while modules load. */
export function openStore(name: string): Store {
  let opened: Promise<SqliteStore> | null = null;
  return {
    async transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      opened ??= openDatabaseAsync(`${name}.db`).then((database) => new SqliteStore(database));
      return (await opened).transact(work);
    },
  };
}
