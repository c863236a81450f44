import type { Rows } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Checkbox, Select, Stack } from "@mantine/core";
import "@mantine/core/styles/Checkbox.css";
import { type FormEvent, useCallback, useMemo, useState } from "react";
import { desk } from "../sync/desk.ts";
import { all } from "../sync/rows.ts";
import { useView } from "../sync/useView.ts";
import { problemText } from "../texts/problems.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Fault } from "../ui/Fault.tsx";
import { toast } from "../ui/toasts.tsx";
import { usePlace } from "./place.tsx";
import { answer, once, server } from "./server.ts";

const KEPT = "careturn.desk";

/** Which room, and whose queues: what was chosen last is chosen already. */
export function OpenDesk({ close }: { close: () => void }) {
  const { t, i18n } = useLingui();
  const { account, facilityId } = usePlace();
  const kept = `${KEPT}.${account.id}.${facilityId}`;
  const before = useMemo(() => {
    const [roomId = null, ...queueIds] = localStorage.getItem(kept)?.split(" ") ?? [];
    return { roomId, queueIds };
  }, [kept]);
  const rooms = useView(
    useCallback(
      (rows: Rows) =>
        all(rows, "room")
          .filter(({ active }) => active)
          .sort(byName),
      [],
    ),
  );
  const queues = useView(
    useCallback((rows: Rows) => all(rows, "queue").sort((a, b) => a.serviceName.localeCompare(b.serviceName)), []),
  );
  const [roomId, setRoomId] = useState(before.roomId);
  const [queueIds, setQueueIds] = useState(before.queueIds);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function open(event: FormEvent) {
    event.preventDefault();
    if (!roomId || queueIds.length === 0) return setError(t`Choose a room and at least one queue.`);
    setBusy(true);
    try {
      const body = { roomId, queueIds };
      await answer(server.POST("/api/v1/desk-sessions", { params: { header: once() }, body }));
      localStorage.setItem(kept, [roomId, ...queueIds].join(" "));
      desk.engine.nudge();
      toast({ text: t`Desk opened` });
      close();
    } catch (cause) {
      setError(problemText(i18n, cause));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title={t`Open a desk`} close={close}>
      <form onSubmit={open}>
        <Stack gap="md">
          <Select
            label={t`Room`}
            data={rooms.map(({ id, name }) => ({ value: id, label: name }))}
            value={rooms.some(({ id }) => id === roomId) ? roomId : null}
            onChange={setRoomId}
            searchable
            data-autofocus
          />
          <Checkbox.Group label={t`Patients of these queues come here`} value={queueIds} onChange={setQueueIds}>
            <Stack gap={7} mt={6}>
              {queues.map(({ id, serviceName, prefix }) => (
                <Checkbox key={id} value={id} label={`${serviceName} (${prefix})`} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Fault text={error} />
          <Button type="submit" loading={isBusy}>
            <Trans>Open</Trans>
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name, undefined, { numeric: true });
}
