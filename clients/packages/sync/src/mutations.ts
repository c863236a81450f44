import { FIELDS, mergeField } from "./merge.ts";
import type { Json, JsonObject } from "./protocol.ts";
import type { Rows } from "./view.ts";

/** Under which the server understands the mutations below; docs/sync.md. */
export const SCHEMA_VERSION = 2;

type Urgency = "IMMEDIATE" | "EMERGENT" | "URGENT" | "LESS_URGENT" | "NON_URGENT";
type Entry = { entryId: string };
type Reasoned = Entry & { reason?: string };
type Called = Entry & { callId: string };

/** What can be done without a network, by name, with what each needs. */
export interface Mutations {
  registerPatient: {
    id: string;
    facilityId: string;
    name: string;
    birthDate?: string;
    birthPrecision?: "DAY" | "MONTH" | "YEAR";
    ageYears?: number;
    contactPhone?: string;
    sex?: "FEMALE" | "MALE" | "OTHER" | "UNKNOWN";
    language?: string;
  };
  takeTicket: {
    visitId: string;
    facilityId: string;
    patientId: string;
    steps: string[][];
    entryIds: string[];
    urgency?: Urgency;
    priorityGroups?: string[];
    doctorId?: string;
    reason?: string;
    reasonForComing?: string;
    leaseId?: string;
    sequence?: number;
    token?: string;
  };
  checkIn: {
    appointmentId: string;
    facilityId: string;
    priorityGroups?: string[];
    reason?: string;
    visitId?: string;
    entryId?: string;
  };
  /** Names the visit that the check-in made. */
  undoCheckIn: { appointmentId: string; visitId: string };
  book: {
    id: string;
    serviceId: string;
    doctorId: string;
    start: string;
    patientId: string;
    reason?: string;
    overbook?: boolean;
  };
  cancelAppointment: { appointmentId: string; reason?: string };
  start: Called;
  /** What follows has the urgency that was found. */
  serve: Called & { nextUrgency?: { urgency: Urgency; reason: string } };
  noShow: Called;
  hold: Reasoned;
  resume: Entry;
  cancelEntry: Reasoned;
  leave: Reasoned;
  rejoin: Entry;
  /** Of an entry or of an appointment, one of the two; 0: he is here, or will be in time. */
  runningLate: { minutes: number; entryId?: string; appointmentId?: string };
  move: Entry & { afterEntryId?: string; reason: string };
  setUrgency: Entry & { urgency: Urgency; reason: string };
  bind: Entry & { doctorId?: string };
  transfer: Reasoned & { queueIds: string[]; returns: boolean };
  lateEntry: Entry & { startedAt: string; endedAt: string; roomId?: string };
  undo: Entry & { version: number };
  profile: { patientId: string; fields: Record<string, { base: Json; new: Json }> };
  addNote: { patientId: string; id: string; text: string };
}

export type MutationName = keyof Mutations;

/** Replays a mutation on the rows; where what it is about is gone, it does nothing: the server will judge. */
export type Replay = (rows: Rows, args: JsonObject, occurredAt: string) => void;

type Replays = { [N in MutationName]: (rows: Rows, args: Mutations[N], occurredAt: string) => void };

const state =
  (to: string, from: readonly string[]) =>
  (rows: Rows, { entryId }: Entry): void =>
    entryTo(rows, entryId, to, from);

function entryTo(rows: Rows, entryId: string, to: string, from: readonly string[], fields: JsonObject = {}): void {
  if (from.includes(String(rows.get("entry", entryId)?.state))) {
    rows.advance("entry", entryId, { ...fields, state: to });
  }
}

