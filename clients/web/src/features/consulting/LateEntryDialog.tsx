import type { Rows } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useCallback, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { all, one } from "../../sync/rows.ts";
import { useActs } from "../../sync/useActs.ts";
import { useView } from "../../sync/useView.ts";
import { onServiceDay } from "../../texts/days.ts";
import { Dialog } from "../../ui/Dialog.tsx";

const OPEN = ["WAITING", "CALLED", "ON_HOLD"];

/** Who was seen on paper while the system couldn't be used. */
export function LateEntryDialog({ close }: { close: () => void }) {
  const { t } = useLingui();
  const { facility, session, timeZone } = usePlace();
  const { act } = useActs();
  const patients = useView(openEntries);
  const rooms = useView(activeRooms);
  const [entryId, setEntryId] = useState<string | null>(null);
  const [started, setStarted] = useState("");
  const [ended, setEnded] = useState("");
  const [roomId, setRoomId] = useState<string | null>(session?.roomId ?? null);
  const [isAsked, setAsked] = useState(false);
  const problem = useCallback(
    (from: Date, to: Date) => {
      if (to <= from) return t`The end must be after the start.`;
      return to.getTime() > Date.now() ? t`This is still to come.` : null;
    },
    [t],
  );
  const times =
    facility && started && ended
      ? {
          from: onServiceDay(facility.serviceDay, started, timeZone),
          to: onServiceDay(facility.serviceDay, ended, timeZone),
        }
      : null;
  const wrong = times ? problem(times.from, times.to) : null;

  async function enter(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!entryId || !times || wrong) return;
    const ticket = patients.find(({ value }) => value === entryId)?.label ?? "";
    const args = { entryId, startedAt: times.from.toISOString(), endedAt: times.to.toISOString() };
    const isKept = await act(
      "lateEntry",
      { ...args, ...(roomId ? { roomId } : {}) },
      { text: t`${ticket}: entered as served`, noUndo: true },
    );
    if (isKept) close();
  }

  return (
    <Dialog title={t`Late entry`} close={close}>
      <form onSubmit={enter} noValidate>
        <Stack gap="md">
          <p style={{ margin: 0 }} className="soft">
            <Trans>
              For who was seen while the system couldn't be used. Such times count as less exact and are left out of
              statistics. This can't be undone.
            </Trans>
          </p>
          <Select
            label={t`Patient or ticket`}
            data={patients}
            value={entryId}
            onChange={setEntryId}
            error={isAsked && !entryId ? t`Choose who was seen.` : null}
            nothingFoundMessage={t`Nobody waiting has this name. Register them at the reception first.`}
            limit={50}
            searchable
            data-autofocus
          />
          <Group grow gap="sm" align="start">
            <TextInput
              type="time"
              label={t`Started`}
              value={started}
              onChange={(event) => setStarted(event.currentTarget.value)}
              error={isAsked && !started ? t`Say when.` : null}
            />
            <TextInput
              type="time"
              label={t`Ended`}
              value={ended}
              onChange={(event) => setEnded(event.currentTarget.value)}
              error={isAsked && !ended ? t`Say when.` : wrong}
            />
          </Group>
          <Select label={t`Room`} data={rooms} value={roomId} onChange={setRoomId} searchable />
          <Button type="submit">
            <Trans>Enter as served</Trans>
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}

function openEntries(rows: Rows): { value: string; label: string }[] {
  return all(rows, "entry")
    .filter(({ state }) => OPEN.includes(state))
    .map(({ id, ticketNumber, patientId, queueId }) => {
      const parts = [ticketNumber, one(rows, "patient", patientId)?.name, one(rows, "queue", queueId)?.serviceName];
      return { value: id, label: parts.filter(Boolean).join(" · ") };
    })
    .sort((a, b) => a.label.localeCompare(b.label));
}

function activeRooms(rows: Rows): { value: string; label: string }[] {
  return all(rows, "room")
    .filter(({ active }) => active)
    .map(({ id, name }) => ({ value: id, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }));
}
