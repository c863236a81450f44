import type { Rows } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Checkbox, MultiSelect, Stack, TextInput } from "@mantine/core";
import "@mantine/core/styles/Checkbox.css";
import "../../ui/multiSelect.css";
import { type FormEvent, useCallback, useState } from "react";
import { all, type Urgency } from "../../sync/rows.ts";
import { useView } from "../../sync/useView.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { UrgencyChoice } from "../../ui/UrgencyChoice.tsx";
import { Usual } from "../../ui/Usual.tsx";
import classes from "./BoardDialog.module.css";
import { DoctorChoice } from "./DoctorChoice.tsx";
import type { Line } from "./lines.ts";
import type { BoardActs } from "./useBoardActs.tsx";

// One part with the dialogs, as both come a little after the first look.
export { PrintList } from "./PrintList.tsx";

export type Asking =
  | { what: "urgency" | "transfer" | "bind" | "cancel" | "call"; line: Line }
  | { what: "move"; line: Line; afterEntryId: string | null };

interface Props {
  asking: Asking;
  acts: BoardActs;
  close: () => void;
}

/** What is needed before an act: mostly why, which stays written beside it. */
export function BoardDialog({ asking, acts, close }: Props) {
  const { t } = useLingui();
  const { what, line } = asking;
  const who = [line.entry.ticketNumber, line.patient?.name].filter(Boolean).join(", ");
  const [reason, setReason] = useState("");
  const [urgency, setUrgency] = useState<Urgency>(line.entry.urgency);
  const [queueIds, setQueueIds] = useState<string[]>([]);
  const [returns, setReturns] = useState(false);
  const [doctorId, setDoctorId] = useState(line.entry.boundDoctorId ?? "");
  const [isAsked, setAsked] = useState(false);
  const needsReason = what === "urgency" || what === "move" || what === "call";
  const titles = {
    urgency: t`Change the urgency`,
    transfer: t`Transfer`,
    bind: t`Choose the doctor`,
    cancel: t`Cancel`,
    call: t`Call before others`,
    move: t`Move in the queue`,
  };

  const why = reason.trim();
  const lacks = {
    reason: needsReason && !why,
    queue: what === "transfer" && queueIds.length === 0,
    urgency: what === "urgency" && urgency === line.entry.urgency,
  };

  const told = (isLacking: boolean, text: string) => (isAsked && isLacking ? text : null);

  function act() {
    switch (asking.what) {
      case "urgency":
        return acts.setUrgency(line, urgency, why);
      case "transfer":
        return acts.transfer(line, queueIds, returns, why);
      case "bind":
        return acts.bind(line, doctorId || null);
      case "cancel":
        return acts.cancel(line, why);
      case "call":
        return void acts.callThis(line, why);
      case "move":
        return acts.move(line, asking.afterEntryId, why);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (Object.values(lacks).some(Boolean)) return setAsked(true);
    act();
    close();
  }

  return (
    <Dialog title={`${titles[what]}: ${who}`} close={close}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {what === "urgency" ? (
            <UrgencyChoice
              urgency={urgency}
              change={setUrgency}
              hasFocus
              fault={told(lacks.urgency, t`It has this urgency already. Choose another.`)}
            />
          ) : null}
          {what === "transfer" ? (
            <Destination
              line={line}
              chosen={queueIds}
              choose={setQueueIds}
              isAsked={isAsked && lacks.queue}
              returns={returns}
              setReturns={setReturns}
            />
          ) : null}
          {what === "bind" ? (
            <DoctorChoice
              queueId={line.entry.queueId}
              doctorId={doctorId}
              choose={(id) => setDoctorId(id ?? "")}
              hasAny
            />
          ) : null}
          {what !== "bind" ? (
            <Reason
              value={reason}
              change={setReason}
              isNeeded={needsReason}
              hasFocus={what !== "urgency" && what !== "transfer"}
              error={told(lacks.reason, t`Say why; it is kept with the change.`)}
            />
          ) : null}
          <Submit isCancel={what === "cancel"} />
        </Stack>
      </form>
    </Dialog>
  );
}

function Submit({ isCancel }: { isCancel: boolean }) {
  return (
    <Button type="submit" color={isCancel ? "red.8" : "petrol"}>
      {isCancel ? <Trans>Cancel the visit here</Trans> : <Trans>Do it</Trans>}
    </Button>
  );
}

interface ReasonProps {
  value: string;
  change: (text: string) => void;
  isNeeded: boolean;
  hasFocus: boolean;
  error: string | null;
}

function Reason({ value, change, isNeeded, hasFocus, error }: ReasonProps) {
  const { t } = useLingui();
  const usual = [t`Feels worse`, t`In pain`, t`Needs an interpreter`, t`Arrived together`, t`Entered by mistake`];
  return (
    <div className={classes.reason}>
      <TextInput
        label={isNeeded ? t`Why` : t`Why (may be left out)`}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
        error={error}
        maxLength={200}
        data-autofocus={hasFocus || undefined}
      />
      <Usual texts={usual} value={value} choose={change} />
    </div>
  );
}

interface ChoiceProps {
  line: Line;
  chosen: string[];
  choose: (ids: string[]) => void;
  isAsked?: boolean;
}

function Destination({
  returns,
  setReturns,
  ...queues
}: ChoiceProps & { returns: boolean; setReturns: (returns: boolean) => void }) {
  const { t } = useLingui();
  return (
    <>
      <Queues {...queues} />
      <Checkbox
        label={t`Comes back here afterwards`}
        checked={returns}
        onChange={(event) => setReturns(event.currentTarget.checked)}
      />
    </>
  );
}

function Queues({ line, chosen, choose, isAsked = false }: ChoiceProps) {
  const { t } = useLingui();
  const queues = useView(useCallback((rows: Rows) => all(rows, "queue"), []));
  return (
    <MultiSelect
      label={t`To which queue`}
      data={queues
        .filter(({ id }) => id !== line.entry.queueId)
        .map(({ id, serviceName, prefix, open }) => ({
          value: id,
          label: `${serviceName} (${prefix})`,
          disabled: !open,
        }))}
      value={chosen}
      onChange={choose}
      error={isAsked ? t`Choose a queue.` : null}
      searchable
      data-autofocus
    />
  );
}
