const NAME = "careturn-kiosk";
const TABLE = "kept";

/** What the kiosk must not lose, by name: brought to the disk before it is acted on. */
export class Store {
  private db: Promise<IDBDatabase> | null = null;

  /** Reads, changes and writes the values of these names in one go; what {@code change} returns is written. */
  async change<T extends Record<string, unknown>, R>(
    initial: T,
    change: (values: T) => { values: Partial<T>; result: R },
  ): Promise<R> {
    const db = await this.open();
    const names = Object.keys(initial);
    return new Promise((resolve, reject) => {
      const tx = db.transaction(TABLE, "readwrite", { durability: "strict" });
      const table = tx.objectStore(TABLE);
      const values: Record<string, unknown> = { ...initial };
      let left = names.length;
      let result: R;
      for (const name of names) {
        const read = table.get(name);
        read.onsuccess = () => {
          values[name] = read.result ?? initial[name];
          left -= 1;
          if (left > 0) return;
          const changed = change(values as T);
          result = changed.result;
          for (const [changedName, value] of Object.entries(changed.values)) table.put(value, changedName);
        };
      }
      tx.oncomplete = () => resolve(result);
      tx.onerror = () => reject(tx.error);
      tx.onabort = () => reject(tx.error);
    });
  }

  private open(): Promise<IDBDatabase> {
    this.db ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return this.db;
  }
}
