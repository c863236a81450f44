import type { Rows } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { useLocalSearchParams } from "expo-router";
import { useCallback } from "react";
import { useAccount } from "../session/useSigned.ts";
import { useView } from "../sync/useView.ts";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Loading } from "../ui/states.tsx";
import { EndedVisit } from "./EndedVisit.tsx";
import { refreshTickets } from "./live.ts";
import { TicketView } from "./TicketView.tsx";
import { endedVisits, useTickets } from "./useTickets.ts";

/** One ticket; where its visit has ended, how. */
export function TicketScreen() {
  const { t } = useLingui();
  const { visitId } = useLocalSearchParams<{ visitId: string }>();
  const account = useAccount();
  const { value, at, isLoading } = useTickets();
  const ticket = value?.find((one) => one.visitId === visitId);
  const ended = useView(
    useCallback((rows: Rows) => endedVisits(rows, 0).find(({ visit }) => visit.id === visitId), [visitId]),
  );
  return (
    <Screen title={t`My ticket`} refresh={() => void refreshTickets().catch(() => undefined)}>
      {ticket ? (
        <TicketView ticket={ticket} at={at} ownId={account?.patientId ?? null} />
      ) : ended ? (
        <EndedVisit ended={ended} />
      ) : isLoading ? (
        <Loading />
      ) : (
        <Empty title={t`This ticket isn't open any more.`} />
      )}
    </Screen>
  );
}
