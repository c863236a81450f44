import { Trans, useLingui } from "@lingui/react/macro";
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Dialog } from "../../ui/Dialog.tsx";
import classes from "./BookDialog.module.css";
import type { Line } from "./DayList.tsx";

interface Props {
  line: Line;
  /** When check-in begins, as a clock shows it. */
  from: string;
  checkIn: (reason: string) => void;
  close: () => void;
}

/** Staff check somebody in before the time for it, and say why. */
export function EarlyDialog({ line, from, checkIn, close }: Props) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<string | null>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!reason.trim()) return setFault(t`Say why.`);
    checkIn(reason.trim());
    close();
  }

  return (
    <Dialog title={t`Check in ${line.patientName} early`} close={close}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <p style={{ margin: 0 }}>
          <Trans>
            Check-in begins at {from}. The patient waits from now on, with the place that belongs to the booked time.
            The reason stays with the appointment.
          </Trans>
        </p>
        <TextInput
          label={t`Why so early`}
          placeholder={t`Comes with a relative who has to leave`}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={fault}
          maxLength={500}
          data-autofocus
        />
        <div className={classes.foot}>
          <Button variant="default" onClick={close}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit">
            <Trans>Check in</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
