export type Finding = "GOOD" | "WARN" | "BAD" | "UNKNOWN";

/** Rows of the audit log are sealed every few seconds; after this time something is wrong, milliseconds. */
const SEAL_MS = 10 * 60_000;

export function sealFinding(oldestUnsealed: string | null, now: number): Finding {
  return oldestUnsealed && now - Date.parse(oldestUnsealed) > SEAL_MS ? "WARN" : "GOOD";
}

export function sum(counts: readonly { state: string; messages: number }[], states: readonly string[]): number {
  return counts.filter(({ state }) => states.includes(state)).reduce((all, { messages }) => all + messages, 0);
}
