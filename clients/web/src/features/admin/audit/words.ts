import type { Schemas } from "@careturn/api";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export type AuditEvent = Schemas["AuditEvent"];

/** What was done, as one would say it after the name of who did it. */
export const ACTIONS: Record<string, MessageDescriptor> = {
  SIGNED_IN: msg`signed in`,
  SIGNED_OUT: msg`signed out`,
  SIGN_INS_ENDED: msg`ended sign-ins`,
  PASSWORD_CHANGED: msg`changed the password`,
  PASSWORD_RESET: msg`set a new password by code`,
  SECOND_FACTOR_ON: msg`switched a second factor on`,
  SECOND_FACTOR_OFF: msg`switched a second factor off`,
  RECOVERY_CODE_USED: msg`used a recovery code`,
  REFRESH_TOKEN_REUSED: msg`used an old sign-in again, which ended it`,
  ACCOUNT_CREATED: msg`made an account`,
  ACCOUNT_CHANGED: msg`changed an account`,
  ACCOUNT_ROLES_CHANGED: msg`changed roles`,
  ACCOUNT_ACTIVATED: msg`let somebody in again`,
  ACCOUNT_DEACTIVATED: msg`shut somebody out`,
  PAIRING_CODE_MADE: msg`made a code for a device`,
  DEVICE_PAIRED: msg`let a device in`,
  DEVICE_REVOKED: msg`shut a device out`,
  PATIENT_REGISTERED: msg`registered a patient`,
  PATIENT_SELF_REGISTERED: msg`registered in the app`,
  PATIENT_READ: msg`opened a patient's record`,
  PATIENT_CHANGED: msg`changed a patient's record`,
  PATIENTS_SEARCHED: msg`searched for patients`,
  PATIENTS_LISTED: msg`listed patients`,
  PATIENT_MERGED: msg`made one record of two`,
  PATIENT_MERGE_UNDONE: msg`undid a merge of records`,
  PATIENT_EXPORTED: msg`exported a patient's record`,
  PATIENT_ERASED: msg`erased a patient's data`,
  PATIENT_NOTE_ADDED: msg`added a note about a patient`,
  CONSENT_GRANTED: msg`noted a consent`,
  CONSENT_WITHDRAWN: msg`noted that a consent was withdrawn`,
  GUARDIANSHIP_STARTED: msg`let somebody act for a patient`,
  GUARDIANSHIP_END_MOVED: msg`moved when acting for a patient ends, by the birth date`,
  GUARDIANSHIP_ENDED: msg`ended that somebody acts for a patient`,
  ENTRY_ENTER: msg`put a patient into a queue`,
  ENTRY_CALL: msg`called a patient`,
  ENTRY_RECALL: msg`called a patient again`,
  ENTRY_START: msg`began a service`,
  ENTRY_SERVE: msg`finished a service`,
  ENTRY_NO_SHOW: msg`noted that a patient didn't come`,
  ENTRY_HOLD: msg`put a patient on hold`,
  ENTRY_RESUME: msg`let a patient wait again`,
  ENTRY_CANCEL: msg`gave up a place`,
  ENTRY_LEAVE: msg`noted that a patient has left`,
  ENTRY_TRANSFER: msg`sent a patient on`,
  ENTRY_MOVE: msg`moved a patient within a queue`,
  ENTRY_UNDO: msg`undid an act`,
  VISIT_TAKE_BACK: msg`took back an arrival`,
  APPOINTMENT_UNDO_CHECK_IN: msg`took back a check-in`,
  DESK_OPEN: msg`opened a desk`,
  DESK_CLOSE: msg`closed a desk`,
  DESK_BREAK: msg`began a break`,
  DESK_RESUME: msg`ended a break`,
  SCHEDULE_ADD: msg`added hours of a doctor`,
  SCHEDULE_CHANGE: msg`changed hours of a doctor`,
  ABSENCE_ADD: msg`entered an absence`,
  ABSENCE_WITHDRAW: msg`withdrew an absence`,
  FACILITY_CHANGED: msg`changed the facility's settings`,
  DEPARTMENT_ADDED: msg`added a department`,
  DEPARTMENT_CHANGED: msg`changed a department`,
  ROOM_ADDED: msg`added a room`,
  ROOM_CHANGED: msg`changed a room`,
  SERVICE_ADDED: msg`added a service`,
  SERVICE_CHANGED: msg`changed a service`,
  QUEUE_ADDED: msg`opened a queue`,
  QUEUE_CHANGED: msg`changed a queue`,
  ROUTE_ADDED: msg`added a route`,
  ROUTE_CHANGED: msg`changed a route`,
  MESSAGE_TEMPLATE_CHANGED: msg`changed a message text`,
  NOTIFICATIONS_LISTED: msg`read the log of messages`,
  NOTIFICATION_RESENT: msg`sent a message again`,
  SYNC_CLIENT_REGISTERED: msg`began to work on a computer`,
  SYNC_CLIENT_REVOKED: msg`locked a computer`,
  TICKETS_LEASED: msg`had numbers set aside for a computer`,
  AUDIT_READ: msg`read this log`,
  AUDIT_EXPORTED: msg`exported this log`,
};

/** An action that has no words yet, readable all the same. */
export function plain(action: string): string {
  return action.toLowerCase().replaceAll("_", " ");
}

/** Of a list, such as of all patients that were shown to somebody. */
const MOST_SHOWN = 5;

export interface Change {
  what: string;
  before: string | null;
  after: string | null;
}

/** What a row says about before and after; what is no change stands under after alone. */
export function changesOf({ detail, personal }: AuditEvent): Change[] {
  const found: Change[] = [];
  const { from, to, ...rest } = detail as Record<string, unknown>;
  if (isRecord(from) || isRecord(to)) found.push(...differing(isRecord(from) ? from : {}, isRecord(to) ? to : {}));
  else if (from !== undefined || to !== undefined) found.push({ what: "state", before: text(from), after: text(to) });
  for (const [what, value] of [...Object.entries(rest), ...Object.entries(personal ?? {})]) {
    if (isRecord(value) && ("from" in value || "to" in value))
      found.push({ what, before: text(value.from), after: text(value.to) });
    else found.push({ what, before: null, after: text(value) });
  }
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Of a record before and after, what isn't the same. */
function differing(before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((what) => what !== "version" && JSON.stringify(before[what]) !== JSON.stringify(after[what]))
    .map((what) => ({ what, before: text(before[what]), after: text(after[what]) }));
}

function text(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) {
    const shown = value.slice(0, MOST_SHOWN).map(text).join(", ");
    return value.length > MOST_SHOWN ? `${shown}, … (${value.length})` : shown;
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
