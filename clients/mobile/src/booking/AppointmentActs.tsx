import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import { useState } from "react";
import { View } from "react-native";
import { useRule } from "../care/directory.ts";
import { addToCalendar } from "../device/calendar";
import type { AppointmentRow } from "../sync/rows.ts";
import { useActs } from "../sync/useActs.tsx";
import { useNow } from "../texts/age.ts";
import { useLanguage } from "../texts/i18n.ts";
import { clock } from "../texts/time.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Notice } from "../ui/Card.tsx";
import { Choice } from "../ui/Field.tsx";
import { toast } from "../ui/toasts.tsx";
import { Words } from "../ui/Words.tsx";
import { windowOf } from "./arrival.ts";
import type { useAppointmentWords } from "./words.ts";

interface Props {
  appointment: AppointmentRow;
  words: ReturnType<typeof useAppointmentWords>;
}

/** Check in when it is time; before that be late, change, cancel, put it into the calendar. */
export function AppointmentActs({ appointment, words }: Props) {
  const { t } = useLingui();
  const router = useRouter();
  const language = useLanguage();
  const { act } = useActs();
  const now = useNow();
  const rule = useRule(appointment.serviceId).value;
  const [asked, setAsked] = useState<"LATE" | "CANCEL" | null>(null);
  const [minutes, setMinutes] = useState(15);
  const { id: appointmentId, status, visitId } = appointment;

  if (status === "CHECKED_IN")
    return (
      <>
        <Notice tone="good" text={t`You have checked in.`} />
        {visitId ? (
          <Button icon="people" label={t`See my ticket`} onPress={() => router.push(`/ticket/${visitId}`)} />
        ) : null}
      </>
    );
  if (status !== "BOOKED") return null;

  const arrival = windowOf(appointment.start, rule, now);
  const checkIn = () => act("checkIn", { appointmentId, facilityId: words.facilityId ?? "" }, t`You have checked in.`);
  const remember = () =>
    void addToCalendar({
      id: appointmentId,
      title: words.service,
      place: words.facility,
      start: appointment.start,
      end: appointment.end ?? appointment.start,
      timeZone: words.timeZone,
    }).then((isKept) => isKept || toast(t`The calendar can't be reached.`, "bad"));

  if (asked === "LATE")
    return (
      <Card>
        <Choice
          label={t`How late will you be?`}
          options={[5, 10, 15, 30, 60].map((value) => ({ value, label: t`${value} min` }))}
          value={minutes}
          onChange={setMinutes}
        />
        <Button
          label={t`Say that I am late`}
          onPress={() => {
            setAsked(null);
            void act("runningLate", { appointmentId, minutes }, t`We know that you will be late. Your place is kept.`);
          }}
        />
        <Button kind="plain" label={t`Never mind`} onPress={() => setAsked(null)} />
      </Card>
    );
  if (asked === "CANCEL")
    return (
      <Card>
        <Words bold>{t`Cancel this appointment?`}</Words>
        <Words tone="soft">{t`The time goes to somebody else.`}</Words>
        <Button
          kind="bad"
          label={t`Cancel the appointment`}
          onPress={() => {
            setAsked(null);
            void act("cancelAppointment", { appointmentId }, t`The appointment was cancelled.`);
          }}
        />
        <Button kind="plain" label={t`Keep it`} onPress={() => setAsked(null)} />
      </Card>
    );
  const opens = arrival ? clock(arrival.from, language, words.timeZone) : "";
  return (
    <View style={{ gap: 12 }}>
      {arrival?.state === "OPEN" && words.facilityId ? (
        <>
          <Notice tone="good" icon="door" text={t`Are you there? Then check in.`} />
          <Button icon="check" label={t`Check in`} onPress={() => void checkIn()} />
        </>
      ) : null}
      {arrival?.state === "SOON" ? <Notice icon="clock" text={t`You can check in here from ${opens}.`} /> : null}
      {arrival && arrival.state !== "FAR" ? (
        <Button kind="plain" icon="clock" label={t`I am running late`} onPress={() => setAsked("LATE")} />
      ) : null}
      <Button
        kind="plain"
        icon="calendar"
        label={t`Change the time`}
        onPress={() => router.push(`/book/${appointment.serviceId}?appointment=${appointmentId}`)}
      />
      <Button kind="plain" icon="plus" label={t`Put it into my calendar`} onPress={remember} />
      <Button kind="bad" icon="close" label={t`Cancel the appointment`} onPress={() => setAsked("CANCEL")} />
    </View>
  );
}
