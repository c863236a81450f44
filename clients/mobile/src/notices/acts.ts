import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What people call the acts that are queued here. */
export const ACTS: Record<string, MessageDescriptor | undefined> = {
  checkIn: msg`Check in`,
  book: msg`Book an appointment`,
  cancelAppointment: msg`Cancel the appointment`,
  cancelEntry: msg`Give up my place`,
  rejoin: msg`Wait again`,
  runningLate: msg`Say that I am late`,
  profile: msg`Change my record`,
};

export const OTHER_ACT = msg`A change`;
