import type { OfflineTicket } from "@careturn/sync";
import { answered } from "../../sync/answered.ts";
import { desk } from "../../sync/desk.ts";
import { one, type Urgency } from "../../sync/rows.ts";
import { uuid7 } from "../../sync/uuid.ts";
import type { Born } from "./born.ts";

export interface NewPerson {
  name: string;
  phone: string;
  born: Born | null;
}

export interface Wish {
  facilityId: string;
  /** Known already, or to be registered. */
  patient: { id: string } | NewPerson;
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

/** The server refused, with its code. */
export class NotTaken extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export function registration(id: string, facilityId: string, { name, phone, born }: NewPerson) {
  return { id, facilityId, name: name.trim(), ...(phone.trim() ? { contactPhone: phone.trim() } : {}), ...born };
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

/** Who is at the desk reads the refusal at once; it needn't wait in the inbox. */
async function refuse(mids: readonly number[]): Promise<void> {
  // Sent in their order: with the last one answered, all are.
  const result = await answered(mids.at(-1)!);
  if (result?.status !== "REJECTED") return;
  const items = (await desk.engine.inbox()).filter(({ mutation }) => mutation && mids.includes(mutation.mid));
  for (const item of items) await desk.engine.dismiss(item);
  // The first says why; those after it lacked what it would have made.
  throw new NotTaken(items[0]?.code ?? result.code ?? "REJECTED");
}

/** Takes the ticket back, as long as the patient hasn't been called; the record stays. */
export async function undoTicket({ entryId }: Given): Promise<void> {
  await desk.act("cancelEntry", { entryId });
}

/** The id of who is known, or of who is registered now; for what the server must know first. */
export async function registered(facilityId: string, person: Wish["patient"]): Promise<string> {
  if ("id" in person) return person.id;
  const id = uuid7();
  await refuse([await desk.act("registerPatient", registration(id, facilityId, person))]);
  return id;
}
