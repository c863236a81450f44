import type { OfflineTicket } from "@careturn/sync";
import { type Person, refuse, registration } from "../../patients/register.ts";
import { desk } from "../../sync/desk.ts";
import { one, type Urgency } from "../../sync/rows.ts";
import { uuid7 } from "../../sync/uuid.ts";

export interface Wish {
  facilityId: string;
  patient: Person;
  /** The queues of the way; those of one list at the same time. */
  steps: string[][];
  urgency: Urgency;
  /** Needed while the facility is closed. */
  reason: string;
  /** What the patient says; may be empty. */
  reasonForComing: string;
}

export interface Given {
  visitId: string;
  /** One for each queue of the first step. */
  entryIds: string[];
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
export async function walkIn({ facilityId, patient, steps, urgency, reason, reasonForComing }: Wish): Promise<Given> {
  const mids: number[] = [];
  const first = steps[0]!;
  const queueId = first[0]!;
  const isKnown = "id" in patient;
  const patientId = isKnown ? patient.id : uuid7();
  const ticket = desk.isReached() ? undefined : await desk.ticketNumber(queueId);
  if (!isKnown) mids.push(await desk.act("registerPatient", registration(patientId, facilityId, patient)));
  const visitId = uuid7();
  const entryIds = first.map(() => uuid7());
  const numbered = ticket ? { leaseId: ticket.leaseId, sequence: ticket.sequence, token: ticket.token } : {};
  mids.push(
    await desk.act("takeTicket", {
      visitId,
      facilityId,
      patientId,
      steps,
      entryIds,
      urgency,
      ...(reason.trim() ? { reason: reason.trim() } : {}),
      ...(reasonForComing.trim() ? { reasonForComing: reasonForComing.trim() } : {}),
      ...numbered,
    }),
  );
  const name = isKnown ? (one(await desk.engine.rows(), "patient", patientId)?.name ?? "") : patient.name.trim();
  await refuse(mids);
  return { visitId, entryIds, patientId, name, queueId, ticket };
}

/** Takes the ticket back, as long as the patient hasn't been called; the record stays. */
export async function undoTicket({ entryIds }: Given): Promise<void> {
  for (const entryId of entryIds) await desk.act("cancelEntry", { entryId });
}
