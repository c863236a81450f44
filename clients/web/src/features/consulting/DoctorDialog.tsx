import type { Rows } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, Stack } from "@mantine/core";
import { type FormEvent, useCallback, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { desk } from "../../sync/desk.ts";
import { useView } from "../../sync/useView.ts";
import { problemText } from "../../texts/problems.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { toast } from "../../ui/toasts.tsx";
import { doctorsAtWork } from "../board/doctorsAtWork.ts";
import type { Line } from "../board/lines.ts";

/** Lets a patient wait for another doctor of the queue, with the place that the patient has. */
export function DoctorDialog({ line: { entry, patient }, close }: { line: Line; close: () => void }) {
  const { t, i18n } = useLingui();
  const { account } = usePlace();
  const doctors = useView(useCallback((rows: Rows) => doctorsAtWork(rows), []));
  const others = doctors.filter(({ id, queueIds }) => id !== account.id && queueIds.includes(entry.queueId));
  const [doctorId, setDoctorId] = useState<string | null>(others[0]?.id ?? null);
  const who = [entry.ticketNumber, patient?.name].filter(Boolean).join(", ");

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!doctorId) return;
    const entryId = entry.id;
    const isAtDesk = entry.state === "CALLED" || entry.state === "SERVING";
    try {
      // Only one who waits can be bound: the call ends, the place stays.
      if (isAtDesk) await desk.act("hold", { entryId });
      await desk.act("bind", { entryId, doctorId });
      if (isAtDesk) await desk.act("resume", { entryId });
      const room = others.find(({ id }) => id === doctorId)?.room ?? "";
      const ticket = entry.ticketNumber ?? "…";
      toast({
        text: t`${ticket} waits for the doctor in ${room}`,
        undo: async () => {
          const before = entry.boundDoctorId;
          await desk.act("bind", { entryId, ...(before ? { doctorId: before } : {}) });
        },
      });
      close();
    } catch (error) {
      toast({ text: problemText(i18n, error), tone: "bad" });
    }
  }

  return (
    <Dialog title={`${t`To another doctor`}: ${who}`} close={close}>
      <form onSubmit={send}>
        <Stack gap="md">
          {others.length > 0 ? (
            <Select
              label={t`Only for the doctor in`}
              data={others.map(({ id, room }) => ({ value: id, label: room }))}
              value={doctorId}
              onChange={setDoctorId}
              data-autofocus
            />
          ) : (
            <p>
              <Trans>No other doctor works for this queue now. Transfer the patient to another queue instead.</Trans>
            </p>
          )}
          <Button type="submit" disabled={!doctorId}>
            <Trans>Do it</Trans>
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
