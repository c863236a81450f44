import type { Session } from "./ports.ts";
import type { Answer, Failure } from "./protocol.ts";
import { type MutationQueue, ownerKey } from "./queue.ts";
import type { Store, Tx } from "./storage/store.ts";

/** A range of numbers, both ends included, that are this client's alone on both days. */
export interface Lease {
  leaseId: string;
  facilityId: string;
  prefix: string;
  firstDay: string;
  lastDay: string;
  from: number;
  to: number;
}

export interface LeaseNetwork {
  lease(userId: string, key: string, wish: { clientId: string; prefix: string; count: number }): Promise<Answer<Lease>>;
}

/** What a printed ticket needs, and {@code takeTicket} with it. */
export interface OfflineTicket {
  leaseId: string;
  sequence: number;
  token: string;
  /** As it is printed, such as A-700. */
  ticketNumber: string;
}

interface Kept extends Lease {
  clientId: string;
  next: number;
}

const COUNT = 50;
const LOW = 20;

const leasesOf = (owner: string) => `lease/${owner}/`;
const leaseAt = (owner: string, { from, leaseId }: Lease) =>
  `${leasesOf(owner)}${String(from).padStart(8, "0")}/${leaseId}`;
const askedAt = (owner: string, prefix: string) => `lease-asked/${owner}/${prefix}`;

/**
 * Numbers for tickets that are printed without a network. They are fetched ahead while there is one, kept beside the
 * mutations, and each is given out once: whoever dies with one in the hand wastes it.
 */
export class TicketNumbers {
  private readonly store: Store;
  private readonly queue: MutationQueue;
  private readonly network: LeaseNetwork;
  private readonly crypto: Pick<Crypto, "getRandomValues" | "randomUUID">;

  /** @param store the one of the queue */
  constructor(
    store: Store,
    queue: MutationQueue,
    network: LeaseNetwork,
    crypto: Pick<Crypto, "getRandomValues" | "randomUUID">,
  ) {
    this.store = store;
    this.queue = queue;
    this.network = network;
    this.crypto = crypto;
  }

  /**
   * Gives out the next number.
   *
   * @param day the service day, as the row of the facility tells it
   * @returns undefined where none is left: the ticket then gets its number from the server
   */
  async take(session: Session, prefix: string, day: string): Promise<OfflineTicket | undefined> {
    const key = ownerKey(session);
    const clientId = await this.clientOf(key);
    return this.store.transact(async (tx) => {
      for (const lease of await usable(tx, key, clientId, prefix, day)) {
        if (lease.next > lease.to) continue;
        await tx.put(leaseAt(key, lease), { ...lease, next: lease.next + 1 });
        const ticketNumber = `${prefix}-${String(lease.next).padStart(3, "0")}`;
        return { leaseId: lease.leaseId, sequence: lease.next, token: this.token(), ticketNumber };
      }
      return undefined;
    });
  }

  async left(session: Session, prefix: string, day: string): Promise<number> {
    const key = ownerKey(session);
    const clientId = await this.clientOf(key);
    return this.store.transact(async (tx) => count(await usable(tx, key, clientId, prefix, day)));
  }

  /** Fetches a range where few numbers are left, and forgets those of days that are over; null where all is well. */
  async refill(session: Session, prefix: string, day: string): Promise<Failure | null> {
    const key = ownerKey(session);
    const clientId = await this.clientOf(key);
    if (!clientId) return null;
    const asked = await this.store.transact(async (tx) => {
      for (const [at, lease] of await tx.list<Kept>(leasesOf(key))) {
        if (lease.lastDay < day || lease.clientId !== clientId) await tx.delete(at);
      }
      if (count(await usable(tx, key, clientId, prefix, day)) >= LOW) return null;
      // Kept until it is answered, so that an answer that is lost costs no numbers.
      const before = await tx.get<string>(askedAt(key, prefix));
      const idempotencyKey = before ?? this.crypto.randomUUID();
      if (!before) await tx.put(askedAt(key, prefix), idempotencyKey);
      return idempotencyKey;
    });
    if (!asked) return null;
    const answer = await this.network.lease(session.userId, asked, { clientId, prefix, count: COUNT });
    // Without an answer, and where the server can't just now, the same is asked for again.
    if (!answer.ok && (answer.status === 0 || answer.status === 401 || answer.status === 429 || answer.status >= 500)) {
      return answer;
    }
    await this.store.transact(async (tx) => {
      if ((await tx.get<string>(askedAt(key, prefix))) !== asked) return;
      await tx.delete(askedAt(key, prefix));
      if (!answer.ok) return;
      const at = leaseAt(key, answer.value);
      // An answer that comes again must not give numbers out anew.
      if (!(await tx.get(at))) await tx.put(at, { ...answer.value, clientId, next: answer.value.from });
    });
    return answer.ok ? null : answer;
  }

  private async clientOf(key: string): Promise<string | null> {
    return (await this.queue.pending(key)).owner.clientId;
  }

  /** 128 bits, as the server makes them. */
  private token(): string {
    const bytes = this.crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bytes))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=/g, "");
  }
}

/** Of a client that was forgotten the server takes no numbers. */
async function usable(tx: Tx, key: string, clientId: string | null, prefix: string, day: string): Promise<Kept[]> {
  const kept = (await tx.list<Kept>(leasesOf(key))).map(([, lease]) => lease);
  return kept.filter(
    (lease) => lease.clientId === clientId && lease.prefix === prefix && lease.firstDay <= day && day <= lease.lastDay,
  );
}

function count(leases: Kept[]): number {
  return leases.reduce((sum, { next, to }) => sum + Math.max(0, to - next + 1), 0);
}
