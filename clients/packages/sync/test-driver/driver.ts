import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import {
  Cache,
  Engine,
  HttpNetwork,
  type JsonObject,
  MutationQueue,
  type Ports,
  REPLAYS,
  SCHEMA_VERSION,
} from "../src/index.ts";
import { type SqliteDatabase, SqliteStore } from "../src/storage/sqlite.ts";

/**
 * The real engine before a real server, driven by lines of JSON on its input; each is answered by one on its output.
 *
 * {@code node driver.ts BASE-URL USER-ID FACILITY-ID TOKEN FOLDER}; FACILITY-ID "-" for a patient's client. Lines:
 * {@code {"do": "enqueue", "name": "...", "args": {...}}}, {@code {"do": "sync"}}, {@code {"do": "status"}},
 * {@code {"do": "pending"}}, {@code {"do": "inbox"}}, {@code {"do": "rows", "kind": "entry"}}, {@code {"do": "token",
 * "token": "..."}}. The queue and the cache are kept in FOLDER, so that it may be killed and started again.
 */
const [base, userId, facility, firstToken, folder] = process.argv.slice(2) as [string, string, string, string, string];
let token: string | null = firstToken;

function open(name: string): SqliteStore {
  const database = new DatabaseSync(`${folder}/${name}.db`);
  const asked: SqliteDatabase = {
    execAsync: async (source) => database.exec(source),
    runAsync: async (source, ...params) => database.prepare(source).run(...params),
    getAllAsync: async <T>(source: string, ...params: string[]) => database.prepare(source).all(...params) as T[],
  };
  return new SqliteStore(asked);
}

const ports: Ports = {
  network: new HttpNetwork(
    base,
    { current: async (user) => (user === userId ? token : null), refresh: async () => false },
    fetch,
  ),
  now: Date.now,
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  uuid: randomUUID,
  exclusively: (_, work) => work(),
};

const schema = { version: SCHEMA_VERSION, replays: REPLAYS };
const engine = new Engine(ports, new MutationQueue(open("queue")), new Cache(open("cache")), schema);

interface Line {
  do: string;
  name: string;
  args: JsonObject;
  kind: string;
  token: string;
}

const acts: Record<string, (line: Line) => Promise<unknown>> = {
  enqueue: async ({ name, args }) => ({ mid: await engine.enqueue(name, args) }),
  sync: async () => {
    await engine.sync();
    return engine.status();
  },
  status: () => engine.status(),
  pending: () => engine.pending(),
  inbox: () => engine.inbox(),
  rows: async ({ kind }) => (await engine.rows()).all(kind),
  token: async (line) => {
    token = line.token;
    return {};
  },
};

function say(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

await engine.signIn({ userId, facilityId: facility === "-" ? null : facility });
engine.start();
say({ ready: true });
for await (const text of createInterface({ input: process.stdin })) {
  const line = JSON.parse(text) as Line;
  const act = acts[line.do];
  say(await (act ? act(line).catch((error: unknown) => ({ error: String(error) })) : { error: "unknown" }));
}
engine.stop();
