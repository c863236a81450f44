import { Trans, useLingui } from "@lingui/react/macro";
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { Dialog } from "../../ui/Dialog.tsx";
import { Fault } from "../../ui/Fault.tsx";
import classes from "./patients.module.css";
import { useProblem } from "./words.ts";

export interface Question {
  title: string;
  /** What will happen, and what stays. */
  text: ReactNode;
  act: string;
  /** Asked for where it is named; "needed" ones have to be typed. */
  reason?: { label: string; isNeeded?: boolean };
  /** Has to be typed, letter by letter. */
  typed?: { label: string; text: string };
  /** Throws what the server refused. */
  run: (reason: string | null) => Promise<unknown>;
}

/** Before what can't be undone by one press. */
export function Ask({ question, close }: { question: Question; close: () => void }) {
  const { t } = useLingui();
  const say = useProblem();
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const [faults, setFaults] = useState<{ reason?: string; typed?: string; all?: string }>({});
  const [isBusy, setBusy] = useState(false);

  async function run(event: FormEvent) {
    event.preventDefault();
    const wrong = {
      ...(question.reason?.isNeeded && !reason.trim() ? { reason: t`Say why.` } : {}),
      ...(question.typed && typed.trim() !== question.typed.text.trim()
        ? { typed: t`This isn't the same. Type it as it stands above.` }
        : {}),
    };
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    try {
      await question.run(reason.trim() || null);
      close();
    } catch (error) {
      setFaults({ all: say(error) });
      setBusy(false);
    }
  }

  return (
    <Dialog title={question.title} close={close} size={480}>
      <form className={classes.form} onSubmit={(event) => void run(event)} noValidate>
        <div className={classes.told}>{question.text}</div>
        {question.reason ? (
          <TextInput
            label={question.reason.label}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={faults.reason}
            maxLength={500}
          />
        ) : null}
        {question.typed ? (
          <TextInput
            label={question.typed.label}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={faults.typed}
            autoComplete="off"
            dir="auto"
            maxLength={200}
          />
        ) : null}
        <Fault text={faults.all} />
        <div className={classes.foot}>
          <Button variant="default" onClick={close} data-autofocus>
            <Trans>Leave it as it is</Trans>
          </Button>
          <Button type="submit" color="red.9" loading={isBusy}>
            {question.act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
