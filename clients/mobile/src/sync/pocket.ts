import {
  Cache,
  Engine,
  HttpNetwork,
  type InboxItem,
  type MutationName,
  MutationQueue,
  type Mutations,
  type Queued,
  REPLAYS,
  Rows,
  SCHEMA_VERSION,
  type Status,
} from "@careturn/sync";
import { onWake, SERVER } from "../device/network";
import { openStore } from "../device/storage";
import { channel, exclusively } from "../device/tabs";
import { tokens } from "../session/tokens.ts";
import { known } from "./known.ts";
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

/** One engine for the patient who is signed in, and the screens' view of what it knows. */
export class Pocket {
  readonly engine: Engine;
  private readonly changes = openStore("careturn-app-changes");
  private readonly rows = openStore("careturn-app-cache");
  private snapshot: Snapshot = NOTHING;
  private readonly listeners = new Set<() => void>();
  private readonly others = channel<string>("careturn-app", () => this.read());
  private reading: Promise<void> | null = null;
  private isStale = false;
  private userId: string | null = null;

  constructor() {
    const network = new HttpNetwork(SERVER, tokens, (...request) => fetch(...request));
    const ports = {
      network,
      now: () => Date.now(),
      after: (milliseconds: number, work: () => void) => {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
      random: () => Math.random(),
      uuid: () => uuid7(),
      exclusively,
      onWake,
      changed: () => {
        this.others.post("changed");
        this.read();
      },
    };
    const schema = { version: SCHEMA_VERSION, replays: REPLAYS };
    this.engine = new Engine(ports, new MutationQueue(this.changes), new Cache(this.rows), schema);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): Snapshot => this.snapshot;

  async open(userId: string): Promise<void> {
    if (this.userId === userId) {
      // The same person, perhaps with a new sign-in.
      this.engine.nudge();
      return;
    }
    this.userId = userId;
    this.show(NOTHING);
    // Where the device keeps nothing, the status says so.
    await this.engine.signIn({ userId, facilityId: null }).catch(() => undefined);
    this.engine.start();
    this.read();
  }

  /** How many changes would be lost if all were wiped now; what can be sent is sent first. */
  async unsent(): Promise<number> {
    await this.engine.sync();
    return (await this.engine.status()).unsent;
  }

  /** Everything leaves the device: what was known of the patient, and what was never sent. */
  async wipe(): Promise<void> {
    this.engine.stop();
    this.userId = null;
    await this.engine.signOut().catch(() => undefined);
    this.show(NOTHING);
    for (const store of [this.changes, this.rows])
      await store.transact((tx) => tx.deleteAll("")).catch(() => undefined);
    await known.wipe();
  }

  /** The sign-in ended elsewhere: what was known leaves the screen; unsent changes wait for their author. */
  async pause(): Promise<void> {
    if (!this.userId) return;
    this.engine.stop();
    this.userId = null;
    await this.engine.signOut().catch(() => undefined);
    await known.wipe();
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
        const { userId } = this;
        if (!userId) return;
        const [rows, status, pending, inbox] = await Promise.all([
          this.engine.rows(),
          this.engine.status(),
          this.engine.pending(),
          this.engine.inbox(),
        ]);
        if (this.userId === userId) this.show({ rows, status: standing(status), pending, inbox, isRead: true });
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
    for (const listener of this.listeners) listener();
  }
}

/** Without a token nothing is sent; as long as the sign-in itself hasn't ended, that is for want of a connection. */
function standing(status: Status): Status {
  const isStillIn = tokens.get().state === "IN";
  return status.code === "SIGN_IN_REQUIRED" && isStillIn ? { ...status, code: "OFFLINE" } : status;
}

export const pocket = new Pocket();
