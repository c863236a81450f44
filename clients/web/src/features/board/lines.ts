import type { Schemas } from "@careturn/api";
import type { Rows } from "@careturn/sync";
import {
  all,
  type CallRow,
  type DeskSessionRow,
  type EntryRow,
  one,
  type PatientRow,
  type QueueRow,
  type RoomRow,
  type Urgency,
} from "../../sync/rows.ts";
import { URGENCIES } from "../../ui/urgencies.ts";

/** What only the server knows of one who waits: the order as the policy makes it, why, and when the turn will come. */
export interface Told {
  rank: number | null;
  reason: Schemas["RankReason"] | null;
  forecast: Schemas["TurnForecast"] | null;
  /** Of the entry as it was then. */
  version: number;
}

export interface Line {
  entry: EntryRow;
  patient: PatientRow | undefined;
  queue: QueueRow | undefined;
  call: CallRow | undefined;
  room: RoomRow | undefined;
  told: Told | undefined;
  /** Where the doctor works for whom the patient waits; null where that doctor has no desk now. */
  doctorRoom: RoomRow | null | undefined;
  /** Changed here, and not yet taken by the server. */
  isPending: boolean;
  /** Among all who wait in the queue, whatever is shown of it; of one who waits only. */
  turn?: Turn;
}

export interface Turn {
  /** From 1. */
  position: number;
  /** Behind whom one place further to the front, null at the head; undefined where none of the equally urgent is there. */
  up: string | null | undefined;
  /** Behind whom one place further to the back. */
  down: string | undefined;
}

export interface QueueLines {
  queue: QueueRow;
  lines: Line[];
}

export interface Board {
  /** Called and at a desk, the longest first. */
  atDesks: Line[];
  /** Who waits, by queue, in order. */
  waiting: QueueLines[];
  onHold: Line[];
}

export interface Filter {
  queueId: string | null;
  /** Bound to this doctor, or with {@link AWAY} to one who has no desk; null for all. */
  doctorId: string | null;
  urgencies: ReadonlySet<Urgency>;
  state: "ALL" | "AT_DESK" | "WAITING" | "ON_HOLD";
  /** A part of a name, a ticket or a phone. */
  text: string;
}

/** Instead of a doctor: whoever waits for one who has no desk now. */
export const AWAY = "AWAY";

export const EVERYTHING: Filter = { queueId: null, doctorId: null, urgencies: new Set(), state: "ALL", text: "" };

/** All there is; {@link filtered} says what is shown of it. */
export function board(rows: Rows, told: ReadonlyMap<string, Told>): Board {
  const pending = rows.pending("entry");
  const pendingPatients = rows.pending("patient");
  const sessions = all(rows, "desk_session").filter(({ state }) => state !== "CLOSED");
  const line = (entry: EntryRow): Line => {
    const call = one(rows, "call", entry.callId);
    return {
      entry,
      patient: one(rows, "patient", entry.patientId),
      queue: one(rows, "queue", entry.queueId),
      call,
      room: one(rows, "room", call?.roomId),
      told: told.get(entry.id),
      doctorRoom: entry.boundDoctorId ? roomOf(rows, sessions, entry.boundDoctorId) : undefined,
      isPending: pending.has(entry.id) || pendingPatients.has(entry.patientId),
    };
  };
  const lines = all(rows, "entry").map(line);
  const inState = (...states: string[]) => lines.filter(({ entry }) => states.includes(entry.state));
  return {
    atDesks: inState("CALLED", "SERVING").sort(byCall),
    waiting: byQueue(inState("WAITING")),
    onHold: inState("ON_HOLD").sort(byTicket),
  };
}

export function filtered({ atDesks, waiting, onHold }: Board, filter: Filter): Board {
  const of = (state: Filter["state"], lines: Line[]) =>
    filter.state === "ALL" || filter.state === state ? lines.filter((line) => isShown(line, filter)) : [];
  return {
    atDesks: of("AT_DESK", atDesks),
    waiting: waiting
      .map(({ queue, lines }) => ({ queue, lines: of("WAITING", lines) }))
      .filter(({ lines }) => lines.length > 0),
    onHold: of("ON_HOLD", onHold),
  };
}

function roomOf(rows: Rows, sessions: DeskSessionRow[], accountId: string): RoomRow | null {
  const session = sessions.find((one) => one.accountId === accountId);
  return one(rows, "room", session?.roomId) ?? null;
}

