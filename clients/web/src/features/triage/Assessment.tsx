import { Trans, useLingui } from "@lingui/react/macro";
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import type { Urgency } from "../../sync/rows.ts";
import { useKeys } from "../../ui/keys.tsx";
import { useUrgencyName } from "../../ui/Urgency.tsx";
import { UrgencyChoice } from "../../ui/UrgencyChoice.tsx";
import { Usual } from "../../ui/Usual.tsx";
import { URGENCIES } from "../../ui/urgencies.ts";
import type { Line } from "../board/lines.ts";
import type { BoardActs } from "../board/useBoardActs.tsx";
import classes from "./Assessment.module.css";
import { useOnwards } from "./useOnwards.ts";

const CHANGEABLE = ["WAITING", "ON_HOLD"];

/** How urgent, and why: one digit, a few words, Enter. */
export function Assessment({ line, acts }: { line: Line; acts: BoardActs }) {
  const { t } = useLingui();
  const urgencyName = useUrgencyName();
  const { entry } = line;
  const [urgency, setUrgency] = useState<Urgency>(entry.urgency);
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const why = useRef<HTMLInputElement>(null);
  const onwards = useOnwards();
  const canChangeNow = CHANGEABLE.includes(entry.state);
  const isChanged = urgency !== entry.urgency;
  const needsReason = isChanged && !reason.trim();
  const usual = [t`Chest pain`, t`Short of breath`, t`Fever`, t`In pain`, t`Feels worse`, t`Feels better`];

  function choose(wanted: Urgency) {
    setUrgency(wanted);
    if (wanted !== entry.urgency) why.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (needsReason) {
      setAsked(true);
      why.current?.focus();
      return;
    }
    if (canChangeNow && isChanged) {
      acts.setUrgency(line, urgency, reason.trim());
      setReason("");
    } else if (!canChangeNow) {
      void onwards(line, isChanged ? { urgency, reason: reason.trim() } : null);
    }
  }

  useKeys(
    t`Urgency`,
    URGENCIES.map((one, index) => ({
      key: String(index + 1),
      label: urgencyName(one),
      run: () => choose(one),
    })),
  );

  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={t`Assessment`}>
      <UrgencyChoice urgency={urgency} change={setUrgency} hasDigits />
      <div className={classes.why}>
        <TextInput
          ref={why}
          label={t`Why`}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={isAsked && needsReason ? t`Say why; it is kept with the change.` : null}
          maxLength={200}
          required={isChanged}
          withAsterisk={false}
        />
        <Button type="submit" disabled={canChangeNow && !isChanged}>
          {canChangeNow ? <Trans>Set the urgency</Trans> : <Trans>Done, on to the next step</Trans>}
        </Button>
      </div>
      <Usual texts={usual} value={reason} choose={setReason} />
      {canChangeNow ? null : (
        <p className={classes.note}>
          <Trans>While the patient is with you the urgency is kept here, and given to the next step.</Trans>
        </p>
      )}
    </form>
  );
}
