import type { MutationName } from "@careturn/sync";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What people call the acts that are queued here. */
export const MUTATION_NAMES: Record<MutationName, MessageDescriptor> & Record<string, MessageDescriptor | undefined> = {
  registerPatient: msg`Register a patient`,
  takeTicket: msg`Give a ticket`,
  checkIn: msg`Check in`,
  undoCheckIn: msg`Undo a check-in`,
  book: msg`Book an appointment`,
  cancelAppointment: msg`Cancel an appointment`,
  start: msg`Start`,
  serve: msg`Served`,
  noShow: msg`Didn't come`,
  hold: msg`Put on hold`,
  resume: msg`Back to waiting`,
  cancelEntry: msg`Cancel`,
  leave: msg`Has left`,
  rejoin: msg`Join again`,
  runningLate: msg`Will come late`,
  move: msg`Move in the queue`,
  setUrgency: msg`Change the urgency`,
  bind: msg`Bind to a doctor`,
  transfer: msg`Transfer`,
  lateEntry: msg`Enter late`,
  undo: msg`Undo`,
  profile: msg`Change the record`,
  addNote: msg`Add a note`,
};
