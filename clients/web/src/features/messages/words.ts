import type { Schemas } from "@careturn/api";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export type Logged = Schemas["LoggedNotification"];

/** What a message was about. */
export const KINDS: Record<Logged["kind"], MessageDescriptor> = {
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
};

/** How it ended, or stands. */
export const STATES: Record<Logged["state"], MessageDescriptor> = {
  PENDING: msg`Waits to be sent`,
  SENDING: msg`Being sent`,
  UNKNOWN: msg`Sent; whether it arrived isn't known`,
  SENT: msg`Sent`,
  DELIVERED: msg`Arrived`,
  FAILED: msg`Didn't arrive`,
  EXPIRED: msg`Not sent: too late to be of use`,
  DEAD: msg`Given up after several tries`,
};

export const CHANNELS = { PUSH: msg`App`, SMS: msg`SMS` };

export const BAD: ReadonlySet<Logged["state"]> = new Set(["FAILED", "DEAD", "EXPIRED"]);
