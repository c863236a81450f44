import type { Schemas } from "@careturn/api";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export type Logged = Schemas["LoggedNotification"];

/** What a message was about. */
export const KINDS: Record<Logged["kind"] | "ANSWER", MessageDescriptor> = {
  ACCOUNT_CODE: msg`Code to sign in`,
  PHONE_REGISTERED_AGAIN: msg`Phone registered again`,
  BOOKING_CONFIRMED: msg`Appointment confirmed`,
  BOOKING_RESCHEDULED: msg`Another time`,
  BOOKING_CANCELLED: msg`Appointment cancelled`,
  REMINDER: msg`Reminder`,
  CHECKED_IN: msg`Checked in`,
  TURN_SOON: msg`Soon your turn`,
  TURN_NOW: msg`Your turn`,
  DELAYED: msg`It takes longer`,
  RECALL: msg`Called again`,
  CORRECTION: msg`Correction`,
  MISSED_TURN: msg`Turn missed`,
  SLOT_OFFERED: msg`Time offered`,
  VISIT_FINISHED: msg`Visit finished`,
  ANSWER: msg`Answer to what a patient wrote`,
};

/** How it ended, or stands. */
export const STATES: Record<Logged["state"], MessageDescriptor> = {
  PENDING: msg`Waits to be sent`,
  SENDING: msg`Being sent`,
  UNKNOWN: msg`Sent; whether it arrived isn't known`,
  SENT: msg`Sent`,
  DELIVERED: msg`Arrived`,
  FAILED: msg`Not delivered`,
  EXPIRED: msg`Not sent: too late to be of use`,
  DEAD: msg`Given up after several tries`,
};

export const CHANNELS = { PUSH: msg`App`, SMS: msg`SMS` };

export const BAD: ReadonlySet<Logged["state"]> = new Set(["FAILED", "DEAD", "EXPIRED"]);

/** Why it went no further, where the server has a word for it; else what the provider told. */
export const REASONS: Record<string, MessageDescriptor | undefined> = {
  NO_CONSENT: msg`the patient hasn't agreed to messages`,
  NO_ADDRESS: msg`no phone or app known`,
  NO_PROVIDER: msg`no message service is set up`,
  NO_ANSWER: msg`the message service didn't answer`,
  NOT_CONNECTED: msg`the message service wasn't reached`,
  NOT_ACCEPTED: msg`the message service didn't take it`,
  NOT_SIGNED_IN: msg`the message service didn't let this server in`,
  TOO_MANY_TRIES: msg`too many tries`,
  OPTED_OUT: msg`the patient has stopped messages`,
  NUMBER_LIMIT: msg`too many messages to this number`,
  DAILY_CAP: msg`the day's limit of messages is reached`,
  REFUSED: msg`the patient doesn't want messages this way`,
  NO_MESSAGES: msg`the patient wants no messages`,
  NO_REMINDERS: msg`reminders aren't wanted`,
  NO_FEEDBACK: msg`questions about the visit aren't wanted`,
  APPOINTMENT_CANCELLED: msg`the appointment was cancelled`,
  APPOINTMENT_MOVED: msg`the appointment has another time`,
  APPOINTMENT_PAST: msg`the patient came, or the appointment is over`,
  OFFER_ENDED: msg`the offer has ended`,
  CALL_ENDED: msg`the call has ended`,
  TURN_CAME: msg`the turn had come already`,
  WAITS_NO_MORE: msg`the patient waits no more`,
  VISIT_ENDED: msg`the visit has ended`,
  VISIT_GOES_ON: msg`the visit goes on`,
  GONE: msg`what it was about isn't there any more`,
};