function isShown({ entry, patient, doctorRoom }: Line, { queueId, doctorId, urgencies, text }: Filter): boolean {
  if (queueId && entry.queueId !== queueId) return false;
  if (doctorId && (doctorId === AWAY ? doctorRoom !== null : entry.boundDoctorId !== doctorId)) return false;
  if (urgencies.size > 0 && !urgencies.has(entry.urgency)) return false;
  if (!text) return true;
  const within = plain(`${entry.ticketNumber ?? ""} ${patient?.name ?? ""} ${patient?.contactPhone ?? ""}`);
  return plain(text)
    .split(/\s+/)
    .every((word) => within.includes(word));
}

/** Without accents and case, so that "lopez" finds López. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function byCall(a: Line, b: Line): number {
  return (a.entry.calledAt ?? "").localeCompare(b.entry.calledAt ?? "") || byTicket(a, b);
}

function byTicket(a: Line, b: Line): number {
  return (a.entry.ticketNumber ?? "~").localeCompare(b.entry.ticketNumber ?? "~");
}

function byQueue(lines: Line[]): QueueLines[] {
  const queues = new Map<string, QueueLines>();
  for (const line of lines) {
    if (!line.queue) continue;
    const known = queues.get(line.queue.id);
    if (known) known.lines.push(line);
    else queues.set(line.queue.id, { queue: line.queue, lines: [line] });
  }
  const found = [...queues.values()].map(({ queue, lines: waiting }) => ({
    queue,
    lines: withTurns(inOrder(waiting)),
  }));
  return found.sort((a, b) => a.queue.serviceName.localeCompare(b.queue.serviceName));
}

/**
 * By the server's rank where it is known. Whoever the server has not ranked yet stands by urgency and time before the first
 * that comes later, and a move that waits here stands where it was put; the server may see it otherwise.
 */
export function inOrder(lines: Line[]): Line[] {
  const rank = ({ told }: Line) => told?.rank ?? null;
  const ranked = lines.filter((line) => rank(line) !== null).sort((a, b) => rank(a)! - rank(b)!);
  const ordered = [...ranked];
  for (const line of lines.filter((one) => rank(one) === null).sort(byPlace)) {
    const later = ordered.findIndex((one) => byPlace(line, one) < 0);
    ordered.splice(later < 0 ? ordered.length : later, 0, line);
  }
  for (const line of lines.filter(({ entry }) => entry.movedAfter !== undefined)) {
    ordered.splice(ordered.indexOf(line), 1);
    const anchor = ordered.findIndex(({ entry }) => entry.id === line.entry.movedAfter);
    const first = ordered.findIndex(({ entry }) => entry.urgency === line.entry.urgency);
    ordered.splice(anchor >= 0 ? anchor + 1 : Math.max(0, first), 0, line);
  }
  return ordered;
}

function byPlace(a: Line, b: Line): number {
  return (
    URGENCIES.indexOf(a.entry.urgency) - URGENCIES.indexOf(b.entry.urgency) ||
    a.entry.since.localeCompare(b.entry.since) ||
    (a.entry.tie ?? Number.MAX_SAFE_INTEGER) - (b.entry.tie ?? Number.MAX_SAFE_INTEGER)
  );
}

function withTurns(lines: Line[]): Line[] {
  for (const urgency of URGENCIES) {
    const equals = lines.filter(({ entry }) => entry.urgency === urgency);
    for (const [index, line] of equals.entries()) {
      line.turn = {
        position: lines.indexOf(line) + 1,
        up: index > 0 ? (equals[index - 2]?.entry.id ?? null) : undefined,
        down: equals[index + 1]?.entry.id,
      };
    }
  }
  return lines;
}

/**
 * Behind whom a waiting one would stand if it took the place of {@code target}; undefined where it can't: only among those of
 * one queue and urgency. Null is the first place of the urgency.
 */
export function anchorFor(lines: Line[], movedId: string, targetId: string): string | null | undefined {
  const moved = lines.find(({ entry }) => entry.id === movedId);
  const target = lines.find(({ entry }) => entry.id === targetId);
  if (!moved || !target || moved === target || moved.entry.urgency !== target.entry.urgency) return undefined;
  const equals = lines.filter(({ entry }) => entry.urgency === moved.entry.urgency);
  const from = equals.indexOf(moved);
  const to = equals.indexOf(target);
  if (from < to) return target.entry.id;
  return equals[to - 1]?.entry.id ?? null;
}
