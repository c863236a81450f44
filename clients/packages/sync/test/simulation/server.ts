import { mergeField } from "../../src/merge.ts";
import type {
  Answer,
  JsonObject,
  PullAnswer,
  PullRequest,
  PushAnswer,
  PushRequest,
  Result,
  ResultStatus,
  WireMutation,
} from "../../src/protocol.ts";

export interface ServerFaults {
  /** Takes a number when a change begins, as a sequence does, in place of one when it is committed. */
  sequenceCursor?: boolean;
  /** Judges a number that it has seen anew. */
  noStoredResults?: boolean;
  /** Goes on with the old epoch after a restore. */
  sameEpoch?: boolean;
}

interface Client {
  userId: string;
  facilityId: string;
  lastMid: number;
  results: Record<number, { payload: string; result: Result }>;
}

interface Facility {
  version: number;
  rows: Record<string, JsonObject | null>;
  changedAt: Record<string, number>;
  pruned: number;
}

interface State {
  clients: Record<string, Client>;
  registrations: Record<string, string>;
  facilities: Record<string, Facility>;
  /** What became of each mutation by its marker, each time that it was judged. */
  judged: Record<string, ResultStatus[]>;
}

const PAGE = 2;

/** What docs/sync.md promises, in memory; each request is one step, as a transaction is. */
export class ModelServer {
  private state: State = { clients: {}, registrations: {}, facilities: {}, judged: {} };
  private backup: string | null = null;
  private epoch = 1;
  private made = 0;
  readonly revoked = new Set<string>();
  /** Pushes under somebody else's name; there must be none. */
  readonly foreign: string[] = [];
  private readonly faults: ServerFaults;
  private readonly random: () => number;
  restored = false;
  isHealed = false;

  constructor(faults: ServerFaults, random: () => number) {
    this.faults = faults;
    this.random = random;
  }

  register(userId: string, key: string, facilityId: string): Answer<{ clientId: string }> {
    const known = this.state.registrations[key];
    if (known) return { ok: true, value: { clientId: known } };
    const clientId = `client-${++this.made}`;
    this.state.registrations[key] = clientId;
    this.state.clients[clientId] = { userId, facilityId, lastMid: 0, results: {} };
    return { ok: true, value: { clientId } };
  }

  push(userId: string, request: PushRequest): Answer<PushAnswer> {
    const client = this.state.clients[request.clientId];
    if (client && client.userId !== userId) this.foreign.push(`${request.clientId} as ${userId}`);
    if (!client || client.userId !== userId) return refused(404, "not-found");
    if (this.revoked.has(request.clientId)) return refused(403, "client-revoked");
    if (request.epoch !== this.epochText()) return refused(409, "epoch-changed");
    const results: Result[] = [];
    for (const mutation of request.mutations) {
      if (!this.isHealed && this.random() < 0.01) return refused(503, "unavailable");
      const answer = this.judgeOnce(client, mutation);
      if ("ok" in answer) return answer;
      results.push(answer);
    }
    return { ok: true, value: { results, lastMid: client.lastMid, epoch: this.epochText() } };
  }

  private judgeOnce(client: Client, mutation: WireMutation): Result | ReturnType<typeof refused> {
    const payload = JSON.stringify([mutation.name, mutation.args]);
    const stored = client.results[mutation.mid];
    if (mutation.mid <= client.lastMid && stored && !this.faults.noStoredResults) {
      return stored.payload === payload ? stored.result : refused(409, "mid-reused");
    }
    if (mutation.mid > client.lastMid + 1) return refused(409, "gap");
    const [status, code, key] = this.judge(client.facilityId, mutation);
    const row = key ? this.facility(client.facilityId).rows[key] : null;
    const current = key && row ? { kind: "thing", id: key, row } : null;
    const result = { mid: mutation.mid, status, code, detail: null, facts: {}, current };
    client.results[mutation.mid] = { payload, result };
    client.lastMid = Math.max(client.lastMid, mutation.mid);
    const marker = String(mutation.args.marker);
    this.state.judged[marker] = [...this.judged(marker), status];
    return result;
  }

