import { NotSaved, type Rows } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput } from "@mantine/core";
import { type FormEvent, useCallback, useMemo, useState } from "react";
import type { Person } from "../../patients/register.ts";
import { NOBODY, useCheckWho, type Who, WhoFields } from "../../patients/WhoFields.tsx";
import { usePlace } from "../../session/place.tsx";
import { answer, once, Refused, server } from "../../session/server.ts";
import { all, type QueueRow, type RouteRow, type Urgency } from "../../sync/rows.ts";
import { NotTaken } from "../../sync/sure.ts";
import { useIsOnline, useView } from "../../sync/useView.ts";
import { codeText, problemText } from "../../texts/problems.ts";
import { Fault } from "../../ui/Fault.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { toast } from "../../ui/toasts.tsx";
import { UrgencyChoice } from "../../ui/UrgencyChoice.tsx";
import classes from "./WalkInForm.module.css";
import { type Given, undoTicket, walkIn } from "./walkIn.ts";

const KEPT = "careturn.registration";

interface Queue extends QueueRow {
  waiting: number;
}

function queuesByName(rows: Rows): Queue[] {
  const waiting = new Map<string, number>();
  for (const { queueId, state } of all(rows, "entry")) {
    if (state === "WAITING") waiting.set(queueId, (waiting.get(queueId) ?? 0) + 1);
  }
  return all(rows, "queue")
    .map((queue) => ({ ...queue, waiting: waiting.get(queue.id) ?? 0 }))
    .sort((a, b) => a.serviceName.localeCompare(b.serviceName));
}

function routesByName(rows: Rows): RouteRow[] {
  return all(rows, "route").sort((a, b) => a.name.localeCompare(b.name));
}

export function WalkInForm({ done }: { done: (given: Given) => void }) {
  const { t, i18n } = useLingui();
  const { facilityId } = usePlace();
  const isOnline = useIsOnline();
  const kept = `${KEPT}.${facilityId}`;
  const queues = useView(queuesByName);
  const routes = useView(routesByName);
  const check = useCheckWho();
  const [who, setWho] = useState<Who>(NOBODY);
  const [wayId, setWayId] = useState(() => localStorage.getItem(kept));
  const [urgency, setUrgency] = useState<Urgency>("NON_URGENT");
  const [reason, setReason] = useState("");
  const [reasonForComing, setReasonForComing] = useState<string | null>(null);
  const [needsReason, setNeedsReason] = useState(false);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const isOpen = useCallback((queueId: string) => queues.some(({ id, open }) => id === queueId && open), [queues]);
  const data = useMemo(() => {
    const services = queues.map(({ id, serviceName, prefix, open, waiting }) => ({
      value: id,
      label: open ? t`${serviceName} (${prefix}), ${waiting} waiting` : t`${serviceName} (${prefix}), closed`,
      disabled: !open,
    }));
    if (routes.length === 0) return services;
    const nameOf = new Map(queues.map(({ id, serviceName }) => [id, serviceName]));
    return [
      ...services,
      {
        group: t`Routes`,
        items: routes.map(({ id, name, steps }) => ({
          value: id,
          label: `${name}: ${steps.map((step) => step.map((one) => nameOf.get(one)).join(" + ")).join(" → ")}`,
          disabled: !steps[0]?.every(isOpen),
        })),
      },
    ];
  }, [queues, routes, isOpen, t]);
  const steps = routes.find(({ id }) => id === wayId)?.steps ?? (wayId ? [[wayId]] : []);
  const way = wayId && steps[0]?.every(isOpen) ? { id: wayId, steps } : null;

  async function give(patient: () => Promise<Person>) {
    if (!way) return setFaults({ queue: t`Choose a service.` });
    if (needsReason && !reason.trim()) return setFaults({ reason: t`Say why.` });
    setBusy(true);
    setFaults({});
    try {
      const given = await walkIn({
        facilityId,
        patient: await patient(),
        steps: way.steps,
        urgency,
        reason,
        reasonForComing: reasonForComing ?? "",
      });
      localStorage.setItem(kept, way.id);
      toast({ text: t`${given.name} has a ticket`, undo: () => undoTicket(given) });
      done(given);
    } catch (error) {
      refused(error);
    } finally {
      setBusy(false);
    }
  }

  function refused(error: unknown) {
    const code = error instanceof NotTaken || error instanceof Refused || error instanceof NotSaved ? error.code : null;
    if (code === "reason-required") {
      setNeedsReason(true);
      return setFaults({ reason: t`The facility is closed now. Say why the patient is taken.` });
    }
    const text = code ? codeText(i18n, code) : problemText(i18n, error);
    const field = { "implausible-phone": "phone", "implausible-birth-date": "born" }[code ?? ""] ?? "all";
    setFaults({ [field]: text });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const checked = check(who);
    if ("faults" in checked) return setFaults(checked.faults);
    void give(async () => checked.person);
  }

  function unknown() {
    void give(async () => {
      const call = server.POST("/api/v1/patients/unidentified", { params: { header: once() }, body: { facilityId } });
      return { id: (await answer(call)).id };
    });
  }

  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <WhoFields who={who} change={setWho} faults={faults} />
      <Select
        label={t`Service`}
        data={data}
        value={way?.id ?? null}
        onChange={setWayId}
        error={faults.queue}
        searchable
        nothingFoundMessage={t`No such service`}
      />
      <UrgencyChoice urgency={urgency} change={setUrgency} />
      {reasonForComing === null ? (
        <Button
          variant="subtle"
          className={classes.more}
          leftSection={<Icon name="message" size={14} />}
          onClick={() => setReasonForComing("")}
        >
          <Trans>Reason for coming</Trans>
        </Button>
      ) : (
        <TextInput
          label={t`Reason for coming`}
          value={reasonForComing}
          onChange={(event) => setReasonForComing(event.currentTarget.value)}
          maxLength={500}
          autoFocus
        />
      )}
      {needsReason ? (
        <TextInput
          label={t`Reason`}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={faults.reason}
          maxLength={500}
        />
      ) : null}
      <Fault text={faults.all} />
      <div className={classes.foot}>
        <div className={classes.unknown}>
          <Button variant="subtle" onClick={unknown} disabled={!isOnline || isBusy || Boolean(who.chosen)}>
            <Trans>Unknown patient</Trans>
          </Button>
          {isOnline ? null : (
            <span className="soft">
              <Trans>The alias comes from the server. Until it is reached, type what you see as the name.</Trans>
            </span>
          )}
        </div>
        <Button type="submit" loading={isBusy}>
          {who.chosen ? <Trans>Give a ticket</Trans> : <Trans>Register and give a ticket</Trans>}
        </Button>
      </div>
    </form>
  );
}
