import type { MutationName, Mutations, Session, Status } from "@careturn/sync";
import {
  Cache,
  Engine,
  HttpNetwork,
  type InboxItem,
  MutationQueue,
  type OfflineTicket,
  ownerKey,
  type Queued,
  REPLAYS,
  Rows,
  SCHEMA_VERSION,
  TicketNumbers,
} from "@careturn/sync";
import { IndexedDbStore } from "@careturn/sync/indexeddb";
import { tokens } from "../session/tokens.ts";
import { all, one } from "./rows.ts";
import { uuid7 } from "./uuid.ts";
import { Vault } from "./vault.ts";

/** All that a screen may show, of one moment. */
export interface Snapshot {
  rows: Rows;
  status: Status | null;
  pending: Queued[];
  inbox: InboxItem[];
  /** False until what is kept here was read. */
  isRead: boolean;
}

const NOTHING: Snapshot = { rows: new Rows(new Map()), status: null, pending: [], inbox: [], isRead: false };

/** One engine for the one who is signed in, and the screens' view of what it knows. */
export class Desk {
  readonly engine: Engine;
  readonly vault: Vault;
  private readonly tickets: TicketNumbers;
  private readonly cache: Cache;
  /** What screens keep of the day beside the rows, for a reload without the network. */
  private readonly beside = new IndexedDbStore("careturn-beside");
  private snapshot: Snapshot = NOTHING;
  private readonly listeners = new Set<() => void>();
  private readonly channel = new BroadcastChannel("careturn-desk");
  private reading: Promise<void> | null = null;
  private isStale = false;
  private session: Session | null = null;

  constructor() {
    const changes = new IndexedDbStore("careturn-changes");
    const queue = new MutationQueue(changes);
    const network = new HttpNetwork(location.origin, tokens, fetch);
    this.cache = new Cache(new IndexedDbStore("careturn-cache"));
    const ports = {
      network,
      now: () => Date.now(),
      after: (milliseconds: number, work: () => void) => {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
      random: () => Math.random(),
      uuid: uuid7,
      exclusively: async <T>(name: string, work: () => Promise<T>) =>
        navigator.locks.request(name, { ifAvailable: true }, async (lock) => (lock ? await work() : undefined)),
      onWake,
      answered: () => this.tell(),
      changed: () => {
        this.channel.postMessage("changed");
        this.read();
      },
    };
    this.engine = new Engine(ports, queue, this.cache, { version: SCHEMA_VERSION, replays: REPLAYS });
    this.vault = new Vault(queue, changes, new IndexedDbStore("careturn-keys"), crypto);
    this.tickets = new TicketNumbers(changes, queue, network, crypto);
    this.channel.onmessage = () => this.read();
  }

  /** Calls {@code listener} when screens have something else to show, and before when the server has judged what was sent. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): Snapshot => this.snapshot;

  async open(session: Session): Promise<void> {
    if (this.session?.userId === session.userId && this.session.facilityId === session.facilityId) {
      // The same person, perhaps with a new sign-in.
      this.engine.nudge();
      return;
    }
    this.session = session;
    this.show(NOTHING);
    // Whoever was here before and didn't sign out has left, too.
    await this.vault.leave(session.userId);
    await this.forget(session.userId);
    await this.engine.signIn(session);
    this.engine.start();
    this.read();
  }

  /** The day's data leaves the computer; unsent changes stay, sealed for their author. */
  async close(): Promise<void> {
    this.engine.stop();
    this.session = null;
    await this.engine.signOut();
    await this.forget(null);
    await this.vault.leave(null);
    this.show(NOTHING);
  }

  /** The day's data of everybody but {@code userId}. */
  private async forget(userId: string | null): Promise<void> {
    await this.cache.wipeOthers(userId ?? "");
    await this.beside.transact(async (tx) => {
      for (const [at] of await tx.list("")) if (!userId || !at.startsWith(`${userId}.`)) await tx.delete(at);
    });
  }

  private besideAt(name: string): string | null {
    return this.session ? `${ownerKey(this.session)}/${name}` : null;
  }

  /** What its author had left here sealed is open, or may be sent. */
  opened(): void {
    this.engine.nudge();
    this.read();
  }

  /** Leaves with the day's data. */
  keep(name: string, value: unknown): void {
    const at = this.besideAt(name);
    if (at) void this.beside.transact((tx) => tx.put(at, value)).catch(() => undefined);
  }

  async kept<T>(name: string): Promise<T | undefined> {
    const at = this.besideAt(name);
    return at ? this.beside.transact((tx) => tx.get<T>(at)).catch(() => undefined) : undefined;
  }

  act<N extends MutationName>(name: N, args: Mutations[N]): Promise<number> {
    return this.engine.enqueue(name, args as never);
  }

  /** Whether the server answered the last time. */
  isReached(): boolean {
    const code = this.snapshot.status?.code;
    return code === "UP_TO_DATE" || code === "UNSENT";
  }

  /** The next number of this computer's own range; undefined where none is left. */
  async ticketNumber(queueId: string): Promise<OfflineTicket | undefined> {
    const { session } = this;
    const { rows } = this.snapshot;
    const prefix = one(rows, "queue", queueId)?.prefix;
    const day = session?.facilityId ? one(rows, "facility", session.facilityId)?.serviceDay : undefined;
    return session && prefix && day ? this.tickets.take(session, prefix, day) : undefined;
  }

  /** Fetches numbers ahead for every queue, so that tickets can be printed when the network is gone. */
  async fetchTicketNumbers(): Promise<void> {
    const { session } = this;
    const { rows } = this.snapshot;
    const day = session?.facilityId ? one(rows, "facility", session.facilityId)?.serviceDay : undefined;
    if (!session || !day) return;
    for (const prefix of new Set(all(rows, "queue").map((queue) => queue.prefix))) {
      if (await this.tickets.refill(session, prefix, day)) return;
    }
  }

  /** Reads once for however many changes come meanwhile. */
  private read(): void {
    this.isStale = true;
    this.reading ??= (async () => {
      while (this.isStale) {
        this.isStale = false;
        const { session } = this;
        if (!session) return;
        const [rows, status, pending, inbox] = await Promise.all([
          this.engine.rows(),
          this.engine.status(),
          this.engine.pending(),
          this.engine.inbox(),
        ]);
        if (this.session === session) this.show({ rows, status, pending, inbox, isRead: true });
      }
    })()
      .catch(() => undefined)
      .finally(() => {
        this.reading = null;
        // A change that came after the last look, and before this.
        if (this.isStale) this.read();
      });
  }

  private show(snapshot: Snapshot): void {
    this.snapshot = snapshot;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function onWake(wake: () => void): () => void {
  const visible = () => document.visibilityState === "visible" && wake();
  addEventListener("online", wake);
  addEventListener("focus", wake);
  document.addEventListener("visibilitychange", visible);
  return () => {
    removeEventListener("online", wake);
    removeEventListener("focus", wake);
    document.removeEventListener("visibilitychange", visible);
  };
}

export const desk = new Desk();
