import type { Rows } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { useLocalSearchParams, useRouter } from "expo-router";
import { useState } from "react";
import { useFacilities, useRule, useService } from "../care/directory.ts";
import { type AppointmentRow as Appointment, all } from "../sync/rows.ts";
import { useActs } from "../sync/useActs.tsx";
import { useSnapshot, useView } from "../sync/useView.ts";
import { useNow } from "../texts/age.ts";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Loading } from "../ui/states.tsx";
import { Words } from "../ui/Words.tsx";
import { windowOf } from "./arrival.ts";
import { useAppointmentWords } from "./words.ts";

const NEAR_MS = 12 * 3_600_000;

const booked = (rows: Rows) =>
  all(rows, "appointment")
    .filter(({ status, start }) => status === "BOOKED" && Math.abs(Date.parse(start) - Date.now()) < NEAR_MS)
    .sort((a, b) => a.start.localeCompare(b.start));

/** Where the code at a hospital's entrance leads: check in, or take a number. */
export function CheckInScreen() {
  const { t } = useLingui();
  const router = useRouter();
  const { facilityId } = useLocalSearchParams<{ facilityId: string }>();
  const { isRead } = useSnapshot();
  const facility = useFacilities().value?.find(({ id }) => id === facilityId);
  const near = useView(booked);
  return (
    <Screen title={facility ? t`Welcome to ${facility.name}` : t`Welcome`}>
      {isRead ? null : <Loading />}
      {near.map((appointment) => (
        <CheckIn key={appointment.id} appointment={appointment} facilityId={facilityId} />
      ))}
      {isRead && near.length === 0 ? <Empty title={t`You have no appointment here today.`} /> : null}
      <Button
        kind={near.length ? "plain" : "main"}
        icon="people"
        label={t`Take a number`}
        onPress={() => router.push(`/find/${facilityId}`)}
      />
    </Screen>
  );
}

function CheckIn({ appointment, facilityId }: { appointment: Appointment; facilityId: string }) {
  const { t } = useLingui();
  const router = useRouter();
  const { act } = useActs();
  const now = useNow();
  const words = useAppointmentWords(appointment);
  const service = useService(appointment.serviceId).value;
  const arrival = windowOf(appointment.start, useRule(appointment.serviceId).value, now);
  const [isBusy, setBusy] = useState(false);
  if (!service || service.facilityId !== facilityId) return null;
  return (
    <Card>
      <Words size="lead" bold>
        {words.when}
      </Words>
      <Words tone="soft">{[words.service, words.doctor].filter(Boolean).join(" · ")}</Words>
      {arrival?.state === "SOON" || arrival?.state === "FAR" ? <Words>{t`It is too early to check in.`}</Words> : null}
      {arrival?.state === "OVER" ? (
        <Words>{t`It is too late to check in here. Please go to the reception.`}</Words>
      ) : null}
      {arrival?.state === "OPEN" ? (
        <Button
          icon="check"
          label={t`Check in`}
          isBusy={isBusy}
          onPress={() => {
            setBusy(true);
            void act("checkIn", { appointmentId: appointment.id, facilityId }, t`You have checked in.`).then(
              (isKept) => {
                setBusy(false);
                if (isKept) router.replace("/");
              },
            );
          }}
        />
      ) : null}
    </Card>
  );
}
