import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Person, registered } from "../../patients/register.ts";
import { NOBODY, useCheckWho, type Who, WhoFields } from "../../patients/WhoFields.tsx";
import { usePlace } from "../../session/place.tsx";
import { answer, once, server } from "../../session/server.ts";
import { type Alternative, alternativesOf, answered, seen } from "../../sync/answered.ts";
import { desk } from "../../sync/desk.ts";
import { NotTaken } from "../../sync/sure.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { uuid7 } from "../../sync/uuid.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { codeText, problemText } from "../../texts/problems.ts";
import { clock, day } from "../../texts/time.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Fault } from "../../ui/Fault.tsx";
import { toast } from "../../ui/toasts.tsx";
import classes from "./BookDialog.module.css";
import type { Line } from "./DayList.tsx";
import { type Slot, useServices } from "./slots.ts";
import { TimeChoice } from "./TimeChoice.tsx";

/** A slot that was chosen, an appointment that gets another time, or neither yet. */
export interface Booking {
  slot?: Slot;
  /** All of its seats are taken, and this is one more. */
  isBeyond?: boolean;
  moved?: Line;
}

export function BookDialog({
  booking: { slot: given, isBeyond, moved },
  close,
}: {
  booking: Booking;
  close: () => void;
}) {
  const { t, i18n } = useLingui();
  const { facilityId, timeZone } = usePlace();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const queries = useQueryClient();
  const check = useCheckWho();
  const { data: services = [] } = useServices();
  const bookable = services.filter(({ isBookable }) => isBookable);
  const [serviceId, setServiceId] = useState(given?.serviceId ?? moved?.serviceId ?? null);
  const [slot, setSlot] = useState<Alternative | null>(given ?? null);
  const [who, setWho] = useState<Who>(NOBODY);
  const [reason, setReason] = useState("");
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [alternatives, setAlternatives] = useState<Alternative[] | null>(null);
  const [isBusy, setBusy] = useState(false);

  const at = (start: string) => `${day(start, language, timeZone)}, ${clock(start, language, timeZone)}`;

  function taken(code: string, others: Alternative[]) {
    setFaults({ all: codeText(i18n, code) });
    if (others.length > 0) {
      setAlternatives(others);
      setSlot(null);
    }
    void queries.invalidateQueries({ queryKey: ["slots"] });
  }

  async function book(chosen: Alternative, person: Person, name: string) {
    const patientId = await registered(facilityId, person);
    const wish = { id: uuid7(), serviceId: serviceId!, doctorId: chosen.doctorId, start: chosen.start, patientId };
    const mid = await desk.act("book", {
      ...wish,
      ...(reason.trim() ? { reason: reason.trim() } : {}),
      ...(isBeyond ? { overbook: true } : {}),
    });
    const result = await answered(mid);
    if (result?.status === "REJECTED") {
      await seen(mid);
      return taken(result.code ?? "REJECTED", alternativesOf(result.facts));
    }
    const isThere = result?.status === "NOOP";
    const undo = async () => void (await desk.act("cancelAppointment", { appointmentId: wish.id }));
    if (isThere) toast({ text: t`${name} has an appointment with this doctor on that day already` });
    else if (result) toast({ text: t`${name} is booked for ${at(chosen.start)}`, undo });
    else toast({ text: t`Saved on this computer: the server decides when it is reached`, undo });
    close();
  }

  async function move(chosen: Alternative, line: Line) {
    await moveTo(line.id, chosen);
    toast({ text: t`${line.patientName} comes on ${at(chosen.start)} instead`, undo: () => moveBack(line) });
    close();
  }

  /** To the time that it had, if nobody has taken it meanwhile. */
  async function moveBack(line: Line) {
    try {
      await moveTo(line.id, line);
      toast({ text: t`${line.patientName} comes on ${at(line.start)} as before` });
    } catch (error) {
      toast({ text: problemText(i18n, error), tone: "bad" });
    }
  }

  async function moveTo(appointmentId: string, { doctorId, start }: { doctorId: string; start: string }) {
    const params = { path: { appointmentId }, header: once() };
    await answer(server.POST("/api/v1/appointments/{appointmentId}/reschedule", { params, body: { doctorId, start } }));
    desk.engine.nudge();
    for (const queryKey of [["slots"], ["rebook"], ["overbooking"]]) void queries.invalidateQueries({ queryKey });
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const checked = moved ? null : check(who);
    const wrong = checked && "faults" in checked ? checked.faults : {};
    const missing = slot ? wrong : { ...wrong, slot: t`Choose a time.` };
    if (!slot || Object.keys(missing).length > 0) return setFaults(missing);
    setBusy(true);
    setFaults({});
    await save(slot, checked && "person" in checked ? checked.person : undefined).catch(failed);
    setBusy(false);
    void queries.invalidateQueries({ queryKey: ["slots"] });
    void queries.invalidateQueries({ queryKey: ["overbooking"] });
  }

  async function save(chosen: Alternative, person: Person | undefined) {
    if (moved) await move(chosen, moved);
    else if (person) await book(chosen, person, who.chosen?.name ?? who.name.trim());
  }

  function failed(error: unknown) {
    setFaults({ all: error instanceof NotTaken ? codeText(i18n, error.code) : problemText(i18n, error) });
  }

  return (
    <Dialog title={moved ? t`Another time for ${moved.patientName}` : t`Book an appointment`} close={close} size={620}>
      <form onSubmit={(event) => void submit(event)} className={classes.form} noValidate>
        {given || moved ? null : (
          <Select
            label={t`Service`}
            data={bookable.map(({ id, name }) => ({ value: id, label: name }))}
            value={serviceId}
            onChange={(value) => {
              setServiceId(value);
              setSlot(null);
              setAlternatives(null);
            }}
            searchable
          />
        )}
        {serviceId ? (
          <TimeChoice
            serviceId={serviceId}
            slot={slot}
            choose={(chosen) => {
              setSlot(chosen);
              setFaults({});
            }}
            alternatives={alternatives}
            isFixed={Boolean(given)}
          />
        ) : null}
        {isBeyond ? (
          <p className="soft" style={{ margin: 0 }}>
            <Trans>All seats of this time are taken; this is one more, as some probably don't come.</Trans>
          </p>
        ) : null}
        <Fault text={faults.slot} />
        {moved ? null : (
          <>
            <WhoFields who={who} change={setWho} faults={faults} />
            <TextInput
              label={t`Reason, if told`}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              maxLength={500}
            />
          </>
        )}
        <Fault text={faults.all} />
        <div className={classes.foot}>
          {isOnline ? null : (
            <span className="soft">
              <Trans>Without the server this is kept as a wish: whoever is faster has the time.</Trans>
            </span>
          )}
          <Button type="submit" loading={isBusy} disabled={Boolean(moved) && !isOnline}>
            {moved ? <Trans>Give this time</Trans> : <Trans>Book</Trans>}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
