import { type Cache, nextCursor } from "./cache.ts";
import type { Outage } from "./outage.ts";
import type { Ports, Session } from "./ports.ts";
import { type Failure, MAX_BYTES, MAX_MUTATIONS, type PullAnswer, type WireMutation } from "./protocol.ts";
import { isUnsent, type MutationQueue, type Owner, ownerKey, type Queued } from "./queue.ts";

/** Bounds one exchange; whatever is left comes with the next. */
const MAX_STEPS = 1_000;

/** What ends an exchange: everything is done, or the failure that must pass first. */
export type End = Failure | null;

const RESET: PullAnswer = {
  reset: true,
  changes: [],
  tombstones: [],
  lastMid: 0,
  cursor: null,
  hasMore: false,
  version: 0,
  epoch: "",
};

/** Its author has to open it first. */
const SEALED: Failure = { ok: false, status: 401, code: "sealed" };

type Step = Failure | "MOVED" | "FLIPPED";

/** One sending and fetching, as one person, until nothing is left on either side. */
export class Exchange {
  private readonly ports: Ports;
  private readonly queue: MutationQueue;
  private readonly cache: Cache;
  private readonly session: Session;
  private readonly outage: Outage;
  private readonly key: string;
  /** The refusal, or failure of its own, that stopped the sending; the server answers, so what others did is still fetched. */
  private held: End = null;
  private refreshed = false;
  private registrations = 0;
  private regains = 0;
  /** One mutation a push, to find the one that the server doesn't take. */
  private single = false;

  constructor(ports: Ports, queue: MutationQueue, cache: Cache, session: Session, outage: Outage) {
    this.ports = ports;
    this.queue = queue;
    this.cache = cache;
    this.session = session;
    this.outage = outage;
    this.key = ownerKey(session);
  }

  /**
   * @param goesOn whether this person is still the one at work
   * @param moved is told of each step that came through
   */
  async run(goesOn: () => boolean, moved: () => void): Promise<End> {
    for (let step = 0; step < MAX_STEPS && goesOn(); step++) {
      const { owner, mutations } = await this.queue.pending(this.key);
      if (owner.quarantine) return null;
      const taken = await this.step(owner, this.held ? [] : mutations.filter(isUnsent));
      if (typeof taken === "object") {
        if (!(await this.passes(taken))) return taken;
        continue;
      }
      moved();
      if (taken === "FLIPPED" && !(await this.resumes(owner))) return this.held;
    }
    return this.held;
  }

  /** Whether to go on after a failure at once. */
  private async passes(failure: Failure): Promise<boolean> {
    if (failure.status === 401 && !this.refreshed) {
      this.refreshed = true;
      return this.ports.network.refresh(this.session.userId);
    }
    if (this.held || !isRefusal(failure)) return false;
    this.held = failure;
    return true;
  }

  /** Whether there is more to send, or another client to send as, now that everything was fetched. */
  private async resumes(before: Owner): Promise<boolean> {
    const { owner, mutations } = await this.queue.pending(this.key);
    const isLeft = owner.clientId !== before.clientId || mutations.some(isUnsent);
    // What a restore changed is in order after the pull; no other refusal passes by itself.
    const passed = this.held === null || (this.held.status === 409 && this.regains++ < 3);
    if (isLeft && passed) this.held = null;
    return isLeft && passed;
  }

  private async step(owner: Owner, unsent: Queued[]): Promise<Step> {
    if (unsent.some(({ sealed }) => sealed)) return SEALED;
    const { clientId } = owner;
    // A server that forgets every client at once must not be given one after the other.
    if (!clientId && this.registrations++ > 1) return { ok: false, status: 503, code: "client-forgotten" };
    if (!clientId) return this.register(owner.registration);
    const epoch = (await this.cache.position(owner.key))?.epoch ?? null;
    // The first pull tells the epoch, without which a push could go to a server that was restored.
    return unsent.length > 0 && epoch ? this.push(clientId, epoch, unsent) : this.pull(clientId);
  }

