import type { Cache } from "./cache.ts";
import { bytes, type End, Exchange } from "./exchange.ts";
import type { Replay } from "./mutations.ts";
import { Outage } from "./outage.ts";
import type { Ports, Session } from "./ports.ts";
import { type Failure, type JsonObject, MAX_BYTES } from "./protocol.ts";
import { type InboxItem, type MutationQueue, NotSaved, ownerKey, type Queued } from "./queue.ts";
import { Rows } from "./view.ts";

/** How things stand, for a person: "3 unsent, last contact 10:42". A screen has a sentence for each code. */
export interface Status {
  code:
    | "NOBODY"
    | "UP_TO_DATE"
    | "UNSENT"
    | "OFFLINE"
    | "SIGN_IN_REQUIRED"
    | "UPGRADE_REQUIRED"
    | "QUARANTINED"
    | "BLOCKED";
  unsent: number;
  /** Milliseconds since 1970 by this device's clock. */
  lastContact: number | null;
  /** The last thing that somebody did here was not kept. */
  notSaved: NotSaved["code"] | null;
  inbox: number;
  /** Of others, and of the same person elsewhere; sent when they sign in. */
  sealed: { userId: string; facilityId: string | null; unsent: number; quarantine: string | null }[];
  /** With BLOCKED and QUARANTINED: the server's code. */
  problem: string | null;
}

/** A row as a pull will give it, from another answer of the server. */
export interface Told {
  kind: string;
  id: string;
  row: JsonObject;
}

export interface Schema {
  version: number;
  replays: Readonly<Record<string, Replay>>;
}

const STUCK_MS = 30_000;
const IDLE_MS = 30_000;
/** Soon again, as another tab may have looked before this one's change was kept. */
const ELSEWHERE_MS = 3_000;
const LONGEST_WAIT_MS = 60_000;
/** Sends what was queued and fetches what changed, for the one who is signed in. */
export class Engine {
  private readonly ports: Ports;
  private readonly queue: MutationQueue;
  private readonly cache: Cache;
  private readonly schema: Schema;
  private session: Session | null = null;
  /** The session whose place in the storage is known to be there. */
  private opened: Session | null = null;
  private failure: Failure | null = null;
  private notSaved: NotSaved["code"] | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private failures = 0;
  private cancelTimer: () => void = () => undefined;
  private cancelWatch: () => void = () => undefined;
  private endWake: (() => void) | undefined;
  private started = false;
  /** Another tab sends. */
  private elsewhere = false;
  private outage = new Outage();
  private ahead: readonly Told[] = [];

  constructor(ports: Ports, queue: MutationQueue, cache: Cache, schema: Schema) {
    this.ports = ports;
    this.queue = queue;
    this.cache = cache;
    this.schema = schema;
  }

  /**
   * From here on {@code session}'s changes are made and sent; those of others stay, sealed.
   *
   * @throws NotSaved where the device keeps nothing; it is tried again with each change and each exchange
   */
  async signIn(session: Session): Promise<void> {
    try {
      await this.open(session);
      this.notSaved = null;
    } catch (error) {
      throw this.unsaved(error);
    } finally {
      this.session = session;
      this.ahead = [];
      this.failure = null;
      this.failures = 0;
      this.nudge();
    }
  }

  /** Nothing more is sent as who was signed in; the rows leave the device, unsent changes stay for their author. */
  async signOut(): Promise<void> {
    const { session } = this;
    this.session = null;
    this.ahead = [];
    this.outage = new Outage();
    this.ports.network.rebuild();
    if (session) await this.cache.wipe(ownerKey(session));
    this.ports.changed?.();
  }

  start(): void {
    this.started = true;
    this.endWake = this.ports.onWake?.(() => this.nudge());
    this.nudge();
  }

  stop(): void {
    this.started = false;
    this.cancelTimer();
    this.cancelWatch();
    this.endWake?.();
  }

  /**
   * Keeps a change; when this returns, it will be sent, and {@code rows} shows it.
   *
   * @returns its number
   * @throws NotSaved where nothing was kept
   */
  async enqueue(name: string, args: JsonObject): Promise<number> {
    const { session } = this;
    if (!session) throw new Error("Nobody is signed in");
    const occurredAt = new Date(this.ports.now()).toISOString();
    const mutation = { name, args, schemaVersion: this.schema.version, occurredAt };
    try {
      if (bytes(mutation) > MAX_BYTES / 2) throw new NotSaved("too-large");
      await this.open(session);
      const mid = await this.queue.enqueue(ownerKey(session), mutation);
      this.notSaved = null;
      this.nudge();
      return mid;
    } catch (error) {
      throw this.unsaved(error);
    } finally {
      this.ports.changed?.();
    }
  }

  private async open(session: Session): Promise<void> {
    if (this.opened === session) return;
    await this.cache.open();
    await this.queue.open(session, this.ports.uuid());
    this.opened = session;
  }

  private unsaved(error: unknown): NotSaved {
    const refused = error instanceof NotSaved ? error : new NotSaved("not-saved", error);
    this.notSaved = refused.code;
    return refused;
  }

  /** What the server told, and over it what waits here. */
  async rows(): Promise<Rows> {
    if (!this.session) return new Rows(new Map());
    const key = ownerKey(this.session);
    // In this order: what is confirmed in between is in the rows, and its number tells that it isn't replayed.
    const { owner, mutations } = await this.queue.pending(key);
    const { base, position } = await this.cache.rows(key);
    for (const { kind, id, row } of this.ahead) {
      const known = base.get(kind) ?? new Map<string, JsonObject>();
      const version = known.get(id)?.version ?? 0;
      if (!known.has(id) || Number(row.version) > Number(version)) base.set(kind, known.set(id, row));
    }
    const covered = position && position.lastMidOf === owner.clientId ? position.lastMid : 0;
    const rows = new Rows(base);
    for (const { mid, name, args, occurredAt, result } of mutations) {
      if (mid > covered && result?.status !== "REJECTED") this.schema.replays[name]?.(rows, args, occurredAt);
    }
    return rows;
  }

