import type { Schemas } from "@careturn/api";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Refused } from "../../../session/server.ts";
import { useProblem } from "../kit/problems.ts";

const TEXTS: Record<string, MessageDescriptor> = {
  "not-csv": msg`The file can't be read as a table: a quotation mark isn't closed, or stands alone.`,
  "no-rows": msg`There are no rows beneath the headings.`,
  "too-many-rows": msg`A file has at most 20,000 rows: divide it.`,
  "missing-column": msg`The file lacks this column.`,
  "repeated-column": msg`This column is there twice.`,
  "unknown-column": msg`A column that isn't known is left out.`,
  "missing-value": msg`This must be filled in.`,
  "invalid-value": msg`This isn't in the right form; look at the example file.`,
  "repeated-row": msg`An earlier row says the same.`,
  "likely-duplicate": msg`This is likely to be somebody who is known already.`,
  "unknown-doctor": msg`Nobody has this user name.`,
  "implausible-birth-date": msg`This birth date can't be.`,
};

/** What the right form is, by column. */
const FORMS: Record<string, MessageDescriptor> = {
  birthDate: msg`Write the day as 1990-05-04.`,
  validFrom: msg`Write the day as 1990-05-04.`,
  validUntil: msg`Write the day as 1990-05-04.`,
  starts: msg`Write the time as 08:30.`,
  ends: msg`Write the time as 08:30.`,
  sex: msg`Write FEMALE, MALE, OTHER or UNKNOWN.`,
  weekday: msg`Write the day's English name, such as MONDAY.`,
};

export function useFindingText(): (finding: Schemas["Finding"]) => string {
  const { i18n } = useLingui();
  const say = useProblem();
  return ({ code, column }) => {
    const text = (code === "invalid-value" && FORMS[column ?? ""]) || TEXTS[code];
    return text ? i18n._(text) : say(new Refused(409, code));
  };
}
