export { Cache } from "./cache.ts";
export {
  type ConflictDetail,
  type ConflictItem,
  type ConflictNetwork,
  openConflicts,
  type Resolution,
} from "./conflicts.ts";
export { Engine, type Schema, type Status, type Told } from "./engine.ts";
export { HttpNetwork, type Tokens } from "./http.ts";
export { type Merged, mergeField } from "./merge.ts";
export { type MutationName, type Mutations, REPLAYS, SCHEMA_VERSION } from "./mutations.ts";
export { PinLock, type PinVerdict } from "./pin.ts";
export type { Network, Ports, Session } from "./ports.ts";
export type { JsonObject, Result } from "./protocol.ts";
export { type InboxItem, MutationQueue, NotSaved, ownerKey, type Queued } from "./queue.ts";
export { type Sealed, SealKey, SealKeys } from "./seal.ts";
export { MemoryStore } from "./storage/memory.ts";
export type { Store, Tx } from "./storage/store.ts";
export { type Lease, type LeaseNetwork, type OfflineTicket, TicketNumbers } from "./tickets.ts";
export { Rows } from "./view.ts";
