import type { MutationName, Mutations, Session, Status } from "@careturn/sync";
import {
  Cache,
  Engine,
  HttpNetwork,
  type InboxItem,
  MutationQueue,
  type Queued,
  REPLAYS,
  Rows,
  SCHEMA_VERSION,
} from "@careturn/sync";
import { IndexedDbStore } from "@careturn/sync/indexeddb";
import { tokens } from "../session/tokens.ts";
import { uuid7 } from "./uuid.ts";

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
  private snapshot: Snapshot = NOTHING;
  private readonly listeners = new Set<() => void>();
  private readonly channel = new BroadcastChannel("careturn-desk");
  private reading: Promise<void> | null = null;
  private isStale = false;
  private session: Session | null = null;

  constructor() {
    const queue = new MutationQueue(new IndexedDbStore("careturn-changes"));
    const cache = new Cache(new IndexedDbStore("careturn-cache"));
    const ports = {
      network: new HttpNetwork(location.origin, tokens, fetch),
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
      changed: () => {
        this.channel.postMessage("changed");
        this.read();
      },
    };
    this.engine = new Engine(ports, queue, cache, { version: SCHEMA_VERSION, replays: REPLAYS });
    this.channel.onmessage = () => this.read();
  }

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
    await this.engine.signIn(session);
    this.engine.start();
    this.read();
  }

  /** The day's data leaves the computer; unsent changes stay, sealed for their author. */
  async close(): Promise<void> {
    this.engine.stop();
    this.session = null;
    await this.engine.signOut();
    this.show(NOTHING);
  }

  act<N extends MutationName>(name: N, args: Mutations[N]): Promise<number> {
    return this.engine.enqueue(name, args as never);
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
      });
  }

  private show(snapshot: Snapshot): void {
    this.snapshot = snapshot;
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
