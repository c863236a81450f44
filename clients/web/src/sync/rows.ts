import type { Rows } from "@careturn/sync";

/** The rows that a pull gives to staff (docs/sync.md), as far as screens use them. */
export type Urgency = "IMMEDIATE" | "EMERGENT" | "URGENT" | "LESS_URGENT" | "NON_URGENT";
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

export interface FacilityRow {
  id: string;
  name: string;
  timeZone: string;
  serviceDay: string;
  /** Where they have names of the facility's own. */
  urgencies?: Partial<Record<Urgency, string>>;
}

export interface QueueRow {
  id: string;
  serviceId: string;
  serviceName: string;
  prefix: string;
  policy: string;
  open: boolean;
  maxWaiting: number;
}

export interface RoomRow {
  id: string;
  name: string;
  active: boolean;
}

/** A way through the house: what stands in one list is waited for at the same time. */
export interface RouteRow {
  id: string;
  name: string;
  steps: string[][];
}

export interface EntryRow {
  id: string;
  queueId: string;
  visitId: string;
  patientId: string;
  /** Null until the server has given one. */
  ticketNumber?: string | null;
  state: EntryState;
  urgency: Urgency;
  since: string;
  tie?: number;
  credits?: { code: string; minutes: number }[];
  arrivedAt: string;
  bookedAt?: string | null;
  boundDoctorId?: string | null;
  callId?: string | null;
  calledAt?: string | null;
  startedAt?: string | null;
  endedAt?: string | null;
  missedCalls?: number;
  version?: number;
  /** A move that waits here: behind which entry; null for the first place. */
  movedAfter?: string | null;
}

export interface VisitRow {
  id: string;
  patientId: string;
  ticketNumber?: string | null;
  token?: string | null;
  arrivedAt: string;
  endedAt?: string | null;
}

export interface CallRow {
  id: string;
  entryId: string;
  deskSessionId: string;
  roomId: string;
  calledAt: string;
  recalls: number;
}

export interface DeskSessionRow {
  id: string;
  accountId: string;
  role: string;
  roomId: string;
  queueIds: string[];
  state: "ACTIVE" | "ON_BREAK" | "CLOSED";
  callSlots: number;
  breakReason?: string | null;
  breakUntil?: string | null;
}

export interface PatientRow {
  id: string;
  name: string;
  identified?: boolean;
  birthDate?: string | null;
  birthPrecision?: "DAY" | "MONTH" | "YEAR" | null;
  contactPhone?: string | null;
  sex?: string | null;
  language?: string | null;
  priorityGroups?: string[];
  aliases?: string[];
}

export interface AppointmentRow {
  id: string;
  serviceId: string;
  doctorId: string;
  patientId: string;
  start: string;
  end?: string;
  day?: string;
  status: AppointmentStatus;
  /** When the patient said that he will come. */
  confirmedAt?: string | null;
  visitId?: string | null;
}

export type AppointmentStatus = "PROPOSED" | "BOOKED" | "CHECKED_IN" | "FULFILLED" | "NOSHOW" | "CANCELLED";

export interface Kinds {
  facility: FacilityRow;
  queue: QueueRow;
  room: RoomRow;
  route: RouteRow;
  entry: EntryRow;
  visit: VisitRow;
  call: CallRow;
  desk_session: DeskSessionRow;
  patient: PatientRow;
  appointment: AppointmentRow;
}

export function all<K extends keyof Kinds>(rows: Rows, kind: K): Kinds[K][] {
  return rows.all(kind) as unknown as Kinds[K][];
}

export function one<K extends keyof Kinds>(rows: Rows, kind: K, id: string | null | undefined): Kinds[K] | undefined {
  return id ? (rows.get(kind, id) as unknown as Kinds[K] | undefined) : undefined;
}
