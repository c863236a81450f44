import type { Rows } from "@careturn/sync";

/** The rows that a pull gives to a patient (docs/sync.md), as far as screens use them. */
export type EntryState =
  | "WAITING"
  | "CALLED"
  | "SERVING"
  | "ON_HOLD"
  | "SERVED"
  | "NO_SHOW"
  | "CANCELLED"
  | "LEFT"
  | "TRANSFERRED";

export interface EntryRow {
  id: string;
  queueId: string;
  visitId: string;
  patientId: string;
  ticketNumber?: string | null;
  state: EntryState;
  arrivedAt: string;
  calledAt?: string | null;
  callId?: string | null;
  endedAt?: string | null;
  expectedAt?: string | null;
}

export interface VisitRow {
  id: string;
  patientId: string;
  serviceDay?: string;
  ticketNumber?: string | null;
  arrivedAt: string;
  endedAt?: string | null;
}

export interface AppointmentRow {
  id: string;
  serviceId: string;
  doctorId: string;
  patientId: string;
  start: string;
  end?: string;
  status: "PROPOSED" | "BOOKED" | "CHECKED_IN" | "FULFILLED" | "NOSHOW" | "CANCELLED";
  expectedAt?: string | null;
  visitId?: string | null;
}

export interface PatientRow {
  id: string;
  name: string;
  birthDate?: string | null;
  birthPrecision?: "DAY" | "MONTH" | "YEAR" | null;
  contactPhone?: string | null;
  otherPhones?: string[];
  sex?: "FEMALE" | "MALE" | "OTHER" | "UNKNOWN" | null;
  language?: string | null;
  address?: string | null;
  allergies?: { text: string; criticality: string | null }[];
}

export interface Kinds {
  entry: EntryRow;
  visit: VisitRow;
  patient: PatientRow;
  appointment: AppointmentRow;
}

export function all<K extends keyof Kinds>(rows: Rows, kind: K): Kinds[K][] {
  return rows.all(kind) as unknown as Kinds[K][];
}

export function one<K extends keyof Kinds>(rows: Rows, kind: K, id: string | null | undefined): Kinds[K] | undefined {
  return id ? (rows.get(kind, id) as unknown as Kinds[K] | undefined) : undefined;
}
