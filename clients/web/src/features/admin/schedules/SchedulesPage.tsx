import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { clock, day } from "../../../texts/time.ts";
import { Empty } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { WEEKDAYS, weekdayName } from "../facility/hours.ts";
import { Confirm, type Question } from "../kit/Confirm.tsx";
import classes from "../kit/kit.module.css";
import { Listed } from "../kit/Listed.tsx";
import { useAbsences, useDoctors, useRefresh, useSchedules, useServices } from "../kit/queries.ts";
import { AbsenceDialog } from "./AbsenceDialog.tsx";
import { HoursDialog } from "./HoursDialog.tsx";
import own from "./SchedulesPage.module.css";
import { runsOn, type Schedule } from "./week.ts";

type Shown =
  | { kind: "hours"; schedule: Schedule | null; doctorId?: string }
  | { kind: "absence"; doctorId?: string }
  | null;

export default function SchedulesPage() {
  const { t } = useLingui();
  const { facility } = usePlace();
  const schedules = useSchedules();
  const absences = useAbsences();
  const doctors = useDoctors();
  const [shown, setShown] = useState<Shown>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const today = facility?.serviceDay ?? new Date().toISOString().slice(0, 10);
  return (
    <>
      <div className={classes.bar}>
        <strong>{t`Weekly hours`}</strong>
        <span className="soft">
          <Link to="/admin/facility" className={classes.link}>
            <Trans>Holidays and opening hours</Trans>
          </Link>
        </span>
        <span className={classes.grow} />
        <Button variant="default" onClick={() => setShown({ kind: "absence" })}>
          <Trans>Enter an absence</Trans>
        </Button>
        <Button onClick={() => setShown({ kind: "hours", schedule: null })}>
          <Trans>Add hours</Trans>
        </Button>
      </div>
      <Listed query={schedules}>
        {(items) => (
          <Listed query={doctors}>
            {(people) => (
              <Week doctors={people} schedules={items.filter((one) => runsOn(one, today))} show={setShown} />
            )}
          </Listed>
        )}
      </Listed>
      <div className={classes.bar}>
        <strong>{t`Absences`}</strong>
      </div>
      <Listed query={absences} rows={2}>
        {(items) => <Absences absences={items.filter((one) => !one.withdrawnAt)} ask={setQuestion} />}
      </Listed>
      {shown?.kind === "hours" ? (
        <HoursDialog
          schedule={shown.schedule}
          today={today}
          close={() => setShown(null)}
          {...(shown.doctorId ? { doctorId: shown.doctorId } : {})}
        />
      ) : null}
      {shown?.kind === "absence" ? <AbsenceDialog close={() => setShown(null)} /> : null}
      {question ? <Confirm question={question} close={() => setQuestion(null)} /> : null}
    </>
  );
}

/** A doctor a line, a weekday a column; single days with their date. */
function Week({
  doctors,
  schedules,
  show,
}: {
  doctors: Schemas["Account"][];
  schedules: Schedule[];
  show: (shown: Shown) => void;
}) {
  const { t } = useLingui();
  const language = useLanguage();
  const { data: services = [] } = useServices();
  if (doctors.length === 0)
    return (
      <Empty icon="stethoscope" title={t`No doctors yet`}>
        {t`Give somebody the role of a doctor first, under “People”.`}
      </Empty>
    );
  return (
    <div className={classes.scroll}>
      <table className={`${classes.table} ${own.week}`}>
        <thead>
          <tr>
            <th>{t`Doctor`}</th>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday}>{weekdayName(weekday, language, "short")}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {doctors.map((doctor) => (
            <tr key={doctor.id}>
              <td dir="auto">
                {doctor.displayName}
                <button
                  type="button"
                  className={own.add}
                  onClick={() => show({ kind: "hours", schedule: null, doctorId: doctor.id })}
                >
                  {t`Add hours`}
                  <span className={own.hidden}> {doctor.displayName}</span>
                </button>
              </td>
              {WEEKDAYS.map((weekday) => (
                <td key={weekday}>
                  {schedules
                    .filter((one) => one.doctorId === doctor.id && one.weekday === weekday)
                    .sort((a, b) => a.starts.localeCompare(b.starts))
                    .map((one) => (
                      <Chip
                        key={one.id}
                        schedule={one}
                        service={services.find(({ id }) => id === one.serviceId)?.name ?? ""}
                        open={() => show({ kind: "hours", schedule: one })}
                      />
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Chip({ schedule, service, open }: { schedule: Schedule; service: string; open: () => void }) {
  const { t } = useLingui();
  const language = useLanguage();
  const { validFrom, validUntil } = schedule;
  const on = (date: string) => day(`${date}T12:00:00Z`, language, "UTC");
  return (
    <button type="button" className={own.chip} onClick={open}>
      <bdi>
        {schedule.starts.slice(0, 5)}–{schedule.ends.slice(0, 5)}
      </bdi>
      <span className={own.service} dir="auto">
        {service}
      </span>
      {validFrom === validUntil ? (
        <span className={own.note}>{t`Only ${on(validFrom)}`}</span>
      ) : validUntil ? (
        <span className={own.note}>{t`Until ${on(validUntil)}`}</span>
      ) : null}
    </button>
  );
}

function Absences({ absences, ask }: { absences: Schemas["Absence"][]; ask: (question: Question) => void }) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const refresh = useRefresh();
  const { data: doctors = [] } = useDoctors();
  const at = (when: string) => `${day(when, language, timeZone)}, ${clock(when, language, timeZone)}`;
  const name = (doctorId: string) => doctors.find(({ id }) => id === doctorId)?.displayName ?? "";
  if (absences.length === 0)
    return <Empty icon="coffee" title={t`No absences to come`}>{t`In an absence nothing is booked.`}</Empty>;

  function withdraw({ id, doctorId }: Schemas["Absence"]) {
    ask({
      title: t`Withdraw the absence of ${name(doctorId)}?`,
      text: t`Its time can be booked again. Appointments that were moved or cancelled stay so.`,
      act: t`Withdraw`,
      run: async () => {
        const params = { path: { absenceId: id }, header: once() };
        await answer(server.POST("/api/v1/absences/{absenceId}/withdraw", { params }));
        await refresh();
        toast({ text: t`The absence is withdrawn` });
      },
    });
  }

  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t`Doctor`}</th>
            <th>{t`From`}</th>
            <th>{t`Until`}</th>
            <th className={classes.wide}>{t`Reason`}</th>
            <th className={classes.wide}>{t`Appointments`}</th>
            <th>
              <VisuallyHidden>{t`More`}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {absences.map((absence) => (
            <tr key={absence.id}>
              <td dir="auto">{name(absence.doctorId)}</td>
              <td>{at(absence.start)}</td>
              <td>{at(absence.end)}</td>
              <td className={classes.wide} dir="auto">
                {absence.reason}
              </td>
              <td className={classes.wide}>
                {absence.affected === "MOVE" ? t`Moved` : t`Cancelled`}
                {absence.settledAt ? "" : ` · ${t`not all yet`}`}
              </td>
              <td data-end>
                <Button
                  variant="subtle"
                  onClick={() => withdraw(absence)}
                  aria-label={t`Withdraw the absence of ${name(absence.doctorId)}`}
                >
                  <Trans>Withdraw</Trans>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
