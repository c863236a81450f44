import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, once, server } from "../../session/server.ts";
import { problemText } from "../../texts/problems.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Fault } from "../../ui/Fault.tsx";
import { toast } from "../../ui/toasts.tsx";

/** Sends a message that didn't arrive once more; the server judges whether it still makes sense. */
export function ResendDialog({ messageId, close }: { messageId: string; close: () => void }) {
  const { t, i18n } = useLingui();
  const { facilityId } = usePlace();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<string | undefined>();
  const [isBusy, setBusy] = useState(false);

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!reason.trim()) return setFault(t`Say why; it is kept with the change.`);
    setBusy(true);
    setFault(undefined);
    try {
      const params = { path: { facilityId, messageId }, header: once() };
      await answer(
        server.POST("/api/v1/facilities/{facilityId}/notifications/{messageId}/resends", {
          params,
          body: { reason: reason.trim() },
        }),
      );
      await queries.invalidateQueries({ queryKey: ["messages"] });
      toast({ text: t`The message is sent once more` });
      close();
    } catch (error) {
      setFault(problemText(i18n, error));
      setBusy(false);
    }
  }

  return (
    <Dialog title={t`Send once more`} close={close}>
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <TextInput
            label={t`Why`}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          <Fault text={fault} />
          <Button type="submit" loading={isBusy}>
            <Trans>Send once more</Trans>
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
