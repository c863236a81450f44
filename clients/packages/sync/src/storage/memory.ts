import type { Store, Tx } from "./store.ts";

/** Forgets all when the process ends; for tests and for devices that can keep nothing, which must say so. */
export class MemoryStore implements Store {
  private data = new Map<string, string>();
  private last: Promise<unknown> = Promise.resolve();

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const turn = this.last.then(async () => {
      const changed = new Map<string, string | null>();
      const result = await work(this.tx(changed));
      for (const [key, value] of changed) {
        if (value === null) this.data.delete(key);
        else this.data.set(key, value);
      }
      return result;
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** A copy, as a backup of the device would be. */
  copy(): MemoryStore {
    const copy = new MemoryStore();
    copy.data = new Map(this.data);
    return copy;
  }

  private tx(changed: Map<string, string | null>): Tx {
    const keys = (prefix: string) => {
      const found = [...this.data.keys()].filter((key) => key.startsWith(prefix) && changed.get(key) !== null);
      for (const [key, value] of changed) {
        if (value !== null && key.startsWith(prefix) && !this.data.has(key)) found.push(key);
      }
      return found.sort();
    };
    const read = (key: string) => (changed.has(key) ? changed.get(key) : this.data.get(key)) ?? undefined;
    return {
      get: async (key) => parsed(read(key)),
      list: async <V>(prefix: string) => keys(prefix).map((key) => [key, parsed(read(key))] as [string, V]),
      put: async (key, value) => void changed.set(key, JSON.stringify(value)),
      putAll: async (items) => {
        for (const [key, value] of items) changed.set(key, JSON.stringify(value));
      },
      delete: async (key) => void changed.set(key, null),
      deleteAll: async (prefix) => {
        for (const key of keys(prefix)) changed.set(key, null);
      },
    };
  }
}

function parsed(text: string | undefined) {
  return text === undefined ? undefined : JSON.parse(text);
}
