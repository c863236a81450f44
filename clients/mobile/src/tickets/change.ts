import type { Forecast, Ticket, TicketStep } from "./live.ts";

/** Below this a range hasn't moved, to a person. */
const MOVED_MS = 5 * 60_000;

export type Change =
  | { kind: "LATER" | "EARLIER"; minutes: number; at: string }
  | { kind: "MORE_AHEAD"; people: number; at: string };

/** The step that a person waits for now: called before waiting before held; the last where all have ended. */
export function presentStep(ticket: Ticket): TicketStep | undefined {
  const rank = { CALLED: 0, SERVING: 1, WAITING: 2, ON_HOLD: 3 } as Record<string, number>;
  const entered = ticket.steps.filter(({ entryId }) => entryId);
  const open = entered.filter(({ state }) => (state ?? "") in rank);
  if (open.length === 0) return entered.at(-1) ?? ticket.steps[0];
  return open.sort((a, b) => rank[a.state!]! - rank[b.state!]!)[0];
}

/** What is different for who waits, between two looks at the same step; null where it is about as it was. */
export function changeBetween(before: TicketStep, after: TicketStep, at: string): Change | null {
  if (before.entryId !== after.entryId || after.state !== "WAITING" || before.state !== "WAITING") return null;
  const moved = middle(after.forecast) - middle(before.forecast);
  if (Math.abs(moved) >= MOVED_MS) {
    const minutes = Math.round(Math.abs(moved) / 300_000) * 5;
    return { kind: moved > 0 ? "LATER" : "EARLIER", minutes, at };
  }
  const people = (after.peopleAhead ?? 0) - (before.peopleAhead ?? 0);
  return people > 0 && before.peopleAhead != null ? { kind: "MORE_AHEAD", people, at } : null;
}

function middle(forecast: Forecast | null | undefined): number {
  const at = forecast?.start?.p50;
  return at ? Date.parse(at) : Number.NaN;
}

/** Against {@code before} of this device: what to say from now on of each visit. */
export function changesOf(
  before: readonly { visitId: string; step: TicketStep; change: Change | null }[],
  tickets: readonly Ticket[],
): { visitId: string; step: TicketStep; change: Change | null }[] {
  return tickets.flatMap((ticket) => {
    const step = presentStep(ticket);
    if (!step) return [];
    const known = before.find(({ visitId }) => visitId === ticket.visitId);
    if (known?.step.entryId !== step.entryId) return [{ visitId: ticket.visitId, step, change: null }];
    const change = changeBetween(known!.step, step, ticket.asOf);
    // What it is compared with stays until something has moved, so that small steps add up.
    return [change ? { visitId: ticket.visitId, step, change } : { ...known!, step: settled(known!.step, step) }];
  });
}

/** Where fewer are ahead, later arrivals are counted from there; times stay those that were told. */
function settled(told: TicketStep, now: TicketStep): TicketStep {
  return {
    ...told,
    peopleAhead: now.peopleAhead ?? null,
    state: now.state ?? null,
    forecast: told.forecast ?? now.forecast ?? null,
  };
}
