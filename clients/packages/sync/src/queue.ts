import type { Session } from "./ports.ts";
import type { JsonObject, Result } from "./protocol.ts";
import type { Sealed, SealKey } from "./seal.ts";
import type { Store, Tx } from "./storage/store.ts";

/** Whose mutations these are, and under which number the server knows the client that sends them. */
export interface Owner extends Session {
  key: string;
  /** Null until the server has given one. */
  clientId: string | null;
  /** Asks for it once, however often it is sent. */
  registration: string;
  nextMid: number;
  /** Up to here mutations were confirmed by a pull, and deleted. */
  confirmed: number;
  /** The code by which the server refused this client for good; nothing is sent any more, and all is kept. */
  quarantine: string | null;
  /** Of the last pull, and those before it, which never come back. */
  epoch: string | null;
  formerEpochs: string[];
}

export interface Queued {
  mid: number;
  name: string;
  args: JsonObject;
  schemaVersion: number;
  occurredAt: string;
  /** Its name and args, where it was sealed at a change of shift: then they are "" and {}. */
  sealed?: Sealed;
  /** What the server said of exactly this mutation, and in which epoch. */
  result?: Result & { epoch: string };
}

/** What a person should read: a change that was refused or taken differently, or confirmed ones lost by a restore. */
export interface InboxItem {
  key: string;
  owner: string;
  code: string;
  mutation?: Queued;
  /** Confirmed mutations that the server has no more. */
  lost?: { from: number; to: number };
}

/** More than a desk makes in a week; who has so many is told, instead of filling the device. */
export const MAX_PENDING = 10_000;

/** Nothing was kept: the device is full, or its storage is blocked, or too much waits already. */
export class NotSaved extends Error {
  readonly code: "not-saved" | "queue-full" | "too-large";

