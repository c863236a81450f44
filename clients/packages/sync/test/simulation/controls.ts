import { Cache } from "../../src/cache.ts";
import { Engine } from "../../src/engine.ts";
import type { Result } from "../../src/protocol.ts";
import { MutationQueue, type Owner, type Queued } from "../../src/queue.ts";
import type { Tx } from "../../src/storage/store.ts";
import type { Variant } from "./simulation.ts";

const at = (owner: string, mid: number) => `mutation/${owner}/${String(mid).padStart(12, "0")}`;

/** A push that was answered is taken for kept. */
class DeletesOnAnswer extends MutationQueue {
  override async answered(owner: string, clientId: string, results: Result[], epoch: string): Promise<void> {
    await super.answered(owner, clientId, results, epoch);
    await this.store.transact(async (tx) => {
      for (const { mid } of results) await tx.delete(at(owner, mid));
    });
  }
}

/** An answer is taken for all that waits. */
class MarksAllPending extends MutationQueue {
  override async answered(owner: string, clientId: string, results: Result[], epoch: string): Promise<void> {
    const { mutations } = await this.pending(owner);
    const last = results.at(-1)!;
    await super.answered(
      owner,
      clientId,
      mutations.map(({ mid }) => results.find((one) => one.mid === mid) ?? { ...last, mid }),
      epoch,
    );
  }
}

/** The number is taken in one transaction, the mutation kept in the next. */
class TakesNumbersApart extends MutationQueue {
  override async enqueue(owner: string, mutation: Omit<Queued, "mid">): Promise<number> {
    const mid = await this.store.transact(async (tx) => {
      const state = (await tx.get<Owner>(`owner/${owner}`))!;
      await tx.put(`owner/${owner}`, { ...state, nextMid: state.nextMid + 1 });
      return state.nextMid;
    });
    await this.store.transact((tx) => tx.put(at(owner, mid), { ...mutation, mid }));
    return mid;
  }
}

/** What a pull covers goes, though nobody has seen what became of it. */
class DeletesUnanswered extends MutationQueue {
  protected override confirm(tx: Tx, owner: Owner, lastMid: number, pending: Queued[]): Promise<void> {
    const taken = pending.map((one) => (one.mid <= lastMid ? { ...one, result: {} as never } : one));
    return super.confirm(tx, owner, lastMid, taken);
  }
}

/** Sends in the order of the device's clock. */
class SendsByClock extends MutationQueue {
  override async pending(owner: string) {
    const { owner: state, mutations } = await super.pending(owner);
    return { owner: state, mutations: mutations.sort((a, b) => a.occurredAt.localeCompare(b.occurredAt)) };
  }
}

/** Numbers what a restore left as the same client, and says nothing of what was lost. */
class ForgetsLosses extends MutationQueue {
  override async inbox(owner: string) {
    return (await super.inbox(owner)).filter(({ lost }) => !lost);
  }

  override async settle(owner: string, clientId: string, lastMid: number, epoch: string, registration: string) {
    await super.settle(owner, clientId, lastMid, epoch, registration);
    await this.store.transact((tx) => tx.deleteAll(`inbox/${owner}/${clientId}`));
    const lost = (await super.inbox(owner)).filter((item) => item.lost);
    for (const item of lost) await this.dismiss(item);
  }
}

/** Keeps a page whichever one was asked for. */
class TakesAnyPage extends Cache {
  protected override isNext(): boolean {
    return true;
  }
}

/** Everything here is sent by whoever is signed in. */
class SendsAllAsOne extends Engine {
  private known: string[] = [];

  override async signIn(session: { userId: string; facilityId: string | null }): Promise<void> {
    const first = this.known[0] ?? session.userId;
    this.known.push(session.userId);
    await super.signIn({ ...session, userId: first });
  }
}

/** Each breaks one promise on purpose, and the simulation must see it. */
export const CONTROLS: Record<string, Variant> = {
  "deletes what is answered": { parts: { queue: (store) => new DeletesOnAnswer(store) } },
  "marks all pending": { parts: { queue: (store) => new MarksAllPending(store) } },
  "takes numbers apart": { parts: { queue: (store) => new TakesNumbersApart(store) } },
  "deletes unanswered": { parts: { queue: (store) => new DeletesUnanswered(store) } },
  "sends by the clock": { parts: { queue: (store) => new SendsByClock(store) } },
  "forgets losses": { parts: { queue: (store) => new ForgetsLosses(store) } },
  "takes any page": { parts: { cache: (store, version) => new TakesAnyPage(store, version) }, from: 1_500 },
  "sends all as one": { parts: { engine: (...parts) => new SendsAllAsOne(...parts) }, lendsTokens: true },
  "counts changes when they begin": { server: { sequenceCursor: true } },
  "judges twice": { server: { noStoredResults: true } },
  "keeps the epoch": { server: { sameEpoch: true } },
};
