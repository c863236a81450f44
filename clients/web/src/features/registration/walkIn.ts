import type { OfflineTicket } from "@careturn/sync";
import { type Person, refuse, registration } from "../../patients/register.ts";
import { desk } from "../../sync/desk.ts";
import { one, type Urgency } from "../../sync/rows.ts";
import { uuid7 } from "../../sync/uuid.ts";

export interface Wish {
  facilityId: string;
  patient: Person;
  queueId: string;
  urgency: Urgency;
  /** Needed while the facility is closed. */
  reason: string;
}

export interface Given {
  visitId: string;
  entryId: string;
  patientId: string;
  name: string;
  queueId: string;
  /** Out of this computer's range; without, the server gives the number. */
  ticket: OfflineTicket | undefined;
}

/**
 * Registers where needed and takes a ticket. It is kept here at once; the number comes from the server where that is
 * reached, else from the range that this computer holds.
 *
 * @throws NotTaken where the server has refused it by now; NotSaved where it couldn't be kept
 */
export async function walkIn({ facilityId, patient, queueId, urgency, reason }: Wish): Promise<Given> {
  const mids: number[] = [];
  const isKnown = "id" in patient;
  const patientId = isKnown ? patient.id : uuid7();
  const ticket = desk.isReached() ? undefined : await desk.ticketNumber(queueId);
  if (!isKnown) mids.push(await desk.act("registerPatient", registration(patientId, facilityId, patient)));
  const [visitId, entryId] = [uuid7(), uuid7()];
  const numbered = ticket ? { leaseId: ticket.leaseId, sequence: ticket.sequence, token: ticket.token } : {};
  mids.push(
    await desk.act("takeTicket", {
      visitId,
      facilityId,
      patientId,
      steps: [[queueId]],
      entryIds: [entryId],
      urgency,
      ...(reason.trim() ? { reason: reason.trim() } : {}),
      ...numbered,
    }),
  );
  const name = isKnown ? (one(await desk.engine.rows(), "patient", patientId)?.name ?? "") : patient.name.trim();
  await refuse(mids);
  return { visitId, entryId, patientId, name, queueId, ticket };
}

/** Takes the ticket back, as long as the patient hasn't been called; the record stays. */
export async function undoTicket({ entryId }: Given): Promise<void> {
  await desk.act("cancelEntry", { entryId });
}
