import type { Store } from "@careturn/sync";
import { IndexedDbStore } from "@careturn/sync/indexeddb";

/** A database of the browser, which its tabs share. */
export function openStore(name: string): Store {
  return new IndexedDbStore(name);
}
