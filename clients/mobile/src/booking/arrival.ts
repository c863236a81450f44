/** When one may check in, by the service's rule and this device's clock; the server decides. */
export interface Arrival {
  state: "FAR" | "SOON" | "OPEN" | "OVER";
  from: string;
}

const SOON_MS = 18 * 3_600_000;

export function windowOf(
  start: string,
  rule: { checkInBeforeMinutes: number; checkInAfterMinutes: number } | undefined,
  now: number,
): Arrival | null {
  if (!rule) return null;
  const from = Date.parse(start) - rule.checkInBeforeMinutes * 60_000;
  const until = Date.parse(start) + rule.checkInAfterMinutes * 60_000;
  const state = now > until ? "OVER" : now >= from ? "OPEN" : from - now < SOON_MS ? "SOON" : "FAR";
  return { state, from: new Date(from).toISOString() };
}
