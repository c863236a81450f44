import { ownerKey } from "../../src/queue.ts";
import { Device, PARTS, type Parts } from "./device.ts";
import { ModelServer, type ServerFaults } from "./server.ts";
import { random, settled, Time } from "./time.ts";

export type Act =
  | { at: number; act: "enqueue"; device: number; tab: number; name: string; id: string }
  | { at: number; act: "crash"; device: number; steps: number }
  | { at: number; act: "kill" | "cut" | "join" | "token" | "upgrade"; device: number }
  | { at: number; act: "clock"; device: number; by: number }
  | { at: number; act: "user"; device: number; user: string; facility: string }
  | { at: number; act: "write"; facility: string; id: string; lasts: number }
  | { at: number; act: "prune"; facility: string }
  | { at: number; act: "save" | "restore" };

export interface Plan {
  seed: number;
  devices: { tabs: number; locks: boolean; user: string }[];
  acts: Act[];
}

export interface Variant {
  parts?: Partial<Parts>;
  server?: ServerFaults;
  lendsTokens?: boolean;
  /** Where to begin, for what shows rarely. */
  from?: number;
}

const USERS = ["A", "B", "C"];
const TEN_YEARS = 10 * 365 * 86_400_000;

/** What will happen, all of it decided by the seed. */
export function plan(seed: number): Plan {
  const chance = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)]!;
  const count = chance() < 0.8 ? 3 : 4 + Math.floor(chance() * 7);
  const devices = Array.from({ length: count }, () => {
    const tabs = chance() < 0.25 ? 2 : 1;
    return { tabs, locks: chance() < 0.5, user: pick(USERS) };
  });
  const acts: Act[] = [];
  const length = 60_000;
  const total = 18 + Math.floor(chance() * 22);
  for (let n = 0; n < total; n++) {
    const at = Math.floor(chance() * length);
    const device = Math.floor(chance() * count);
    acts.push(...some(chance, pick, at, device));
  }
  if (chance() < 0.35) {
    const at = Math.floor(chance() * length);
    acts.push({ at, act: "save" }, { at: at + Math.floor(chance() * (length - at)), act: "restore" });
  }
  return { seed, devices, acts: acts.sort((one, other) => one.at - other.at) };
}

function some(chance: () => number, pick: <T>(items: readonly T[]) => T, at: number, device: number): Act[] {
  const id = `thing${Math.floor(chance() * 8)}`;
  const facility = chance() < 0.85 ? "F1" : "F2";
  const kind = chance();
  if (kind < 0.62) {
    const times = chance() < 0.15 ? 6 : 1;
    const name = pick(["count", "count", "take", "drop", "field"]);
    return Array.from({ length: times }, (_, n) => ({
      at: at + n * 37,
      act: "enqueue",
      device,
      tab: Math.floor(chance() * 2),
      name,
      id,
    }));
  }
  if (kind < 0.72) return [{ at, act: "write", facility, id, lasts: Math.floor(chance() * 10_000) }];
  if (kind < 0.78) return [{ at, act: "crash", device, steps: Math.floor(chance() * 12) }];
  if (kind < 0.8) return [{ at, act: "kill", device }];
  if (kind < 0.86) {
    return [
      { at, act: "cut", device },
      { at: at + Math.floor(chance() * 30_000), act: "join", device },
    ];
  }
  if (kind < 0.89) return [{ at, act: "clock", device, by: Math.floor((chance() * 2 - 1) * TEN_YEARS) }];
  if (kind < 0.94) return [{ at, act: "user", device, user: pick(USERS), facility }];
  if (kind < 0.96) return [{ at, act: "token", device }];
  return [chance() < 0.5 ? { at, act: "upgrade", device } : { at, act: "prune", facility }];
}

/** Runs a plan; gives what went wrong, or null. */
export async function run(given: Plan, variant: Variant = {}): Promise<string | null> {
  const time = new Time();
  const chance = random(given.seed ^ 0x5bd1e995);
  const server = new ModelServer(variant.server ?? {}, chance);
  const parts = { ...PARTS, ...variant.parts };
  const devices = given.devices.map((setup, n) => new Device(`d${n}`, time, server, chance, parts, setup));
  const acked = new Map<string, { device: Device; owner: string }>();
  const made = new Set<string>();
  for (const device of devices) {
    device.isStolen = variant.lendsTokens ?? false;
    void device.startUp();
  }
  await settled();
  given.acts.forEach((act, n) => {
    time.after(act.at, () => perform(act, `m${n}`, devices, server, time, made, acked));
  });
  await time.until(60_000);
  server.isHealed = true;
  for (const device of devices) {
    device.isCutOff = false;
    device.isHealed = true;
    device.crash(-1);
  }
  // Who asked before and gets no answer gives up after 30 seconds.
  await time.until(time.now + 33_000);
  const stuck = await drain(devices, server, time);
  if (stuck) return stuck;
  if (server.foreign.length > 0) return `sent as somebody else: ${server.foreign[0]}`;
  return judgeAll(made, acked, server);
}

