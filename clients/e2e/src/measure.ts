import { test } from "@playwright/test";

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Into the report, and to whoever looks on. */
export function note(type: string, description: string): void {
  test.info().annotations.push({ type, description });
  process.stdout.write(`${test.info().title}: ${type} ${description}\n`);
}
