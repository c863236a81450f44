import type { Urgency } from "../sync/rows.ts";

/** Most urgent first. */
export const URGENCIES: readonly Urgency[] = ["IMMEDIATE", "EMERGENT", "URGENT", "LESS_URGENT", "NON_URGENT"];
