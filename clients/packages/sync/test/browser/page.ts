import { Cache, Engine, HttpNetwork, MutationQueue, NotSaved, type Status } from "../../src/index.ts";
import { IndexedDbStore } from "../../src/storage/indexeddb.ts";
import { SCHEMA } from "../simulation/device.ts";

/** The engine as a page of the browser has it: IndexedDB, Web Locks and fetch are the browser's own. */
function engine(): Engine {
  const tokens = { current: async (user: string) => `token-of-${user}`, refresh: async () => false };
  const ports = {
    network: new HttpNetwork(location.origin, tokens, fetch),
    now: Date.now,
    after: (milliseconds: number, work: () => void) => {
      const timer = setTimeout(work, milliseconds / 10);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    uuid: () => crypto.randomUUID(),
    exclusively: <T>(name: string, work: () => Promise<T>) =>
      navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined)),
  };
  const store = (name: string) => new IndexedDbStore(name);
  return new Engine(ports, new MutationQueue(store("queue")), new Cache(store("cache")), SCHEMA);
}

const one = engine();
let signedIn: string | null = null;
const said = (error: unknown) => (error instanceof NotSaved ? error.code : String(error));

/** Text that can't be compressed, as the browser counts what lies on the disk. */
function noise(length: number): string {
  let text = "";
  while (text.length < length) {
    const bytes = crypto.getRandomValues(new Uint8Array(Math.min(length - text.length, 50_000)));
    text += Array.from(bytes, (byte) => String.fromCharCode(48 + (byte % 64))).join("");
  }
  return text;
}

const acts = {
  signIn: async (userId: string) => {
    await one.signIn({ userId, facilityId: "F1" }).catch((error: unknown) => {
      signedIn = said(error);
    });
    return signedIn;
  },
  start: () => one.start(),
  enqueue: (marker: string, padding = 0): Promise<number | string> =>
    one.enqueue("count", { marker, id: "thing1", padding: noise(padding) }).catch(said),
  /** Without an end, telling the server each time that a change was kept. */
  enqueueOn: async (from: number) => {
    for (let n = from; ; n++) {
      const mid = await acts.enqueue(`m${n}`);
      await fetch("/kept", { method: "POST", body: JSON.stringify({ marker: `m${n}`, mid }) });
    }
  },
  pending: async () => (await one.pending()).map(({ mid, args }) => ({ mid, marker: String(args.marker) })),
  things: async () => (await one.rows()).all("thing"),
  sync: () => one.sync(),
  status: (): Promise<Status> => one.status(),
};

export type Page = typeof acts;

Object.assign(globalThis, { page: acts });
