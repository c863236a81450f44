import { useLingui } from "@lingui/react/macro";
import { useLocalSearchParams, useRouter } from "expo-router";
import { useState } from "react";
import { View } from "react-native";
import { useNow } from "../texts/age.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Notice, Row } from "../ui/Card.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Shown } from "../ui/states.tsx";
import { Words } from "../ui/Words.tsx";
import { useFacilities, useHours, useServices } from "./directory.ts";
import { useHoursWords } from "./useHoursWords.ts";
import { useWaits, useWaitWords } from "./waits.ts";

/** What a hospital offers, with how long one waits now, and when it is open. */
export function FacilityScreen() {
  const { t } = useLingui();
  const router = useRouter();
  const { facilityId, for: purpose } = useLocalSearchParams<{ facilityId: string; for?: string }>();
  const facility = useFacilities().value?.find(({ id }) => id === facilityId);
  const services = useServices(facilityId);
  const waits = useWaits(facilityId);
  const hours = useHours(facilityId).value;
  const words = useHoursWords(facility?.timeZone ?? "UTC", useNow());
  const waitWords = useWaitWords();
  const [isWeekSeen, setWeekSeen] = useState(false);
  const isBooking = purpose === "book";
  return (
    <Screen
      title={facility?.name ?? t`Hospital`}
      refresh={() => {
        services.again();
        waits.again();
      }}
    >
      {hours && facility ? <Notice icon="clock" text={words.now(hours)} /> : null}
      <Words bold level={2}>
        {isBooking ? t`What do you need an appointment for?` : t`What do you need?`}
      </Words>
      <Shown asked={services}>
        {(all) =>
          all.length ? (
            all.map((service) => {
              const wait = waits.value?.items.find(({ serviceId }) => serviceId === service.id);
              return (
                <Row
                  key={service.id}
                  icon="stethoscope"
                  title={service.name}
                  text={wait ? waitWords(wait) : undefined}
                  onPress={() => router.push(isBooking ? `/book/${service.id}` : `/service/${service.id}`)}
                />
              );
            })
          ) : (
            <Empty title={t`There is nothing here yet.`} />
          )
        }
      </Shown>
      {hours?.length && !isWeekSeen ? (
        <Button kind="plain" icon="clock" label={t`Opening hours`} onPress={() => setWeekSeen(true)} />
      ) : null}
      {hours?.length && isWeekSeen ? (
        <Card>
          <Words bold level={2}>{t`Opening hours`}</Words>
          {words.week(hours).map(({ day, times }) => (
            <View key={day} style={{ flexDirection: "row", justifyContent: "space-between", gap: 12 }}>
              <Words>{day}</Words>
              <Words tabular>{times}</Words>
            </View>
          ))}
        </Card>
      ) : null}
    </Screen>
  );
}
