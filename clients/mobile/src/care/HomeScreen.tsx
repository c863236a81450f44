import type { Rows } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import { useCallback } from "react";
import { View } from "react-native";
import { AppointmentRow } from "../booking/AppointmentRow.tsx";
import { upcoming } from "../booking/appointments.ts";
import { HAS_SCANNER } from "../device/Scanner";
import { useAccount } from "../session/useSigned.ts";
import { useSnapshot, useView } from "../sync/useView.ts";
import { useNow } from "../texts/age.ts";
import { EndedVisit } from "../tickets/EndedVisit.tsx";
import { refreshTickets } from "../tickets/live.ts";
import { TicketView } from "../tickets/TicketView.tsx";
import { endedVisits, useTickets } from "../tickets/useTickets.ts";
import { Button } from "../ui/Button.tsx";
import { Row } from "../ui/Card.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Loading } from "../ui/states.tsx";
import { Words } from "../ui/Words.tsx";

/** After the end of a visit, for so long it stays on the first screen. */
const RECENT_MS = 3 * 3_600_000;

/** My ticket if there is one; else what comes next, and the ways to a doctor. */
export function HomeScreen() {
  const { t } = useLingui();
  const router = useRouter();
  const account = useAccount();
  const { isRead } = useSnapshot();
  const tickets = useTickets();
  const since = useNow() - RECENT_MS;
  const ended = useView(useCallback((rows: Rows) => endedVisits(rows, since), [since]));
  const next = useView(upcoming).slice(0, 2);
  const open = tickets.value ?? [];
  const first = open[0];
  const name = account?.displayName ?? "";
  const title = open.length === 1 ? t`My ticket` : open.length > 1 ? t`My tickets` : t`Hello ${name}`;
  const refresh = () => void refreshTickets().catch(() => undefined);

  return (
    <Screen title={title} tab="home" refresh={refresh}>
      {!isRead && !tickets.value ? <Loading /> : null}
      {open.length === 1 && first ? (
        <TicketView ticket={first} at={tickets.at} ownId={account?.patientId ?? null} />
      ) : null}
      {open.length > 1
        ? open.map((ticket) => (
            <Row
              key={ticket.visitId}
              icon="clock"
              title={ticket.ticketNumber}
              text={ticket.steps[0]?.service}
              onPress={() => router.push(`/ticket/${ticket.visitId}`)}
            />
          ))
        : null}
      {ended
        .filter(({ visit }) => !open.some(({ visitId }) => visitId === visit.id))
        .slice(0, 1)
        .map((one) => (
          <EndedVisit key={one.visit.id} ended={one} />
        ))}
      {open.length === 0 ? <Ways /> : null}
      {next.length ? (
        <Words bold level={2}>
          {t`Next appointments`}
        </Words>
      ) : null}
      {next.map((appointment) => (
        <AppointmentRow key={appointment.id} appointment={appointment} />
      ))}
      {open.length ? (
        <Button kind="plain" icon="plus" label={t`Another visit`} onPress={() => router.push("/find")} />
      ) : null}
    </Screen>
  );
}

/** To a doctor, for who waits nowhere. */
function Ways() {
  const { t } = useLingui();
  const router = useRouter();
  return (
    <View style={{ gap: 12 }}>
      <Button icon="people" label={t`Take a number`} onPress={() => router.push("/find")} />
      <Button
        kind="plain"
        icon="calendar"
        label={t`Book an appointment`}
        onPress={() => router.push("/find?for=book")}
      />
      {HAS_SCANNER ? (
        <Button
          kind="plain"
          icon="scan"
          label={t`Scan the code at the entrance`}
          onPress={() => router.push("/scan")}
        />
      ) : null}
    </View>
  );
}
