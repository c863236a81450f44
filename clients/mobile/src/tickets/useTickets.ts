import type { Rows } from "@careturn/sync";
import { useCallback, useSyncExternalStore } from "react";
import { type Asked, known, useKnown } from "../sync/known.ts";
import { all, type EntryRow, one, type VisitRow } from "../sync/rows.ts";
import { useSnapshot, useView } from "../sync/useView.ts";
import { type Change, changesOf } from "./change.ts";
import { fetchTickets, TICKETS, type Ticket, type TicketStep } from "./live.ts";

/** Open tickets, as the server told them last, with what waits here to be sent shown on them. */
export function useTickets(): Asked<Ticket[]> {
  const asked = useKnown(TICKETS, fetchTickets);
  const { rows } = useSnapshot();
  const pending = rows.pending("entry");
  const value = asked.value?.map((ticket) => ({
    ...ticket,
    steps: ticket.steps.map((step) => (pending.has(step.entryId ?? "") ? acted(rows, step) : step)),
  }));
  return { ...asked, value };
}

/** As the patient wanted it, until the server has said how it is. */
function acted(rows: Rows, step: TicketStep): TicketStep {
  const entry = one(rows, "entry", step.entryId);
  return entry ? { ...step, state: entry.state, expectedAt: entry.expectedAt ?? null } : step;
}

type Told = { visitId: string; step: TicketStep; change: Change | null }[];

let told: Told = [];
let seen: unknown;

/** What changed last for a visit. */
export function useChange(visitId: string): Change | null {
  const tickets = useSyncExternalStore(
    known.subscribe,
    () => known.get<Ticket[]>(TICKETS)?.value,
    () => undefined,
  );
  if (tickets && tickets !== seen) {
    seen = tickets;
    told = changesOf(told, tickets);
  }
  return told.find((one) => one.visitId === visitId)?.change ?? null;
}

/** Who the visit is of, where that is somebody else. */
export function usePatientOf(visitId: string): { id: string; name: string } | undefined {
  return useView(useCallback((rows: Rows) => one(rows, "patient", one(rows, "visit", visitId)?.patientId), [visitId]));
}

export interface Ended {
  visit: VisitRow;
  entry: EntryRow | undefined;
}

/** Visits that ended in the last hours, the latest first. */
export function endedVisits(rows: Rows, since: number): Ended[] {
  const entries = all(rows, "entry");
  return all(rows, "visit")
    .filter(({ endedAt }) => endedAt && Date.parse(endedAt) >= since)
    .sort((a, b) => b.endedAt!.localeCompare(a.endedAt!))
    .map((visit) => ({
      visit,
      entry: entries
        .filter(({ visitId }) => visitId === visit.id)
        .sort((a, b) => (b.endedAt ?? b.arrivedAt).localeCompare(a.endedAt ?? a.arrivedAt))[0],
    }));
}
