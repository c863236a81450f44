import { Cache } from "../../src/cache.ts";
import { Engine, type Schema } from "../../src/engine.ts";
import type { Network, Ports, Session } from "../../src/ports.ts";
import type { Answer, PullRequest, PushRequest } from "../../src/protocol.ts";
import { MutationQueue, ownerKey } from "../../src/queue.ts";
import { MemoryStore } from "../../src/storage/memory.ts";
import type { Store, Tx } from "../../src/storage/store.ts";
import type { ModelServer } from "./server.ts";
import type { Time } from "./time.ts";

/** What stands in for a part of the engine; a control breaks one. */
export interface Parts {
  store: () => Store;
  queue: (store: Store) => MutationQueue;
  cache: (store: Store, version: number) => Cache;
  engine: (ports: Ports, queue: MutationQueue, cache: Cache, schema: Schema) => Engine;
}

export const PARTS: Parts = {
  store: () => new MemoryStore(),
  queue: (store) => new MutationQueue(store),
  cache: (store, version) => new Cache(store, version),
  engine: (...parts) => new Engine(...parts),
};

export const SCHEMA: Schema = {
  version: 2,
  replays: {
    count: (rows, { id }) => rows.put("thing", String(id), { n: Number(rows.get("thing", String(id))?.n ?? 0) + 1 }),
    take: (rows, { id, by }) => {
      if (!rows.get("thing", String(id))) rows.put("thing", String(id), { by: by! });
    },
    drop: (rows, { id }) => rows.delete("thing", String(id)),
    field: (rows, args) => rows.put("thing", String(args.id), { value: args.new! }),
  },
};

const NEVER = new Promise<never>(() => undefined);

/** A running program on a device; dead, nothing of it goes on. */
interface Process {
  alive: boolean;
}

export class Device {
  readonly facilities = new Map<string, string>();
  tabs: Engine[] = [];
  user: string;
  facility = "F1";
  isCutOff = false;
  clockOffset = 0;
  cacheVersion = 1;
  /** Kills the program at so many storage steps from now; odd: after the step was kept. */
  private dieIn = -1;
  private process: Process = { alive: true };
  private readonly held = new Set<string>();
  private readonly queueStore: Store;
  private readonly cacheStore: Store;
  private made = 0;
  private isTokenFresh = true;
  isHealed = false;
  readonly name: string;
  private readonly time: Time;
  private readonly server: ModelServer;
  private readonly random: () => number;
  private readonly parts: Parts;
  private readonly tabCount: number;
  private readonly hasLocks: boolean;

  constructor(
    name: string,
    time: Time,
    server: ModelServer,
    random: () => number,
    parts: Parts,
    { tabs, locks, user }: { tabs: number; locks: boolean; user: string },
  ) {
    this.name = name;
    this.time = time;
    this.server = server;
    this.random = random;
    this.parts = parts;
    this.queueStore = parts.store();
    this.cacheStore = parts.store();
    this.tabCount = tabs;
    this.hasLocks = locks;
    this.user = user;
  }

  async startUp(): Promise<void> {
    const process = { alive: true };
    this.process = process;
    this.held.clear();
    this.tabs = [];
    for (let tab = 0; tab < this.tabCount; tab++) {
      const stores = [this.queueStore, this.cacheStore].map((store) => this.mortal(store, process)) as [Store, Store];
      const queue = this.parts.queue(stores[0]);
      const cache = this.parts.cache(stores[1], this.cacheVersion);
      this.tabs.push(this.parts.engine(this.ports(process), queue, cache, SCHEMA));
    }
    await this.signIn(this.user, this.facility);
    for (const tab of this.tabs) tab.start();
  }

  async signIn(user: string, facility: string): Promise<void> {
    this.user = user;
    this.facility = facility;
    const session: Session = { userId: user, facilityId: facility };
    this.facilities.set(ownerKey(session), facility);
    for (const tab of this.tabs) await tab.signIn(session);
  }

  crash(dieIn: number): void {
    this.dieIn = dieIn;
  }

