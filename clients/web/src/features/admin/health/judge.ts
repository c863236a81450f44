import type { Schemas } from "@careturn/api";

export type Finding = "GOOD" | "WARN" | "BAD" | "UNKNOWN";

/** Rows of the audit log are sealed every few seconds; after this time something is wrong, milliseconds. */
const SEAL_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;

export function sealFinding(oldestUnsealed: string | null, now: number): Finding {
  return oldestUnsealed && now - Date.parse(oldestUnsealed) > SEAL_MS ? "WARN" : "GOOD";
}

export function sum(counts: readonly { state: string; messages: number }[], states: readonly string[]): number {
  return counts.filter(({ state }) => states.includes(state)).reduce((all, { messages }) => all + messages, 0);
}

export type BackupTrouble = "NONE" | "NOBODY" | "BEHIND" | "OLD" | "TRIAL_FAILED" | "UNTRIED";

/** The worst of what is wrong with the backups: a copy a day, nothing missing for long, one restored for trial a week. */
export function backupTrouble(backups: Schemas["BackupState"], at: string): BackupTrouble {
  if (backups.by === "OWN_DATABASE" && !backups.completeUntil) return "NONE";
  if (backups.by === "NOBODY") return "NOBODY";
  const age = (when: string | null | undefined) =>
    when ? Date.parse(at) - Date.parse(when) : Number.POSITIVE_INFINITY;
  if (age(backups.completeUntil) > 10 * 60_000) return "BEHIND";
  if (backups.lastTrialGood === false) return "TRIAL_FAILED";
  if (age(backups.lastCopyAt) > 26 * HOUR_MS) return "OLD";
  return age(backups.lastTrialAt) > 10 * 24 * HOUR_MS ? "UNTRIED" : "NONE";
}

/** A disk that is nearly full stops the database. */
export function diskFinding({ freeBytes, totalBytes }: Schemas["DiskHealth"]): Finding {
  const part = freeBytes / Math.max(1, totalBytes);
  if (freeBytes < 1e9 || part < 0.03) return "BAD";
  return freeBytes < 5e9 || part < 0.1 ? "WARN" : "GOOD";
}
