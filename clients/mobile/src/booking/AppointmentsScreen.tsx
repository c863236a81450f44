import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import { pocket } from "../sync/pocket.ts";
import { useSnapshot, useView } from "../sync/useView.ts";
import { Button } from "../ui/Button.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Loading } from "../ui/states.tsx";
import { Words } from "../ui/Words.tsx";
import { AppointmentRow } from "./AppointmentRow.tsx";
import { past, upcoming } from "./appointments.ts";

export function AppointmentsScreen() {
  const { t } = useLingui();
  const router = useRouter();
  const { isRead } = useSnapshot();
  const coming = useView(upcoming);
  const gone = useView(past);
  return (
    <Screen title={t`Appointments`} tab="appointments" refresh={() => pocket.engine.nudge()}>
      {!isRead ? <Loading /> : null}
      {isRead && coming.length === 0 ? (
        <Empty title={t`You have no appointment.`} text={t`Book one here; you can change or cancel it at any time.`} />
      ) : null}
      {coming.map((appointment) => (
        <AppointmentRow key={appointment.id} appointment={appointment} />
      ))}
      <Button icon="plus" label={t`Book an appointment`} onPress={() => router.push("/find?for=book")} />
      {gone.length ? (
        <Words bold level={2}>
          {t`Earlier`}
        </Words>
      ) : null}
      {gone.map((appointment) => (
        <AppointmentRow key={appointment.id} appointment={appointment} />
      ))}
    </Screen>
  );
}