  private judge(facilityId: string, { name, args }: WireMutation): [ResultStatus, string | null, string] {
    const id = String(args.id);
    const row = this.facility(facilityId).rows[id];
    switch (name) {
      case "count":
        this.write(facilityId, id, { n: Number(row?.n ?? 0) + 1 });
        return ["APPLIED", null, id];
      case "take":
        if (row) return ["REJECTED", "slot-taken", id];
        this.write(facilityId, id, { by: args.by! });
        return ["APPLIED", null, id];
      case "drop":
        if (!row) return ["NOOP", null, id];
        this.write(facilityId, id, null);
        return ["APPLIED", null, id];
      case "field": {
        const { value, verdict } = mergeField("single", row?.value ?? null, args.base!, args.new!);
        if (verdict === "APPLIED") this.write(facilityId, id, { value });
        return [verdict === "CONFLICT" ? "MERGED" : (verdict as "APPLIED" | "NOOP"), null, id];
      }
      default:
        return ["REJECTED", "invalid-request", id];
    }
  }

  pull(userId: string, { clientId, cursor }: PullRequest): Answer<PullAnswer> {
    const client = this.state.clients[clientId];
    if (!client || client.userId !== userId) return refused(404, "not-found");
    if (this.revoked.has(clientId)) return refused(403, "client-revoked");
    const facility = this.facility(client.facilityId);
    // A first reading of several pages misses nothing that was deleted before it began.
    const [epoch, of, from, begun] =
      cursor === null ? [this.epochText(), clientId, -1, facility.version] : JSON.parse(cursor);
    if (of !== clientId) return refused(400, "invalid-request");
    const now = { version: facility.version, epoch: this.epochText(), lastMid: client.lastMid };
    if (epoch !== this.epochText() || from > facility.version || begun < facility.pruned) {
      return { ok: true, value: { ...now, reset: true, changes: [], tombstones: [], cursor: null, hasMore: false } };
    }
    const keys = Object.keys(facility.changedAt)
      .filter((key) => facility.changedAt[key]! > from)
      .sort((one, other) => facility.changedAt[one]! - facility.changedAt[other]!);
    const page = keys.slice(0, PAGE);
    const hasMore = keys.length > PAGE;
    const to = hasMore ? facility.changedAt[page.at(-1)!]! : facility.version;
    const rows = page.map((id) => ({ kind: "thing", id, row: facility.rows[id]! }));
    return {
      ok: true,
      value: {
        ...now,
        reset: false,
        changes: rows.filter(({ row }) => row !== null),
        tombstones: rows.filter(({ row }) => row === null).map(({ kind, id }) => ({ kind, id })),
        cursor: JSON.stringify([this.epochText(), clientId, to, hasMore ? begun : to]),
        hasMore,
      },
    };
  }

  /** Somebody's change that isn't synchronised; gives what commits it. */
  begin(facilityId: string, id: string, value: string): () => void {
    const version = this.faults.sequenceCursor ? ++this.facility(facilityId).version : undefined;
    const begun = this.epoch;
    return () => {
      if (begun === this.epoch) this.write(facilityId, id, { value }, version);
    };
  }

  prune(facilityId: string): void {
    this.facility(facilityId).pruned = this.facility(facilityId).version;
  }

  revoke(clientId: string): void {
    this.revoked.add(clientId);
  }

  save(): void {
    this.backup = JSON.stringify(this.state);
  }

  restore(): void {
    if (!this.backup) return;
    this.state = JSON.parse(this.backup);
    this.restored = true;
    if (!this.faults.sameEpoch) this.epoch++;
  }

  rows(facilityId: string): Record<string, JsonObject> {
    const rows = Object.entries(this.facility(facilityId).rows).filter(([, row]) => row !== null);
    return Object.fromEntries(rows) as Record<string, JsonObject>;
  }

  judged(marker: string): ResultStatus[] {
    return this.state.judged[marker] ?? [];
  }

  clientOf(registration: string): string | undefined {
    return this.state.registrations[registration];
  }

  private epochText(): string {
    return `epoch-${this.epoch}`;
  }

  private facility(id: string): Facility {
    this.state.facilities[id] ??= { version: 0, rows: {}, changedAt: {}, pruned: 0 };
    return this.state.facilities[id];
  }

  private write(facilityId: string, id: string, row: JsonObject | null, begun?: number): void {
    const facility = this.facility(facilityId);
    const version = begun ?? ++facility.version;
    facility.rows[id] = row;
    facility.changedAt[id] = Math.max(version, facility.changedAt[id] ?? 0);
  }
}

function refused(status: number, code: string): { ok: false; status: number; code: string } {
  return { ok: false, status, code };
}
