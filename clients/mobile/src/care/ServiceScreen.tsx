import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { useLocalSearchParams, useRouter } from "expo-router";
import { useState } from "react";
import { ForWhom, useForWhom } from "../me/ForWhom.tsx";
import { answer, once, server } from "../session/server.ts";
import { pocket } from "../sync/pocket.ts";
import { useIsOnline } from "../sync/useView.ts";
import { uuid7 } from "../sync/uuid.ts";
import { problemText } from "../texts/problems.ts";
import { refreshTickets } from "../tickets/live.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Notice } from "../ui/Card.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Shown } from "../ui/states.tsx";
import { Words } from "../ui/Words.tsx";
import { useFacilities, useRule, useService } from "./directory.ts";
import { useWaits, useWaitWords } from "./waits.ts";

/** One service: how long one waits now, take a number or book. */
export function ServiceScreen() {
  const { t, i18n } = useLingui();
  const router = useRouter();
  const { serviceId } = useLocalSearchParams<{ serviceId: string }>();
  const service = useService(serviceId);
  const facilityId = service.value?.facilityId;
  const facility = useFacilities().value?.find(({ id }) => id === facilityId);
  const rule = useRule(serviceId).value;
  const wait = useWaits(facilityId).value?.items.find((one) => one.serviceId === serviceId);
  const words = useWaitWords();
  const isOnline = useIsOnline();
  const whom = useForWhom();
  const [key] = useState(uuid7);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function join() {
    if (!service.value || !whom.patientId) return;
    const { facilityId: at, queueId } = service.value;
    setBusy(true);
    setError(null);
    try {
      const body = { facilityId: at, queueId, patientId: whom.patientId };
      const { visit } = await answer(server.POST("/api/v1/visits/join", { params: { header: once(key) }, body }));
      pocket.engine.nudge();
      await refreshTickets().catch(() => undefined);
      router.dismissAll();
      router.replace(`/ticket/${visit.id}`);
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  }

  return (
    <Screen title={service.value?.name ?? t`Service`} refresh={service.again}>
      {error ? <Notice tone="bad" text={problemText(i18n, error)} /> : null}
      <Shown asked={service}>
        {() => (
          <>
            {facility ? <Words tone="soft">{facility.name}</Words> : null}
            {wait ? (
              <Card>
                <Words tone="soft">{t`Now`}</Words>
                <Words size="lead" bold>
                  {words(wait)}
                </Words>
              </Card>
            ) : null}
            <ForWhom whom={whom} />
            <Ways
              rule={rule}
              isOnline={isOnline}
              isBusy={isBusy}
              isOff={!whom.patientId || wait?.open === false}
              join={() => void join()}
              book={() => router.push(`/book/${serviceId}`)}
            />
          </>
        )}
      </Shown>
    </Screen>
  );
}

interface WaysProps {
  rule: Schemas["BookingRule"] | undefined;
  isOnline: boolean;
  isBusy: boolean;
  isOff: boolean;
  join: () => void;
  book: () => void;
}

/** Take a number, book, or how else one gets there. */
function Ways({ rule, isOnline, isBusy, isOff, join, book }: WaysProps) {
  const { t } = useLingui();
  if (!rule) return null;
  return (
    <>
      {rule.remoteJoining ? (
        <>
          {isOnline ? null : (
            <Notice tone="warn" icon="cloud" text={t`A number is given by the hospital, so it needs a connection.`} />
          )}
          <Button
            icon="people"
            label={t`Take a number now`}
            isBusy={isBusy}
            isOff={isOff || !isOnline}
            onPress={join}
          />
        </>
      ) : (
        <Notice
          icon="door"
          text={t`For this service you take a number at the hospital: at the reception or at a kiosk.`}
        />
      )}
      {rule.booking === "ALL" ? (
        <Button
          kind={rule.remoteJoining ? "plain" : "main"}
          icon="calendar"
          label={t`Book an appointment`}
          onPress={book}
        />
      ) : null}
      {rule.booking === "STAFF" ? (
        <Words tone="soft">
          {t`Appointments for this service are made by the hospital. Please call or ask at the reception.`}
        </Words>
      ) : null}
    </>
  );
}