function later(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

/** Only of the call that the entry has now. */
function called(to: string, from: readonly string[]) {
  return (rows: Rows, { entryId, callId }: Called): void => {
    if (rows.get("entry", entryId)?.callId === callId) entryTo(rows, entryId, to, from);
  };
}

const replays: Replays = {
  registerPatient: (rows, { id, facilityId: _, ...fields }) => {
    if (!rows.get("patient", id)) rows.put("patient", id, { id, aliases: [], priorityGroups: [], ...fields });
  },
  takeTicket: (rows, args, at) => {
    const { visitId, patientId, entryIds, steps, urgency = "NON_URGENT" } = args;
    if (!rows.get("visit", visitId)) {
      rows.put("visit", visitId, { id: visitId, patientId, token: args.token ?? null, arrivedAt: at });
    }
    const prefix = rows.get("queue", steps[0]?.[0] ?? "")?.prefix;
    const isNumbered = args.sequence !== undefined && prefix !== undefined;
    const ticketNumber = isNumbered ? `${prefix}-${String(args.sequence).padStart(3, "0")}` : null;
    entryIds.forEach((id, index) => {
      const queueId = steps[0]?.[index];
      if (rows.get("entry", id) || queueId === undefined) return;
      const entry = { id, visitId, patientId, queueId, ticketNumber, urgency };
      rows.put("entry", id, { ...entry, state: "WAITING", arrivedAt: at, since: at });
    });
  },
  checkIn: (rows, { appointmentId, visitId }) => {
    if (rows.get("appointment", appointmentId)?.status === "BOOKED") {
      rows.change("appointment", appointmentId, { status: "CHECKED_IN", ...(visitId ? { visitId } : {}) });
    }
  },
  undoCheckIn: (rows, { appointmentId, visitId }) => {
    const row = rows.get("appointment", appointmentId);
    if (row?.status !== "CHECKED_IN" || row.visitId !== visitId) return;
    rows.change("appointment", appointmentId, { status: "BOOKED", visitId: null });
    for (const entry of rows.all("entry")) {
      if (entry.visitId === visitId) entryTo(rows, String(entry.id), "CANCELLED", ["WAITING"]);
    }
  },
  book: (rows, { id, ...fields }) => {
    if (!rows.get("appointment", id)) rows.put("appointment", id, { id, status: "BOOKED", ...fields });
  },
  cancelAppointment: (rows, { appointmentId }) => {
    if (rows.get("appointment", appointmentId)?.status === "BOOKED") {
      rows.change("appointment", appointmentId, { status: "CANCELLED" });
    }
  },
  start: called("SERVING", ["CALLED"]),
  serve: (rows, { entryId, callId, nextUrgency }) => {
    if (rows.get("entry", entryId)?.callId !== callId) return;
    const urgency: JsonObject = nextUrgency ? { urgency: nextUrgency.urgency } : {};
    entryTo(rows, entryId, "SERVED", ["CALLED", "SERVING", "NO_SHOW"], urgency);
  },
  noShow: called("NO_SHOW", ["CALLED"]),
  hold: state("ON_HOLD", ["WAITING", "CALLED", "SERVING"]),
  resume: state("WAITING", ["ON_HOLD"]),
  cancelEntry: state("CANCELLED", ["WAITING", "ON_HOLD"]),
  leave: state("LEFT", ["WAITING", "ON_HOLD", "CALLED"]),
  // At the tail again; the server makes a new entry of it, and with the next pull this one is as it was.
  rejoin: (rows, { entryId }, at) => {
    if (["NO_SHOW", "LEFT", "CANCELLED"].includes(String(rows.get("entry", entryId)?.state))) {
      rows.change("entry", entryId, { state: "WAITING", since: at, endedAt: null });
    }
  },
  runningLate: (rows, { minutes, entryId, appointmentId }, at) => {
    if (entryId !== undefined) {
      if (minutes === 0) entryTo(rows, entryId, "WAITING", ["ON_HOLD"], { expectedAt: null });
      else entryTo(rows, entryId, "ON_HOLD", ["WAITING", "ON_HOLD"], { expectedAt: later(at, minutes) });
    }
    const start = appointmentId === undefined ? undefined : rows.get("appointment", appointmentId)?.start;
    if (appointmentId !== undefined && start !== undefined) {
      rows.change("appointment", appointmentId, { expectedAt: minutes === 0 ? null : later(String(start), minutes) });
    }
  },
  // A place is the server's to give; until then the row is marked as waiting for it.
  move: (rows, { entryId, afterEntryId = null }) => rows.advance("entry", entryId, { movedAfter: afterEntryId }),
  setUrgency: (rows, { entryId, urgency }) => rows.advance("entry", entryId, { urgency }),
  bind: (rows, { entryId, doctorId = null }) => rows.advance("entry", entryId, { boundDoctorId: doctorId }),
  transfer: state("TRANSFERRED", ["WAITING", "CALLED", "SERVING", "ON_HOLD"]),
  lateEntry: (rows, { entryId, startedAt, endedAt }) =>
    entryTo(rows, entryId, "SERVED", ["WAITING", "CALLED", "ON_HOLD"], { startedAt, endedAt }),
  // What was done elsewhere only the server knows how to take back; until then the row is marked.
  undo: (rows, { entryId, version }) => {
    if (!rows.revert("entry", entryId, version) && rows.get("entry", entryId)?.version === version) {
      rows.change("entry", entryId, { undoes: version });
    }
  },
  profile: (rows, { patientId, fields }) => {
    const row = rows.get("patient", patientId);
    if (!row) return;
    const merged: JsonObject = {};
    for (const [field, change] of Object.entries(fields)) {
      const kind = FIELDS[field];
      // Fields that this client isn't shown have nothing to merge with.
      if (kind && field in row) merged[field] = mergeField(kind, row[field]!, change.base, change.new).value;
    }
    rows.change("patient", patientId, merged);
  },
  // Notes aren't pulled: what is seen here is only what waits.
  addNote: (rows, { patientId, id, text }, at) => {
    rows.put("patient_note", id, { id, patientId, text, createdAt: at });
  },
};

export const REPLAYS: Readonly<Record<string, Replay>> = replays as unknown as Record<string, Replay>;
