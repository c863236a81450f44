import type { Base } from "./cache.ts";
import type { JsonObject } from "./protocol.ts";

/** Rows as they will be: what the server told, and over it what waits here. */
export class Rows {
  private readonly base: Base;
  private readonly over: Map<string, Map<string, JsonObject | null>> = new Map();
  /** How a row looked before each version that a mutation here gives it. */
  private readonly former: Map<string, JsonObject> = new Map();

  constructor(base: Base) {
    this.base = base;
  }

  get(kind: string, id: string): JsonObject | undefined {
    const over = this.over.get(kind)?.get(id);
    return over === null ? undefined : (over ?? this.base.get(kind)?.get(id));
  }

  all(kind: string): JsonObject[] {
    const ids = new Set([...(this.base.get(kind)?.keys() ?? []), ...(this.over.get(kind)?.keys() ?? [])]);
    return [...ids].map((id) => this.get(kind, id)).filter((row) => row !== undefined);
  }

  /** Ids of rows that wait for the server. */
  pending(kind: string): Set<string> {
    return new Set(this.over.get(kind)?.keys());
  }

  put(kind: string, id: string, row: JsonObject): void {
    this.set(kind, id, row);
  }

  /** Changes a row where there is one. */
  change(kind: string, id: string, fields: JsonObject): void {
    const row = this.get(kind, id);
    if (row) this.set(kind, id, { ...row, ...fields });
  }

  /** Changes a row as the server will: its version goes up, and {@link revert} finds what it was before. */
  advance(kind: string, id: string, fields: JsonObject): void {
    const row = this.get(kind, id);
    if (row) this.succeed(kind, id, row, { ...row, ...fields });
  }

  /** Takes back what gave a row its version; false where it wasn't done here, or isn't the last. */
  revert(kind: string, id: string, version: number): boolean {
    const former = this.former.get(`${kind}/${id}/${version}`);
    const row = this.get(kind, id);
    if (!former || row?.version !== version) return false;
    this.succeed(kind, id, row, former);
    return true;
  }

  private succeed(kind: string, id: string, row: JsonObject, next: JsonObject): void {
    const version = Number(row.version ?? 0) + 1;
    this.former.set(`${kind}/${id}/${version}`, row);
    this.set(kind, id, { ...next, version });
  }

  delete(kind: string, id: string): void {
    this.set(kind, id, null);
  }

  private set(kind: string, id: string, row: JsonObject | null): void {
    let rows = this.over.get(kind);
    if (!rows) {
      rows = new Map();
      this.over.set(kind, rows);
    }
    rows.set(id, row);
  }
}
