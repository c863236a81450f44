import { Cache } from "../src/cache.ts";
import { Engine, type Schema } from "../src/engine.ts";
import type { Network, Ports, Session } from "../src/ports.ts";
import { MutationQueue } from "../src/queue.ts";
import { MemoryStore } from "../src/storage/memory.ts";
import type { Store } from "../src/storage/store.ts";
import { SCHEMA } from "./simulation/device.ts";
import { ModelServer } from "./simulation/server.ts";
import { settled, Time } from "./simulation/time.ts";

export const ANN: Session = { userId: "ann", facilityId: "F1" };
export const BEN: Session = { userId: "ben", facilityId: "F1" };

/** One desk before a server that answers at once, for what a test wants to see step by step. */
export class Desk {
  readonly server: ModelServer;
  readonly time = new Time();
  readonly queueStore: Store;
  readonly cacheStore: Store;
  rebuilt = 0;
  private made = 0;

  constructor(
    server = new ModelServer({}, () => 0.5),
    queueStore: Store = new MemoryStore(),
    cacheStore: Store = new MemoryStore(),
  ) {
    this.server = server;
    server.isHealed = true;
    this.queueStore = queueStore;
    this.cacheStore = cacheStore;
  }

  engine({
    network = {},
    schema = SCHEMA,
    cacheVersion = 1,
    answered,
  }: {
    answered?: () => void;
    network?: Partial<Network>;
    schema?: Schema;
    cacheVersion?: number;
  } = {}): Engine {
    const answers: Network = {
      register: async (userId, key, facilityId) => this.server.register(userId, key, facilityId!),
      push: async (userId, request) => this.server.push(userId, request),
      pull: async (userId, request) => this.server.pull(userId, request),
      refresh: async () => false,
      rebuild: () => void this.rebuilt++,
    };
    const ports: Ports = {
      network: { ...answers, ...network },
      now: () => this.time.now,
      after: (milliseconds, work) => this.time.after(milliseconds, work),
      random: () => 0.5,
      uuid: () => `desk-${++this.made}`,
      exclusively: (_, work) => work(),
      ...(answered ? { answered } : {}),
    };
    return new Engine(ports, new MutationQueue(this.queueStore), new Cache(this.cacheStore, cacheVersion), schema);
  }

  /** Lets nothing but the present go on. */
  settle(): Promise<void> {
    return settled();
  }
}

export const count = (marker: string) => ({ marker, id: "thing1", by: marker, base: null, new: marker });
