import type { JsonObject, PullAnswer } from "./protocol.ts";
import type { Store, Tx } from "./storage/store.ts";

/** Where a pull goes on, and for whom the rows were read. */
export interface Position {
  /** Whose cursor it is. */
  clientId: string;
  cursor: string | null;
  /** Counts what changed here, as two cursors may look the same. */
  step: number;
  epoch: string | null;
  /** The client's mutations up to this one are in the rows. */
  lastMid: number;
  lastMidOf: string | null;
  /** When the server was last heard, by this device's clock. */
  contactAt: number | null;
  /** Pages of a pull that isn't finished. */
  stage: { cursor: string | null; fresh: boolean; pages: number } | null;
}

export type Base = Map<string, Map<string, JsonObject>>;

export type Staged = "STALE" | "MORE" | "FLIPPED";

type Page = Pick<PullAnswer, "changes" | "tombstones">;

const positionAt = (owner: string) => `position/${owner}`;
const rowAt = (owner: string, kind: string, id: string) => `row/${owner}/${kind}/${id}`;

/** What the server told last. All of it can be read anew, so an upgrade throws it away and touches no mutation. */
export class Cache {
  protected readonly store: Store;
  private readonly version: number;

  /** @param version another number empties the cache that an older version left */
  constructor(store: Store, version = 1) {
    this.store = store;
    this.version = version;
  }

  open(): Promise<void> {
    return this.store.transact(async (tx) => {
      if ((await tx.get("version")) === this.version) return;
      await tx.deleteAll("");
      await tx.put("version", this.version);
    });
  }

  async position(owner: string): Promise<Position | undefined> {
    return this.store.transact((tx) => tx.get<Position>(positionAt(owner)));
  }

  /** Where this client goes on: a new client can't use the cursor of another. */
  positionFor(owner: string, clientId: string): Promise<Position> {
    return this.store.transact(async (tx) => {
      const known = await tx.get<Position>(positionAt(owner));
      if (known?.clientId === clientId) return known;
      const stage = { cursor: null, fresh: true, pages: 0 };
      const before = known ?? { step: 0, epoch: null, lastMid: 0, lastMidOf: null, contactAt: null };
      const position = { ...before, step: before.step + 1, clientId, cursor: null, stage };
      await tx.deleteAll(`stage/${owner}/`);
      await tx.put(positionAt(owner), position);
      return position;
    });
  }

  /**
   * Keeps a page; with the last, all of them replace the rows at once. A page that isn't the next one (another tab was
   * faster) changes nothing.
   *
   * @param asked the step at which the page was asked for
   */
  stage(owner: string, clientId: string, asked: number, page: PullAnswer, now: number): Promise<Staged> {
    return this.store.transact(async (tx) => {
      const before = await tx.get<Position>(positionAt(owner));
      if (!before || !this.isNext(before, clientId, asked)) return "STALE";
      const position = { ...before, step: before.step + 1 };
      const stage = position.stage ?? { cursor: position.cursor, fresh: position.cursor === null, pages: 0 };
      if (page.reset) {
        await tx.deleteAll(`stage/${owner}/`);
        await tx.put(positionAt(owner), { ...position, stage: { cursor: null, fresh: true, pages: 0 } });
        return "MORE";
      }
      const { changes, tombstones, cursor, epoch, lastMid } = page;
      if (page.hasMore) {
        await tx.put(`stage/${owner}/${String(stage.pages).padStart(8, "0")}`, { changes, tombstones });
        await tx.put(positionAt(owner), { ...position, stage: { ...stage, cursor, pages: stage.pages + 1 } });
        return "MORE";
      }
      if (stage.fresh) await tx.deleteAll(`row/${owner}/`);
      for (const [, staged] of await tx.list<Page>(`stage/${owner}/`)) await apply(tx, owner, staged);
      await apply(tx, owner, page);
      await tx.deleteAll(`stage/${owner}/`);
      const { step } = position;
      const flipped = { clientId, step, cursor, epoch, lastMid, lastMidOf: clientId, contactAt: now, stage: null };
      await tx.put(positionAt(owner), flipped);
      return "FLIPPED";
    });
  }

  rows(owner: string): Promise<{ base: Base; position: Position | undefined }> {
    return this.store.transact(async (tx) => {
      const base: Base = new Map();
      for (const [key, row] of await tx.list<JsonObject>(`row/${owner}/`)) {
        const [kind, id] = key.slice(`row/${owner}/`.length).split("/") as [string, string];
        let rows = base.get(kind);
        if (!rows) {
          rows = new Map();
          base.set(kind, rows);
        }
        rows.set(id, row);
      }
      return { base, position: await tx.get<Position>(positionAt(owner)) };
    });
  }

  /** At sign-out: the day's data leaves the computer. */
  wipe(owner: string): Promise<void> {
    return this.store.transact(async (tx) => {
      for (const place of ["row", "stage"]) await tx.deleteAll(`${place}/${owner}/`);
      await tx.delete(positionAt(owner));
    });
  }

  /** What others were told here leaves, too, where they went without signing out. */
  async wipeOthers(userId: string): Promise<void> {
    const owners = await this.store.transact(async (tx) =>
      (await tx.list(`position/`)).map(([at]) => at.slice("position/".length)),
    );
    for (const owner of owners) if (!owner.startsWith(`${userId}.`)) await this.wipe(owner);
  }

  protected isNext(position: Position, clientId: string, asked: number): boolean {
    return position.clientId === clientId && position.step === asked;
  }
}

export function nextCursor({ stage, cursor }: Position): string | null {
  return stage ? stage.cursor : cursor;
}

async function apply(tx: Tx, owner: string, { changes, tombstones }: Page): Promise<void> {
  await tx.putAll(changes.map(({ kind, id, row }) => [rowAt(owner, kind, id), row] as const));
  for (const { kind, id } of tombstones) await tx.delete(rowAt(owner, kind, id));
}
