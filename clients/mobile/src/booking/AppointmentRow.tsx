import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import type { AppointmentRow as Appointment } from "../sync/rows.ts";
import { Row } from "../ui/Card.tsx";
import { useAppointmentWords } from "./words.ts";

/** When, what for, with whom. */
export function AppointmentRow({ appointment }: { appointment: Appointment }) {
  const { t } = useLingui();
  const router = useRouter();
  const { when, service, doctor, status } = useAppointmentWords(appointment);
  const what = [service || t`Appointment`, doctor, status].filter(Boolean).join(" · ");
  return <Row icon="calendar" title={when} text={what} onPress={() => router.push(`/booking/${appointment.id}`)} />;
}
