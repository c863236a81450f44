import type { Schemas } from "@careturn/api";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What a message is about. */
export const KINDS: Record<Schemas["NotificationKind"], MessageDescriptor> = {
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

export const CHANNELS: Record<Schemas["Channel"], MessageDescriptor> = { PUSH: msg`App`, SMS: msg`SMS` };
