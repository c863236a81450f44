import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import type { AppointmentRow as Appointment } from "../sync/rows.ts";
import { useForecastWords } from "../tickets/words.ts";
import { Row } from "../ui/Card.tsx";
import { useTurn } from "./useTurn.ts";
import { useAppointmentWords } from "./words.ts";

/** When, what for, with whom; today also when it will really begin. */
export function AppointmentRow({ appointment }: { appointment: Appointment }) {
  const { t } = useLingui();
  const router = useRouter();
  const { when, service, doctor, status, timeZone } = useAppointmentWords(appointment);
  const turn = useTurn(appointment);
  const { range } = useForecastWords(timeZone);
  const what = [service || t`Appointment`, doctor, status, turn ? range(turn) : ""].filter(Boolean).join(" · ");
  return <Row icon="calendar" title={when} text={what} onPress={() => router.push(`/booking/${appointment.id}`)} />;
}
