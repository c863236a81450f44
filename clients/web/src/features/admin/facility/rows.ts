import type { Values } from "../kit/fields.ts";

/** Of fields that are numbered by their line, the last line with something in it; -1 for none. */
export function lastRow(values: Values): number {
  const used = Object.entries(values)
    .filter(([, value]) => value)
    .map(([name]) => Number(name.replace(/\D+/, "")));
  return Math.max(-1, ...used);
}

/** The lines that are used. */
export const usedRows = (values: Values): number[] => Array.from({ length: lastRow(values) + 1 }, (_, index) => index);
