import type { Rows } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { useLocalSearchParams } from "expo-router";
import { useCallback } from "react";
import { useAccount } from "../session/useSigned.ts";
import { type AppointmentRow, one } from "../sync/rows.ts";
import { useSnapshot, useView } from "../sync/useView.ts";
import { useLanguage } from "../texts/i18n.ts";
import { clock } from "../texts/time.ts";
import { useForecastWords } from "../tickets/words.ts";
import { Card, Notice } from "../ui/Card.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Loading } from "../ui/states.tsx";
import { Words } from "../ui/Words.tsx";
import { AppointmentActs } from "./AppointmentActs.tsx";
import { useTurn } from "./useTurn.ts";
import { useAppointmentWords } from "./words.ts";

/** One appointment, and what can be done with it. */
export function AppointmentScreen() {
  const { t } = useLingui();
  const { appointmentId } = useLocalSearchParams<{ appointmentId: string }>();
  const { isRead } = useSnapshot();
  const appointment = useView(useCallback((rows: Rows) => one(rows, "appointment", appointmentId), [appointmentId]));
  if (appointment) return <Shown appointment={appointment} />;
  return <Screen title={t`Appointment`}>{isRead ? <Empty title={t`This is no longer there.`} /> : <Loading />}</Screen>;
}

function Shown({ appointment }: { appointment: AppointmentRow }) {
  const { t } = useLingui();
  const language = useLanguage();
  const words = useAppointmentWords(appointment);
  const own = useAccount()?.patientId;
  const { rows } = useSnapshot();
  const isPending = rows.pending("appointment").has(appointment.id);
  const patient = one(rows, "patient", appointment.patientId);
  const expected = appointment.expectedAt ? clock(appointment.expectedAt, language, words.timeZone) : null;
  return (
    <Screen title={words.service || t`Appointment`}>
      <Card>
        <Words size="large" bold tabular>
          {words.time}
        </Words>
        <Words size="lead">{words.day}</Words>
        {words.doctor ? <Words>{t`With ${words.doctor}`}</Words> : null}
        {words.facility ? <Words tone="soft">{words.facility}</Words> : null}
        {patient && patient.id !== own ? <Words>{t`For ${patient.name}`}</Words> : null}
      </Card>
      <Turn appointment={appointment} timeZone={words.timeZone} />
      {isPending ? (
        <Notice tone="warn" icon="cloud" text={t`This waits to be sent. You are told here how it ends.`} />
      ) : null}
      {appointment.status === "CANCELLED" ? <Notice tone="warn" text={t`The appointment was cancelled.`} /> : null}
      {appointment.status === "NOSHOW" ? <Notice tone="warn" text={t`You didn't come to this appointment.`} /> : null}
      {appointment.status === "FULFILLED" ? <Notice tone="good" text={t`This appointment is done.`} /> : null}
      {expected ? <Notice icon="clock" text={t`The hospital knows that you will come at ${expected}.`} /> : null}
      <AppointmentActs appointment={appointment} words={words} />
    </Screen>
  );
}

/** Of today, before leaving home: when it will really begin, and why. */
function Turn({ appointment, timeZone }: { appointment: AppointmentRow; timeZone: string }) {
  const { t } = useLingui();
  const turn = useTurn(appointment);
  const { range, notes } = useForecastWords(timeZone);
  if (!turn) return null;
  return (
    <Card>
      <Words tone="soft">{t`Your turn today`}</Words>
      <Words size="lead" bold tabular>
        {range(turn)}
      </Words>
      {turn.early ? (
        <Words tone="soft" size="small">
          {t`We don't know this service well yet, so it may be quite different.`}
        </Words>
      ) : null}
      {notes(turn).map((note) => (
        <Words key={note}>{note}</Words>
      ))}
    </Card>
  );
}