function perform(
  act: Act,
  marker: string,
  devices: Device[],
  server: ModelServer,
  time: Time,
  made: Set<string>,
  acked: Map<string, { device: Device; owner: string }>,
): void {
  const device = "device" in act ? devices[act.device] : undefined;
  switch (act.act) {
    case "enqueue": {
      const tab = device!.tabs[act.tab % device!.tabs.length];
      const owner = ownerKey({ userId: device!.user, facilityId: device!.facility });
      made.add(marker);
      tab
        ?.enqueue(act.name, { marker, id: act.id, by: marker, base: null, new: marker })
        .then(() => acked.set(marker, { device: device!, owner }))
        .catch(() => undefined);
      break;
    }
    case "write":
      time.after(act.lasts, server.begin(act.facility, act.id, marker));
      break;
    case "prune":
      server.prune(act.facility);
      break;
    case "save":
      server.save();
      break;
    case "restore":
      server.restore();
      break;
    default:
      disturb(act, device!);
  }
}

function disturb(act: Act, device: Device): void {
  switch (act.act) {
    case "crash":
      device.crash(act.steps);
      break;
    case "kill":
      device.kill();
      break;
    case "cut":
      device.isCutOff = true;
      break;
    case "join":
      device.isCutOff = false;
      break;
    case "clock":
      device.clockOffset += act.by;
      break;
    case "user":
      void device.signIn(act.user, act.facility);
      break;
    case "token":
      device.expireToken();
      break;
    case "upgrade":
      device.cacheVersion++;
      device.kill();
      break;
  }
}

/** Each user signs in once more where he has worked; then nothing may be left, and all see what the server has. */
async function drain(devices: Device[], server: ModelServer, time: Time): Promise<string | null> {
  for (const device of devices) {
    for (const [owner, facility] of [...device.facilities]) {
      void device.signIn(owner.split(".")[0]!, facility);
      await settled();
      const before = (await device.tabs[0]!.status()).lastContact;
      for (let tries = 0; tries < 30 && (await isBehind(device, before)); tries++) await time.until(time.now + 2_000);
      if (await isBehind(device, before)) return `stuck: ${owner} on ${device.name}`;
    }
  }
  const tabs = devices.flatMap((device) => device.tabs.map((tab) => ({ device, tab })));
  for (const { tab } of tabs) tab.nudge();
  await time.until(time.now + 6_000);
  for (const { device, tab } of tabs) {
    const seen = (await tab.rows()).all("thing").map((row) => JSON.stringify(row));
    const there = Object.values(server.rows(device.facility)).map((row) => JSON.stringify(row));
    if (seen.sort().join() !== there.sort().join()) {
      return `diverged on ${device.name}: sees ${seen}, the server has ${there}`;
    }
  }
  return null;
}

async function isBehind({ tabs: [tab] }: Device, before: number | null): Promise<boolean> {
  return (await tab!.status()).lastContact === before || (await tab!.pending()).length > 0;
}

async function judgeAll(
  made: Set<string>,
  acked: Map<string, { device: Device; owner: string }>,
  server: ModelServer,
): Promise<string | null> {
  for (const marker of made) {
    const times = server.judged(marker).length;
    if (times > 1) return `doubled: ${marker} took effect ${times} times`;
  }
  const missing = new Map<string, number>();
  for (const [marker, { device, owner }] of acked) {
    const [status] = server.judged(marker);
    const inbox = await device.keptQueue.inbox(owner);
    const isTold = inbox.some(({ mutation }) => mutation?.args.marker === marker);
    if ((status === "REJECTED" || status === "MERGED") && !isTold) return `silent: ${marker} was ${status}, unseen`;
    if (status) continue;
    const told = inbox.reduce((sum, { lost }) => sum + (lost ? lost.to - lost.from + 1 : 0), 0);
    const where = `${device.name}/${owner}`;
    missing.set(where, (missing.get(where) ?? 0) + 1);
    if (missing.get(where)! > told) return `lost: ${marker} of ${where}`;
  }
  return null;
}

/** A plan with as few acts as still go wrong. */
export async function shrink(failing: Plan, variant: Variant = {}): Promise<{ plan: Plan; failure: string }> {
  let best = failing;
  let failure = (await run(best, variant)) ?? "did not fail again";
  for (let size = Math.ceil(best.acts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.acts.length; ) {
      const fewer = { ...best, acts: [...best.acts.slice(0, from), ...best.acts.slice(from + size)] };
      const now = await run(fewer, variant);
      if (now) {
        best = fewer;
        failure = now;
      } else {
        from += size;
      }
    }
  }
  return { plan: best, failure };
}

/** For a person: what happened, and what to paste into a test. */
export function trace({ plan: failed, failure }: { plan: Plan; failure: string }): string {
  return [`${failure} (seed ${failed.seed})`, `run(${JSON.stringify(failed)})`].join("\n");
}

/** Runs seeds; throws with the trace of the first that goes wrong. */
export async function runSeeds(from: number, count: number): Promise<void> {
  for (let seed = from; seed < from + count; seed++) {
    if (await run(plan(seed))) throw new Error(trace(await shrink(plan(seed))));
  }
}

/** Half of the seeds of one run of the tests, as two files run them at once. */
export const HALF = process.env.CARETURN_ALL ? 50_000 : 5_000;
