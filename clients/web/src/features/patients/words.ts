import type { Schemas } from "@careturn/api";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { Refused } from "../../session/server.ts";
import { problemText } from "../../texts/problems.ts";
import type { ProfileName } from "./profile.ts";

/** Codes that only a record meets. */
const TEXTS: Record<string, MessageDescriptor> = {
  "precondition-failed": msg`Somebody else has changed this record meanwhile. Look at it again.`,
  "not-own-guardian": msg`Nobody acts for themselves.`,
  "unknown-guardian": msg`This person isn't known in your facility.`,
  "guardian-already": msg`This person acts for the patient already in a part of that time.`,
  "invalid-end": msg`The last day is today or later.`,
  "merged-again": msg`This record was joined into another one since. Part those first.`,
  "account-moved-on": msg`Another account signs in with this record by now.`,
  "moved-rows-gone": msg`Some of what came from the other record isn't there any more, so they can't be parted.`,
  "patient-is-here": msg`The patient is here. The visit has to end first.`,
  "patient-is-expected": msg`The patient has an appointment or waits for one. Cancel it first.`,
  "patient-is-erased": msg`This record was erased. It is nobody's any more.`,
};

/** A refusal in words. */
export function useProblem(): (error: unknown) => string {
  const { i18n } = useLingui();
  return (error) => {
    const known = error instanceof Refused ? TEXTS[error.code] : undefined;
    return known ? i18n._(known) : problemText(i18n, error);
  };
}

export function useFieldNames(): Record<ProfileName, string> {
  const { t } = useLingui();
  return {
    name: t`Name`,
    birthDate: t`Date of birth`,
    contactPhone: t`Phone`,
    sex: t`Sex`,
    language: t`Language`,
    address: t`Address`,
  };
}

/** What the guardian is to the dependant. */
export function useRelationships(): Record<Schemas["GuardianshipRelationship"], string> {
  const { t } = useLingui();
  return useMemo(
    () => ({
      PARENT: t`Parent`,
      CHILD: t`Son or daughter`,
      SPOUSE: t`Husband or wife`,
      SIBLING: t`Brother or sister`,
      GRANDPARENT: t`Grandparent`,
      LEGAL_GUARDIAN: t`Legal guardian`,
      CARER: t`Carer`,
      OTHER: t`Somebody else`,
    }),
    [t],
  );
}
