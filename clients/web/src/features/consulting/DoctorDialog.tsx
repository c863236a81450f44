import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { useDoctors } from "../../sync/doctors.ts";
import { NotTaken } from "../../sync/sure.ts";
import { codeText, problemText } from "../../texts/problems.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { toast } from "../../ui/toasts.tsx";
import { DoctorChoice } from "../board/DoctorChoice.tsx";
import type { Line } from "../board/lines.ts";
import { backFromDoctor, toDoctor } from "./toDoctor.ts";

/** Lets a patient wait for another doctor of the queue, with the place that the patient has. */
export function DoctorDialog({ line: { entry, patient }, close }: { line: Line; close: () => void }) {
  const { t, i18n } = useLingui();
  const { account, session } = usePlace();
  const { nameOf } = useDoctors();
  const [doctorId, setDoctorId] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const who = [entry.ticketNumber, patient?.name].filter(Boolean).join(", ");
  const ticket = entry.ticketNumber ?? "…";
  const refused = (error: unknown) =>
    toast({
      text: error instanceof NotTaken ? codeText(i18n, error.code) : problemText(i18n, error),
      tone: "bad",
    });

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!doctorId) return;
    setBusy(true);
    try {
      await toDoctor(entry, doctorId);
      const doctor = nameOf(doctorId);
      toast({
        text: t`${ticket} waits for ${doctor}`,
        undo: () => backFromDoctor(entry, session?.id, t`Taken back`).catch(refused),
      });
    } catch (error) {
      refused(error);
    }
    close();
  }

  return (
    <Dialog title={`${t`To another doctor`}: ${who}`} close={close}>
      <form onSubmit={send}>
        <Stack gap="md">
          <DoctorChoice queueId={entry.queueId} doctorId={doctorId} choose={setDoctorId} without={account.id} />
          <Button type="submit" disabled={!doctorId} loading={isBusy}>
            <Trans>Do it</Trans>
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
