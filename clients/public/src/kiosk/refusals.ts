import { Refused } from "../shared/device.ts";
import type { Texts } from "./texts.ts";

const BY_CODE: Record<string, keyof Texts> = {
  "no-booking-found": "notFound",
  "invalid-request": "check",
  "check-in-too-early": "tooEarly",
  "check-in-too-late": "tooLate",
  "appointment-cancelled": "notFound",
  "booked-that-day": "already",
  "already-in-queue": "already",
  "queue-closed": "full",
  "queue-full": "full",
  "facility-closed": "closed",
  "too-many-requests": "tooMany",
  "no-contact": "noContact",
  "not-sent": "noContact",
  "no-numbers": "noNumbers",
};

/** These say by themselves what to do. */
const ENOUGH: (keyof Texts)[] = ["notFound", "check", "tooEarly", "tooLate", "already", "tooMany", "noContact"];

/** Why not, and what to do. */
export function reason(failure: unknown, texts: Texts): string {
  const key = (failure instanceof Refused && BY_CODE[failure.code]) || "failed";
  return ENOUGH.includes(key) ? texts[key] : `${texts[key]} ${texts.reception}`;
}
