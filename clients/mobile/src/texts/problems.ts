import { NotSaved } from "@careturn/sync";
import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Refused } from "../session/server.ts";

/** What the server's codes mean, to a patient who can do something about it. */
const TEXTS: Record<string, MessageDescriptor> = {
  "no-contact": msg`There is no connection to the hospital now.`,
  unavailable: msg`The server is busy or restarting. Try again in a moment.`,
  unexpected: msg`Something went wrong at the server. It has been written down; try again.`,
  "not-allowed": msg`This isn't allowed with your sign-in.`,
  "not-found": msg`This is no longer there.`,
  "sign-in-required": msg`Your sign-in has ended. Sign in again.`,
  "sign-in-ended": msg`Your sign-in has ended. Sign in again.`,
  "wrong-credentials": msg`The phone number and the password don't belong together.`,
  "another-kind-of-account": msg`This app is for patients. Staff sign in at the desk.`,
  "too-many-requests": msg`Too many tries. Wait a little before the next one.`,
  "invalid-request": msg`Something isn't filled in as it should be. Look at it again.`,
  "login-phone-invalid": msg`Write your phone number with + and the country's code, such as +1 212 555 0100.`,
  "implausible-phone": msg`This is no phone number of this country, nor an international one with + in front.`,
  "weak-password": msg`Choose a longer password: at least 8 characters, not the same few again and again.`,
  "breached-password": msg`This password is known from thefts and guessed first. Choose another one.`,
  "codes-unavailable": msg`Codes can't be sent here yet. Ask at the reception.`,
  "wrong-password": msg`This isn't your present password.`,
  "reset-at-reception": msg`The code or the date of birth is still wrong. The reception can help you. You can also ask for another code.`,
  "wrong-code": msg`This code is wrong, used or too old. Ask for another one.`,
  "wrong-claim-code": msg`This code is wrong, used or too old. Ask for another one.`,
  "no-matching-record": msg`No record has your phone, this name and this birth date. The reception can look for it.`,
  "own-record-in-use": msg`You have visits under another record already. The reception can make one of both.`,
  "record-has-account": msg`Somebody else signs in with this record. Ask at the reception.`,
  "record-full": msg`The record is full. Ask at the reception.`,
  "no-remote-joining": msg`For this service you take a number at the hospital: at the reception or at a kiosk.`,
  "queue-closed": msg`This queue is closed.`,
  "queue-full": msg`This queue is full for today.`,
  "already-in-queue": msg`You wait in this queue already.`,
  "facility-closed": msg`The hospital is closed then.`,
  "visit-ended": msg`The visit has ended.`,
  "wrong-state": msg`It has gone on meanwhile: look at your ticket.`,
  "wrong-status": msg`This has changed meanwhile. Look at it again.`,
  "stale-version": msg`This has changed meanwhile. Look at it again.`,
  "slot-taken": msg`This time has been taken meanwhile.`,
  "no-such-slot": msg`The doctor has no appointment at that time any more.`,
  "slot-past": msg`This time has passed.`,
  "doctor-absent": msg`The doctor is away then.`,
  "not-bookable": msg`This service takes no appointments.`,
  "booked-by-staff": msg`Appointments for this service are made by the hospital. Please call or ask at the reception.`,
  "too-short-notice": msg`It is too late to book this time here. Please call.`,
  "beyond-horizon": msg`So far ahead nothing is booked yet.`,
  "booked-that-day": msg`You have an appointment with this doctor on that day already.`,
  "overbooking-not-allowed": msg`This time is full.`,
  "appointment-cancelled": msg`The appointment was cancelled.`,
  "check-in-too-early": msg`It is too early to check in.`,
  "check-in-too-late": msg`It is too late to check in here. Please go to the reception.`,
  "on-another-day": msg`This appointment is on another day.`,
  "at-another-facility": msg`This appointment is at another hospital.`,
  "offer-ended": msg`This offer has ended.`,
  "nothing-offered": msg`Nothing is being offered.`,
  "feedback-given": msg`This visit was rated already.`,
  "feedback-closed": msg`It is too late to rate this visit.`,
  "client-revoked": msg`This device was locked by the hospital. Nothing more is sent from it.`,
  "upgrade-required": msg`A newer version of this app is needed. Your changes are kept.`,
  "lost-by-restore": msg`The server was restored from a backup and lacks changes that it had confirmed.`,
  "result-forgotten": msg`The server no longer knows how this ended. Look whether it was done.`,
  "not-saved": msg`Not saved: this phone's storage is full or blocked.`,
  "storage-failed": msg`This phone's storage doesn't work. Changes can't be kept.`,
  "too-large": msg`This is too long to be saved.`,
  "precondition-failed": msg`This has changed meanwhile. Look at it again.`,
  MERGED: msg`Done as near as was possible, as it had changed meanwhile.`,
  REJECTED: msg`The hospital couldn't do this.`,
};

const OTHER = msg`That didn't work. Try again in a moment.`;

export function codeText(i18n: I18n, code: string): string {
  return i18n._(TEXTS[code] ?? OTHER);
}

export function problemText(i18n: I18n, error: unknown): string {
  if (error instanceof Refused || error instanceof NotSaved) return codeText(i18n, error.code);
  return i18n._(OTHER);
}
