import type { JsonObject, Result } from "@careturn/sync";
import { desk } from "./desk.ts";

const PATIENCE_MS = 4_000;

/** The server's word on mutation {@code mid}; null where it isn't known soon, as without a network. */
export function answered(mid: number): Promise<Result | null> {
  return new Promise((resolve) => {
    const stops: (() => void)[] = [];
    const end = (result: Result | null) => {
      for (const stop of stops) stop();
      resolve(result);
    };
    const look = () => {
      const word = wordOn(mid);
      if (word) end(word.result);
    };
    const timer = setTimeout(() => end(null), PATIENCE_MS);
    stops.push(desk.subscribe(look), () => clearTimeout(timer));
    look();
  });
}

/** Undefined while there is a point in waiting. */
function wordOn(mid: number): { result: Result | null } | undefined {
  const { pending, inbox } = desk.get();
  const refused = inbox.find(({ mutation }) => mutation?.mid === mid)?.mutation?.result;
  const result = pending.find((one) => one.mid === mid)?.result ?? refused;
  if (result) return { result };
  return desk.isReached() ? undefined : { result: null };
}

/** A refusal that is read at once needn't wait in the inbox. */
export async function seen(mid: number): Promise<void> {
  const item = (await desk.engine.inbox()).find(({ mutation }) => mutation?.mid === mid);
  if (item) await desk.engine.dismiss(item);
}

/** A time that is free instead of one that somebody else has. */
export interface Alternative {
  doctorId: string;
  start: string;
  end: string;
}

/** Other times that a refusal of a booking names. */
export function alternativesOf(facts: JsonObject | undefined): Alternative[] {
  const listed = facts?.alternatives;
  return Array.isArray(listed) ? (listed as unknown as Alternative[]) : [];
}
