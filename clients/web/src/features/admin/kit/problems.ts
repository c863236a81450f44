import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Refused } from "../../../session/server.ts";
import { problemText } from "../../../texts/problems.ts";
import type { Faults, Field } from "./fields.ts";

/** Codes that only settings meet, and beside which field they belong. */
const TEXTS: Record<string, { text: MessageDescriptor; field?: string }> = {
  "name-taken": { text: msg`This name is in use here already.`, field: "name" },
  "prefix-taken": { text: msg`Another queue has these letters already.`, field: "prefix" },
  "user-name-taken": { text: msg`Somebody else has this user name.`, field: "userName" },
  "login-phone-taken": { text: msg`Somebody else signs in with this phone.`, field: "loginPhone" },
  "login-phone-invalid": { text: msg`Type the number with + and the country's code in front.`, field: "loginPhone" },
  "weak-password": {
    text: msg`At least 8 characters, not the same few again and again, and not the user name.`,
    field: "password",
  },
  "breached-password": { text: msg`This password is known from break-ins. Choose another one.`, field: "password" },
  "wrong-code": { text: msg`This code is wrong, used or too old.`, field: "code" },
  "role-mismatch": { text: msg`This account can't have that role here.`, field: "roles" },
  "last-admin": { text: msg`Nobody else would be an administrator. Make somebody else one first.`, field: "roles" },
  "own-account": { text: msg`Nobody does this to their own account.` },
  "unknown-department": { text: msg`Choose a department of this facility.`, field: "departmentId" },
  "unknown-queue": { text: msg`One of these services isn't there any more.` },
  "queue-twice-in-step": { text: msg`A step names each service once.` },
  "service-inactive": { text: msg`The service isn't active, so its queue stays closed.`, field: "open" },
  "unknown-service": { text: msg`Choose a service of this facility.`, field: "serviceId" },
  "unknown-room": { text: msg`Choose a room of this facility.`, field: "roomId" },
  "doctor-not-in-facility": { text: msg`This person isn't a doctor here.`, field: "doctorId" },
  "impossible-schedule": { text: msg`It has to end after it begins.`, field: "ends" },
  "schedule-overlaps": { text: msg`The doctor has hours at that time already.`, field: "starts" },
  "invalid-time": { text: msg`It has to end after it begins, and in the future.`, field: "end" },
  "impossible-hours": { text: msg`Hours end after they begin and don't overlap.` },
  "holiday-twice": { text: msg`Name each day once.` },
  "unusable-text": { text: msg`This text can't be sent as it is written: look at its { } marks.`, field: "text" },
  "precondition-failed": { text: msg`Somebody else has changed this meanwhile. Open it again.` },
  conflict: { text: msg`Somebody else has changed this meanwhile. Open it again.` },
};

/** A refusal in words, also of codes that the desk doesn't meet. */
export function useProblem(): (error: unknown) => string {
  const { i18n } = useLingui();
  return (error) => {
    const known = error instanceof Refused ? TEXTS[error.code] : undefined;
    return known ? i18n._(known.text) : problemText(i18n, error);
  };
}

/** A refusal beside the fields that it is about; "all" for the rest. */
export function useFaults(): (error: unknown, fields: readonly Field[]) => { faults: Faults; isStale: boolean } {
  const { t } = useLingui();
  const say = useProblem();
  return (error, fields) => {
    if (!(error instanceof Refused)) return { faults: { all: say(error) }, isStale: false };
    const has = (name: string | undefined) => name !== undefined && fields.some((field) => field.name === name);
    const isStale = error.code === "precondition-failed" || error.code === "stale-version";
    if (error.code === "invalid-request") {
      const named = error.fields.map((field) => field.split(/[.[]/).at(0)).filter(has);
      if (named.length > 0)
        return { faults: Object.fromEntries(named.map((name) => [name, t`The server can't take this.`])), isStale };
    }
    const field = TEXTS[error.code]?.field;
    return { faults: { [has(field) ? field! : "all"]: say(error) }, isStale };
  };
}
