import { NotSaved } from "@careturn/sync";
import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Refused } from "../session/server.ts";

/** What the server's codes mean, to a person who can do something about it. */
const TEXTS: Record<string, MessageDescriptor> = {
  "no-contact": msg`The server can't be reached. Check the network, then try again.`,
  unavailable: msg`The server is busy or restarting. Try again in a moment.`,
  unexpected: msg`Something went wrong at the server. It has been written down; try again.`,
  "not-allowed": msg`Your role doesn't allow this.`,
  "not-found": msg`This is no longer there.`,
  "sign-in-required": msg`Your sign-in has ended. Sign in again.`,
  "sign-in-ended": msg`Your sign-in has ended. Sign in again.`,
  "wrong-credentials": msg`The user name and the password don't belong together.`,
  "wrong-second-factor": msg`This code is wrong or was used already. Wait for the next one.`,
  "second-factor-on": msg`The second factor is on already.`,
  "second-factor-off": msg`The second factor isn't on.`,
  "first-password-lapsed": msg`This first password isn't good any more. An administrator can give you another.`,
  "new-password-needed": msg`Choose another password than the one you were given.`,
  "wrong-password": msg`This isn't your present password.`,
  "weak-password": msg`At least 8 characters, not the same few again and again, and no user name.`,
  "breached-password": msg`This password is known from breaches, and guessed first. Choose another one.`,
  "second-factor-required": msg`Your role needs a second factor. Switch it on first.`,
  "too-many-requests": msg`Too many tries. Wait a little before the next one.`,
  "invalid-request": msg`The server didn't understand this. Reload the page.`,
  "queue-empty": msg`Nobody is waiting for this desk.`,
  "queue-closed": msg`This queue is closed.`,
  "queue-full": msg`This queue is full for today.`,
  "queue-not-at-desk": msg`This desk doesn't serve that queue.`,
  "desk-busy": msg`This desk has somebody called already. Start, finish or mark them first.`,
  "desk-not-active": msg`The desk is on a break or closed. Open it first.`,
  "desk-not-yours": msg`This is somebody else's desk.`,
  "desk-already-open": msg`You are at another desk already. Close it first.`,
  "room-taken": msg`Somebody else works in this room.`,
  "patient-at-another-desk": msg`The patient is at another desk now.`,
  "bound-to-another-doctor": msg`The patient waits for another doctor.`,
  "visit-under-call": msg`The patient has been called elsewhere.`,
  "wrong-state": msg`Somebody was faster: the patient isn't in that state any more.`,
  "wrong-status": msg`Somebody was faster: this has changed meanwhile.`,
  "stale-call": msg`The patient has been called again since.`,
  "stale-version": msg`This has changed meanwhile. Look at it again.`,
  "undo-too-late": msg`Too late to undo: it has gone on since.`,
  "crosses-urgency": msg`A place can only change among the equally urgent. Change the urgency instead.`,
  "anchor-gone": msg`Put after the nearest who still waits, as the one before has gone.`,
  "reason-required": msg`Say why.`,
  "reason-for-order-required": msg`Say why this patient comes before others.`,
  "already-in-queue": msg`The patient waits in this queue already.`,
  "visit-ended": msg`The visit has ended.`,
  "slot-taken": msg`This time has been taken meanwhile.`,
  "appointment-cancelled": msg`The appointment was cancelled.`,
  "check-in-too-early": msg`It is too early to check in.`,
  "check-in-too-late": msg`It is too late to check in.`,
  "client-revoked": msg`An administrator has locked this computer. Nothing more is sent from it.`,
  "upgrade-required": msg`A newer version of this program is needed. Your changes are kept.`,
  "lost-by-restore": msg`The server was restored from a backup and lacks changes that it had confirmed.`,
  "result-forgotten": msg`The server no longer knows how this ended. Look whether it was done.`,
  "not-saved": msg`Not saved: this computer's storage is full or blocked.`,
  "storage-failed": msg`This computer's storage doesn't work. Changes can't be kept.`,
  "too-large": msg`This is too long to be saved.`,
  "implausible-phone": msg`This is no phone number of this country, nor an international one with + in front.`,
  "implausible-birth-date": msg`Nobody can be born on this date. Check it.`,
  "unknown-patient": msg`The patient's record isn't there.`,
  "ticket-taken": msg`This ticket number has been given out already. Give a new ticket.`,
  "no-such-slot": msg`The doctor has no appointment at that time any more.`,
  "slot-past": msg`This time has passed.`,
  "doctor-absent": msg`The doctor is away then.`,
  "not-bookable": msg`This service takes no appointments.`,
  "too-short-notice": msg`It is too late to book this time.`,
  "beyond-horizon": msg`So far ahead nothing is booked yet.`,
  "booked-that-day": msg`The patient has an appointment with this doctor on that day already.`,
  "overbooking-not-allowed": msg`This time is full.`,
  "on-another-day": msg`This appointment is on another day.`,
  "offer-ended": msg`This offer has ended.`,
  "nothing-offered": msg`Nothing is being offered.`,
  "facility-closed": msg`The facility is closed then.`,
  MERGED: msg`Done as near as was possible, as it had changed meanwhile.`,
  REJECTED: msg`The server refused this.`,
};

const OTHER = msg`That didn't work. Try again, or reload the page.`;

export function codeText(i18n: I18n, code: string): string {
  return i18n._(TEXTS[code] ?? OTHER);
}

export function problemText(i18n: I18n, error: unknown): string {
  if (error instanceof Refused || error instanceof NotSaved) return codeText(i18n, error.code);
  return i18n._(OTHER);
}
