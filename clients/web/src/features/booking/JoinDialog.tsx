import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Person, registered } from "../../patients/register.ts";
import { NOBODY, useCheckWho, type Who, WhoFields } from "../../patients/WhoFields.tsx";
import { usePlace } from "../../session/place.tsx";
import { answer, once, server } from "../../session/server.ts";
import { useDoctors } from "../../sync/doctors.ts";
import { NotTaken } from "../../sync/sure.ts";
import { dayOf, plusDays } from "../../texts/days.ts";
import { codeText, problemText } from "../../texts/problems.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Fault } from "../../ui/Fault.tsx";
import { toast } from "../../ui/toasts.tsx";
import classes from "./BookDialog.module.css";
import { useServices } from "./slots.ts";

const USUAL_DAYS = 28;

/** Waits for a time of a service, with one doctor or every, between two days. */
export function JoinDialog({ close }: { close: () => void }) {
  const { t, i18n } = useLingui();
  const { facilityId, facility, timeZone } = usePlace();
  const queries = useQueryClient();
  const check = useCheckWho();
  const { doctors } = useDoctors();
  const { data: services = [] } = useServices();
  const today = facility?.serviceDay ?? dayOf(Date.now(), timeZone);
  const [who, setWho] = useState<Who>(NOBODY);
  const [serviceId, setServiceId] = useState<string | null>(null);
  const [doctorId, setDoctorId] = useState("");
  const [fromDay, setFromDay] = useState(today);
  const [untilDay, setUntilDay] = useState(plusDays(today, USUAL_DAYS));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const checked = check(who);
    if ("faults" in checked) return setFaults(checked.faults);
    if (!serviceId) return setFaults({ service: t`Choose a service.` });
    if (untilDay < fromDay) return setFaults({ until: t`The last day is before the first.` });
    setBusy(true);
    setFaults({});
    await join(serviceId, checked.person).catch(failed);
    setBusy(false);
  }

  async function join(serviceId: string, person: Person) {
    const patientId = await registered(facilityId, person);
    const body = { serviceId, patientId, fromDay, untilDay, ...(doctorId ? { doctorId } : {}) };
    await answer(server.POST("/api/v1/waiting-list", { params: { header: once() }, body }));
    await queries.invalidateQueries({ queryKey: ["waiting-list"] });
    toast({ text: t`${who.chosen?.name ?? who.name.trim()} is on the waiting list` });
    close();
  }

  function failed(error: unknown) {
    setFaults({ all: error instanceof NotTaken ? codeText(i18n, error.code) : problemText(i18n, error) });
  }

  return (
    <Dialog title={t`Add to the waiting list`} close={close} size={620}>
      <form onSubmit={(event) => void submit(event)} className={classes.form} noValidate>
        <WhoFields who={who} change={setWho} faults={faults} />
        <div className={classes.pair}>
          <Select
            label={t`Service`}
            data={services.filter(({ isBookable }) => isBookable).map(({ id, name }) => ({ value: id, label: name }))}
            value={serviceId}
            onChange={setServiceId}
            error={faults.service}
            searchable
          />
          <Select
            label={t`Doctor`}
            data={[
              { value: "", label: t`Every doctor` },
              ...doctors.map((one) => ({ value: one.id, label: one.displayName })),
            ]}
            value={doctorId}
            onChange={(value) => setDoctorId(value ?? "")}
            searchable
          />
          <TextInput
            type="date"
            label={t`First day`}
            value={fromDay}
            min={today}
            required
            onChange={(event) => setFromDay(event.currentTarget.value || today)}
          />
          <TextInput
            type="date"
            label={t`Last day`}
            value={untilDay}
            min={fromDay}
            error={faults.until}
            required
            onChange={(event) => setUntilDay(event.currentTarget.value || fromDay)}
          />
        </div>
        <Fault text={faults.all} />
        <div className={classes.foot}>
          <Button type="submit" loading={isBusy}>
            <Trans>Add</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
