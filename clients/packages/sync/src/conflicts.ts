import type { Answer, Json, JsonObject } from "./protocol.ts";
import type { Rows } from "./view.ts";

/** Something that a person at a desk decides: values that the server didn't take, or two records of likely one person. */
export interface ConflictItem {
  id: string;
  kind: "PROFILE" | "DUPLICATE";
  patientId: string;
  /** With PROFILE: those of which the server kept its own values. */
  fields: string[];
  createdAt: string;
}

export interface ConflictDetail {
  conflict: ConflictItem & { otherPatientId: string | null };
  /** With PROFILE: what was wanted, by field. */
  wanted: Record<string, Json>;
}

/** KEEP: it stays as it is. DONE: the record was corrected, by its own addresses. */
export type Resolution = "KEEP" | "DONE";

/** These need the network: what was wanted stays on the server, and its reading is audited. */
export interface ConflictNetwork {
  conflict(userId: string, id: string): Promise<Answer<ConflictDetail>>;
  resolve(userId: string, key: string, id: string, resolution: Resolution): Promise<Answer<JsonObject>>;
}

/** The open ones, the oldest first, also without a network; one that was resolved goes with the next pull. */
export function openConflicts(rows: Rows): ConflictItem[] {
  return (rows.all("sync_conflict") as unknown as (ConflictItem & { resolvedAt: string | null })[])
    .filter(({ resolvedAt }) => !resolvedAt)
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
}