  kill(): void {
    this.process.alive = false;
    this.dieIn = -1;
    // A program that starts again is what a person does next.
    this.time.after(2_000, () => void this.startUp());
  }

  clock(): number {
    return this.time.now + this.clockOffset + Date.UTC(2026, 10, 24);
  }

  expireToken(): void {
    this.isTokenFresh = false;
  }

  /** The device's storage as whoever examines it later finds it. */
  get keptQueue(): MutationQueue {
    return new MutationQueue(this.queueStore);
  }

  private mortal(store: Store, process: Process): Store {
    return {
      transact: async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
        if (!process.alive) return NEVER;
        if (this.dieIn >= 0 && this.dieIn-- === 0) {
          if (this.random() < 0.5) await store.transact(work);
          if (process.alive) this.kill();
          return NEVER;
        }
        const result = await store.transact(work);
        return process.alive ? result : NEVER;
      },
    };
  }

  private ports(process: Process): Ports {
    return {
      network: this.network(process),
      now: () => this.clock(),
      after: (milliseconds, work) => this.time.after(milliseconds, () => process.alive && work()),
      random: this.random,
      uuid: () => `${this.name}-${++this.made}`,
      exclusively: async (name, work) => {
        if (this.hasLocks && this.held.has(name)) return undefined;
        this.held.add(name);
        try {
          return await work();
        } finally {
          if (process.alive) this.held.delete(name);
        }
      },
    };
  }

  private network(process: Process): Network {
    const open = new Set<() => void>();
    const send = <T>(userId: string, ask: () => Answer<T>): Promise<Answer<T>> => {
      if (!process.alive) return NEVER;
      return new Promise((resolve) => {
        const giveUp = () => {
          open.delete(giveUp);
          if (process.alive) resolve({ ok: false, status: 0, code: "no-contact" });
        };
        open.add(giveUp);
        const answered = (answer: Answer<T>) => {
          if (!open.has(giveUp) || !process.alive) return;
          open.delete(giveUp);
          resolve(answer);
        };
        this.carry(userId, ask, answered, giveUp);
      });
    };
    return {
      register: (userId, key, facilityId) => send(userId, () => this.server.register(userId, key, facilityId!)),
      push: (userId, request) => {
        const sent = structuredClone(request) as PushRequest;
        return send(userId, () => this.server.push(userId, sent));
      },
      pull: (userId, request: PullRequest) => send(userId, () => this.server.pull(userId, { ...request })),
      refresh: async () => {
        this.isTokenFresh = true;
        return true;
      },
      rebuild: () => {
        for (const giveUp of [...open]) giveUp();
      },
    };
  }

  /** Fates of a message: late, lost on the way there or back, twice, or neither answered nor refused. */
  private carry<T>(userId: string, ask: () => Answer<T>, answered: (answer: Answer<T>) => void, giveUp: () => void) {
    const fate = this.isHealed ? 1 : this.random();
    const way = () => (this.isHealed ? 20 : 5 + this.random() * (this.random() < 0.1 ? 20_000 : 300));
    const arrives = (): Answer<T> => {
      // Whose token travels is decided where it is sent from; the server takes a device's user for who it says.
      if (userId !== this.user && !this.isStolen) return { ok: false, status: 401, code: "sign-in-required" };
      if (!this.isTokenFresh) return { ok: false, status: 401, code: "sign-in-required" };
      return ask();
    };
    if (this.isCutOff) {
      if (fate < 0.7) this.time.after(50, giveUp);
      return;
    }
    if (fate < 0.06) return void this.time.after(10_000, giveUp);
    if (fate < 0.08) return;
    const there = way();
    const back = way();
    this.time.after(there, () => {
      const answer = arrives();
      if (fate >= 0.16) this.time.after(back, () => answered(answer));
      else this.time.after(10_000, giveUp);
    });
    if (fate > 0.16 && fate < 0.22) this.time.after(there + way() * 3, () => void arrives());
  }

  /** For a control: a device that lends its present user's token to whoever asks. */
  isStolen = false;
}