  /** Shows what the server told just now, and fetches what goes with it; {@code rows} has it until that is here. */
  tell(rows: readonly Told[]): void {
    this.ahead = [...this.ahead, ...rows];
    this.ports.changed?.();
    this.nudge();
  }

  async pending(): Promise<Queued[]> {
    return this.session ? (await this.queue.pending(ownerKey(this.session))).mutations : [];
  }

  async inbox(): Promise<InboxItem[]> {
    return this.session ? this.queue.inbox(ownerKey(this.session)) : [];
  }

  async dismiss(item: InboxItem): Promise<void> {
    await this.queue.dismiss(item);
    this.ports.changed?.();
  }

  async status(): Promise<Status> {
    try {
      return await this.told();
    } catch {
      const nothing = { unsent: 0, lastContact: null, inbox: 0, sealed: [] };
      return { ...nothing, code: "BLOCKED", notSaved: this.notSaved ?? "not-saved", problem: "storage-failed" };
    }
  }

  private async told(): Promise<Status> {
    const key = this.session ? ownerKey(this.session) : null;
    const owners = await this.queue.owners();
    const own = owners.find(({ owner }) => owner.key === key);
    const quarantine = own?.owner.quarantine ?? null;
    const unsent = own?.unsent ?? 0;
    const code = own ? (quarantine ? "QUARANTINED" : standing(this.failure, unsent)) : "NOBODY";
    const sealed = owners.filter(({ owner, unsent: left }) => owner.key !== key && left > 0);
    return {
      code,
      unsent,
      lastContact: (key && (await this.cache.position(key))?.contactAt) || null,
      notSaved: this.notSaved,
      inbox: key ? (await this.queue.inbox(key)).length : 0,
      sealed: sealed.map(({ owner, unsent: left }) => ({
        userId: owner.userId,
        facilityId: owner.facilityId,
        unsent: left,
        quarantine: owner.quarantine,
      })),
      problem: quarantine ?? this.failure?.code ?? null,
    };
  }

  /** Sends and fetches now, or once more after what is under way. */
  nudge(): void {
    if (!this.started) return;
    this.again = true;
    if (!this.running) void this.run();
  }

  /** One exchange now; for tests and for whoever keeps time himself. */
  async sync(): Promise<void> {
    this.again = true;
    await (this.running ?? this.run());
  }

  private run(): Promise<void> {
    this.cancelTimer();
    this.running = (async () => {
      while (this.again) {
        this.again = false;
        await this.round();
      }
    })().finally(() => {
      this.running = null;
      this.schedule();
      this.ports.changed?.();
    });
    return this.running;
  }

  private schedule(): void {
    if (!this.started) return;
    const wait = this.failure
      ? Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** Math.min(this.failures, 6))
      : this.elsewhere
        ? ELSEWHERE_MS
        : IDLE_MS;
    const least = Math.min((this.failure?.retryAfterSeconds ?? 0) * 1_000, 5 * LONGEST_WAIT_MS);
    this.cancelTimer = this.ports.after(least + wait * (0.5 + this.ports.random()), () => this.nudge());
  }

  private async round(): Promise<void> {
    const { session } = this;
    if (!session) return;
    const began = this.ports.now();
    const { ahead } = this;
    let end: End;
    try {
      this.watch();
      await this.open(session);
      this.outage.tries(this.ports.now());
      const exchange = new Exchange(this.ports, this.queue, this.cache, session, this.outage);
      const name = `careturn-sync/${ownerKey(session)}`;
      const ended = await this.ports.exclusively(name, () =>
        exchange.run(
          () => this.session === session,
          () => this.watch(),
        ),
      );
      this.elsewhere = ended === undefined;
      end = ended ?? null;
    } catch (error) {
      // The device's storage failed between two steps; each step is whole, and the next round goes on from it.
      end = { ok: false, status: 0, code: error instanceof NotSaved ? error.code : "storage-failed" };
    } finally {
      this.cancelWatch();
    }
    if (this.session !== session) return;
    if (end && isOffline(end) && end.status !== 429) this.outage.failed(began, this.ports.now());
    else this.outage.answered();
    this.failure = end;
    this.failures = end ? this.failures + 1 : 0;
    if (!end && !this.elsewhere) this.ahead = this.ahead.filter((row) => !ahead.includes(row));
  }

  /** While a round runs and nothing moves for 30 seconds, the connection is given up. */
  private watch(): void {
    this.cancelWatch();
    this.cancelWatch = this.ports.after(STUCK_MS, () => {
      this.ports.network.rebuild();
      this.watch();
    });
  }
}

function standing(failure: Failure | null, unsent: number): Status["code"] {
  if (!failure) return unsent ? "UNSENT" : "UP_TO_DATE";
  const { status } = failure;
  if (status === 401) return "SIGN_IN_REQUIRED";
  if (status === 426) return "UPGRADE_REQUIRED";
  return isOffline(failure) ? "OFFLINE" : "BLOCKED";
}

/** What passes without anybody's doing. */
function isOffline({ status, code }: Failure): boolean {
  return (status === 0 || status === 429 || status >= 500) && code !== "storage-failed";
}