  private async register(registration: string): Promise<Step> {
    const { userId, facilityId } = this.session;
    const answer = await this.ports.network.register(userId, registration, facilityId);
    if (!answer.ok) return answer;
    await this.queue.registered(this.key, registration, answer.value.clientId);
    return "MOVED";
  }

  private async push(clientId: string, epoch: string, unsent: Queued[]): Promise<Step> {
    const batch = this.single ? unsent.slice(0, 1) : packed(unsent);
    const answer = await this.ports.network.push(this.session.userId, {
      epoch,
      clientId,
      schemaVersion: batch[0]!.schemaVersion,
      mutations: batch.map(wire),
    });
    if (answer.ok) {
      this.single = false;
      await this.queue.answered(this.key, clientId, answer.value.results, answer.value.epoch);
      this.ports.answered?.();
      return answer.value.results.length > 0 ? "MOVED" : { ok: false, status: 503, code: "no-results" };
    }
    return this.refused(clientId, batch, answer);
  }

  private async refused(clientId: string, batch: Queued[], answer: Failure): Promise<Step> {
    switch (answer.code) {
      case "client-revoked":
        await this.queue.quarantine(this.key, clientId, answer.code);
        return "MOVED";
      case "not-found":
        await this.queue.forgotten(this.key, clientId, this.ports.uuid());
        return "MOVED";
      case "mid-reused":
        if (batch.length === 1) {
          await this.queue.reused(this.key, clientId, batch[0]!.mid, this.ports.uuid());
          this.single = false;
          return "MOVED";
        }
        this.single = true;
        return "MOVED";
      default:
        // One bad mutation must not hold up those before it.
        if ([400, 413, 422, 426, 500].includes(answer.status) && batch.length > 1) {
          this.single = true;
          return "MOVED";
        }
        return answer;
    }
  }

  private async pull(clientId: string): Promise<Step> {
    const position = await this.cache.positionFor(this.key, clientId);
    const cursor = nextCursor(position);
    const offlineSeconds = this.outage.seconds();
    const request = { clientId, cursor, ...(offlineSeconds ? { offlineSeconds } : {}) };
    const answer = await this.ports.network.pull(this.session.userId, request);
    if (answer.ok) this.outage.told();
    // A cursor that the server doesn't take, as after its key was changed, is no reason to see nothing.
    if (!answer.ok && (answer.status !== 400 || cursor === null)) return this.refused(clientId, [], answer);
    const page = answer.ok ? answer.value : RESET;
    const staged = await this.cache.stage(this.key, clientId, position.step, page, this.ports.now());
    if (staged !== "FLIPPED") return "MOVED";
    await this.queue.settle(this.key, clientId, page.lastMid, page.epoch, this.ports.uuid());
    return "FLIPPED";
  }
}

function isRefusal({ status }: Failure): boolean {
  return (status >= 400 && status < 500 && status !== 401 && status !== 429) || status === 500;
}

/** As many as one push may hold, all of the first one's version. */
function packed(unsent: Queued[]): Queued[] {
  const batch: Queued[] = [];
  let size = 0;
  for (const mutation of unsent.slice(0, MAX_MUTATIONS)) {
    size += bytes(wire(mutation)) + 1;
    if (batch.length > 0 && (size > MAX_BYTES || mutation.schemaVersion !== batch[0]!.schemaVersion)) break;
    batch.push(mutation);
  }
  return batch;
}

function wire({ mid, name, args, occurredAt }: Queued): WireMutation {
  return { mid, name, args, occurredAt };
}

/** Of its JSON in UTF-8; each UTF-16 unit is at most 3. */
export function bytes(value: unknown): number {
  const text = JSON.stringify(value);
  let size = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) size += unit > 0x7ff ? 2 : 1;
  }
  return size;
}