  constructor(code: NotSaved["code"], cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

export function ownerKey({ userId, facilityId }: Session): string {
  return `${userId}.${facilityId ?? "self"}`;
}

const padded = (mid: number) => String(mid).padStart(12, "0");
const ownerAt = (owner: string) => `owner/${owner}`;
const mutationAt = (owner: string, mid: number) => `mutation/${owner}/${padded(mid)}`;
const inboxAt = (owner: Owner, mid: number) => `inbox/${owner.key}/${owner.registration}/${padded(mid)}`;

/** The mutations that were made here, each under its author and facility; apart from the cache, which may be rebuilt. */
export class MutationQueue {
  protected readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  /** The session's owner, made where there is none. */
  open(session: Session, registration: string): Promise<Owner> {
    return this.store.transact(async (tx) => {
      const key = ownerKey(session);
      const known = await tx.get<Owner>(ownerAt(key));
      if (known) return known;
      const { userId, facilityId } = session;
      const owner = {
        key,
        userId,
        facilityId,
        clientId: null,
        registration,
        nextMid: 1,
        confirmed: 0,
        quarantine: null,
        epoch: null,
        formerEpochs: [],
      };
      await tx.put(ownerAt(key), owner);
      return owner;
    });
  }

  owners(): Promise<{ owner: Owner; unsent: number }[]> {
    return this.store.transact(async (tx) => {
      const found = [];
      for (const [, owner] of await tx.list<Owner>("owner/")) {
        found.push({ owner, unsent: (await mutations(tx, owner.key)).filter(isUnsent).length });
      }
      return found;
    });
  }

  /** Keeps a mutation under the next number, both in one transaction. */
  enqueue(owner: string, mutation: Omit<Queued, "mid">): Promise<number> {
    return this.store.transact(async (tx) => {
      const state = await known(tx, owner);
      if (state.nextMid - state.confirmed > MAX_PENDING) throw new NotSaved("queue-full");
      const mid = state.nextMid;
      await tx.put(mutationAt(owner, mid), { ...mutation, mid });
      await tx.put(ownerAt(owner), { ...state, nextMid: mid + 1 });
      return mid;
    });
  }

  /** In the order of their numbers. */
  pending(owner: string): Promise<{ owner: Owner; mutations: Queued[] }> {
    return this.store.transact(async (tx) => ({
      owner: await known(tx, owner),
      mutations: await mutations(tx, owner),
    }));
  }

  registered(owner: string, registration: string, clientId: string): Promise<void> {
    return this.change(owner, (state) => (state.registration === registration ? { ...state, clientId } : state));
  }

  /** The server doesn't know the client (a restore took it): it registers again, and goes on where the server stands. */
  forgotten(owner: string, clientId: string, registration: string): Promise<void> {
    return this.store.transact(async (tx) => {
      const state = await known(tx, owner);
      if (state.clientId === clientId) await renew(tx, state, 0, registration);
    });
  }

  quarantine(owner: string, clientId: string, code: string): Promise<void> {
    return this.change(owner, (state) => (state.clientId === clientId ? { ...state, quarantine: code } : state));
  }

  /** Marks exactly the mutations that were answered; for what a person should read there is an item in the inbox. */
  answered(owner: string, clientId: string, results: Result[], epoch: string): Promise<void> {
    return this.store.transact(async (tx) => {
      const state = await known(tx, owner);
      if (state.clientId !== clientId) return;
      for (const result of results) {
        const mutation = await tx.get<Queued>(mutationAt(owner, result.mid));
        if (!mutation) continue;
        const answered = { ...mutation, result: { ...result, epoch } };
        await tx.put(mutationAt(owner, result.mid), answered);
        await show(tx, state, answered);
      }
    });
  }

  /**
   * Deletes what a pull has confirmed and whose result is known. Where the server stands behind what was confirmed
   * before, it was restored: the lost ones are named, and the rest goes on as a new client, from 1. What was answered
   * in another epoch and isn't confirmed in this one is sent again.
   */
  settle(owner: string, clientId: string, lastMid: number, epoch: string, registration: string): Promise<void> {
    return this.store.transact(async (tx) => {
      const state = await known(tx, owner);
      if (state.clientId !== clientId) return;
      if (state.formerEpochs.includes(epoch)) return;
      if (lastMid < state.confirmed) {
        // Within an epoch nothing is lost: another tab has pulled and confirmed more meanwhile.
        if (epoch !== state.epoch) await renew(tx, inEpoch(state, epoch), lastMid, registration);
        return;
      }
      const pending = await mutations(tx, owner);
      const again = pending.filter(({ mid, result }) => mid > lastMid && result && result.epoch !== epoch);
      for (const mutation of again) {
        await tx.put(mutationAt(owner, mutation.mid), unanswered(mutation));
        await tx.delete(inboxAt(state, mutation.mid));
      }
      await this.confirm(tx, inEpoch(state, epoch), lastMid, pending);
    });
  }

  /** Whose result isn't known stays, and is sent again to learn it. */
  protected async confirm(tx: Tx, owner: Owner, lastMid: number, pending: Queued[]): Promise<void> {
    const first = pending.findIndex(({ mid, result }) => mid > lastMid || !result);
    const covered = first < 0 ? pending : pending.slice(0, first);
    for (const { mid } of covered) await tx.delete(mutationAt(owner.key, mid));
    await tx.put(ownerAt(owner.key), { ...owner, confirmed: covered.at(-1)?.mid ?? owner.confirmed });
  }

  /** Another mutation was sent under this number before, as by a device that came back from a backup. */
  reused(owner: string, clientId: string, mid: number, registration: string): Promise<void> {
    return this.store.transact(async (tx) => {
      const state = await known(tx, owner);
      const pending = await mutations(tx, owner);
      if (state.clientId !== clientId || pending.some((one) => one.mid < mid && !one.result)) return;
      for (const one of pending.filter((before) => before.mid < mid)) await tx.delete(mutationAt(owner, one.mid));
      await renew(tx, { ...state, confirmed: mid - 1 }, mid - 1, registration);
    });
  }

  inbox(owner: string): Promise<InboxItem[]> {
    return this.store.transact(async (tx) => (await tx.list<InboxItem>(`inbox/${owner}/`)).map(([, item]) => item));
  }

  dismiss(item: InboxItem): Promise<void> {
    return this.store.transact((tx) => tx.delete(item.key));
  }

  /**
   * Seals what its author leaves behind; what only says that there is something stays readable.
   *
   * @returns when nothing of it is readable any more, also of what an answer on its way has changed meanwhile
   */
  async seal(owner: string, key: SealKey): Promise<void> {
    for (;;) {
      const clear = (await this.kept(owner)).filter(([, { sealed, result }]) => !sealed || result?.current);
      if (clear.length === 0) return;
      for (const [at, mutation] of clear) {
        const { name, args, result } = mutation;
        const sealed = mutation.sealed ?? (await key.seal({ name, args }, owner));
        // The row that an answer showed can be pulled again.
        const rest = result ? { ...mutation, result: { ...result, current: null } } : mutation;
        await this.exchange(at, mutation, { ...rest, name: "", args: {}, sealed });
      }
    }
  }

  /**
   * Opens what {@link seal} has sealed, at its author's next sign-in.
   *
   * @returns false where the key opens none of it; nothing is changed then
   */
  async unseal(owner: string, key: SealKey): Promise<boolean> {
    for (;;) {
      const closed = (await this.kept(owner)).filter(([, mutation]) => mutation.sealed);
      if (closed.length === 0) return true;
      for (const [at, mutation] of closed) {
        const { sealed, ...rest } = mutation;
        const opened = await key.open(sealed!, owner).catch(() => undefined);
        if (opened === undefined) return false;
        await this.exchange(at, mutation, { ...rest, ...(opened as unknown as Pick<Queued, "name" | "args">) });
      }
    }
  }

  /** The mutations that wait, and those in the inbox, by where they are kept. */
  private kept(owner: string): Promise<[string, Queued][]> {
    return this.store.transact(async (tx) => {
      const items = await tx.list<InboxItem>(`inbox/${owner}/`);
      const shown = items.flatMap(([at, { mutation }]): [string, Queued][] => (mutation ? [[at, mutation]] : []));
      return [...(await tx.list<Queued>(`mutation/${owner}/`)), ...shown];
    });
  }

  /** Only where it is as it was read: no cipher is worked out within a transaction, as that would end it. */
  private exchange(at: string, before: Queued, after: Queued): Promise<void> {
    return this.store.transact(async (tx) => {
      const item = at.startsWith("inbox/") ? await tx.get<InboxItem>(at) : undefined;
      const now = item ? item.mutation : await tx.get<Queued>(at);
      if (JSON.stringify(now) !== JSON.stringify(before)) return;
      await tx.put(at, item ? { ...item, mutation: after } : after);
    });
  }

  private change(owner: string, change: (state: Owner) => Owner): Promise<void> {
    return this.store.transact(async (tx) => tx.put(ownerAt(owner), change(await known(tx, owner))));
  }
}

export function isUnsent(mutation: Queued): boolean {
  return mutation.result === undefined;
}

async function known(tx: Tx, owner: string): Promise<Owner> {
  const state = await tx.get<Owner>(ownerAt(owner));
  if (!state) throw new Error("No such owner was opened");
  return state;
}

async function mutations(tx: Tx, owner: string): Promise<Queued[]> {
  return (await tx.list<Queued>(`mutation/${owner}/`)).map(([, mutation]) => mutation);
}

function unanswered({ result: _, ...mutation }: Queued): Queued {
  return mutation;
}

function inEpoch(owner: Owner, epoch: string): Owner {
  if (owner.epoch === epoch) return owner;
  const formerEpochs = owner.epoch ? [...owner.formerEpochs, owner.epoch].slice(-20) : [];
  return { ...owner, epoch, formerEpochs };
}

async function show(tx: Tx, owner: Owner, mutation: Queued): Promise<void> {
  const key = inboxAt(owner, mutation.mid);
  const { status, code } = mutation.result!;
  if (status === "REJECTED" || status === "MERGED" || code !== null) {
    await tx.put(key, { key, owner: owner.key, code: code ?? status, mutation });
  } else {
    await tx.delete(key);
  }
}

/** The numbers of an old client are never used again, so that its last push, still on its way, finds no place. */
async function renew(tx: Tx, owner: Owner, lastMid: number, registration: string): Promise<void> {
  if (lastMid < owner.confirmed) {
    const key = `inbox/${owner.key}/${owner.registration}/lost`;
    const lost = { from: lastMid + 1, to: owner.confirmed };
    await tx.put(key, { key, owner: owner.key, code: "lost-by-restore", lost });
  }
  let next = 1;
  for (const mutation of await mutations(tx, owner.key)) {
    await tx.delete(mutationAt(owner.key, mutation.mid));
    await tx.delete(inboxAt(owner, mutation.mid));
    await tx.put(mutationAt(owner.key, next), { ...unanswered(mutation), mid: next });
    next++;
  }
  await tx.put(ownerAt(owner.key), { ...owner, clientId: null, registration, nextMid: next, confirmed: 0 });
}
