import type { Rows } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { useLocalSearchParams } from "expo-router";
import { useCallback } from "react";
import { useAccount } from "../session/useSigned.ts";
import { type AppointmentRow, one } from "../sync/rows.ts";
import { useSnapshot, useView } from "../sync/useView.ts";
import { useLanguage } from "../texts/i18n.ts";
import { clock } from "../texts/time.ts";
import { Card, Notice } from "../ui/Card.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Loading } from "../ui/states.tsx";
import { Words } from "../ui/Words.tsx";
import { AppointmentActs } from "./AppointmentActs.tsx";
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
