/** Keys are ASCII, in the order of their characters; values are JSON. */
export interface Tx {
  get<T>(key: string): Promise<T | undefined>;
  list<T>(prefix: string): Promise<[string, T][]>;
  put(key: string, value: unknown): Promise<void>;
  /** As many puts, at the price of about one. */
  putAll(items: readonly (readonly [key: string, value: unknown])[]): Promise<void>;
  delete(key: string): Promise<void>;
  deleteAll(prefix: string): Promise<void>;
}

/**
 * One database. {@code transact} does all of {@code work} or nothing, one at a time for all tabs, and is kept when it
 * returns. Within it only the transaction may be awaited. It throws where the device can't keep it (full, blocked).
 */
export interface Store {
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** The first text after all that begin with {@code prefix}, of ASCII. */
export function after(prefix: string): string {
  return `${prefix}\u007f`;
}
