import { useLingui } from "@lingui/react/macro";
import { useLocalSearchParams, useRouter } from "expo-router";
import { useState } from "react";
import { useNow } from "../texts/age.ts";
import { Row } from "../ui/Card.tsx";
import { Field } from "../ui/Field.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Shown } from "../ui/states.tsx";
import { type Facility, useFacilities, useHours } from "./directory.ts";
import { useHoursWords } from "./useHoursWords.ts";

const MANY = 6;

/** Which hospital. */
export function FindScreen() {
  const { t } = useLingui();
  const router = useRouter();
  const { for: purpose } = useLocalSearchParams<{ for?: string }>();
  const facilities = useFacilities();
  const [words, setWords] = useState("");
  const isThere = ({ name }: Facility) => name.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase());
  return (
    <Screen title={t`Which hospital?`} refresh={facilities.again}>
      <Shown asked={facilities}>
        {(all) => (
          <>
            {all.length > MANY ? (
              <Field label={t`Search`} value={words} onChange={setWords} inputMode="search" />
            ) : null}
            {all.filter(isThere).map((facility) => (
              <FacilityRow
                key={facility.id}
                facility={facility}
                onPress={() => router.push(`/find/${facility.id}${purpose ? `?for=${purpose}` : ""}`)}
              />
            ))}
            {all.filter(isThere).length === 0 ? <Empty title={t`There is none of this name.`} /> : null}
          </>
        )}
      </Shown>
    </Screen>
  );
}

function FacilityRow({ facility, onPress }: { facility: Facility; onPress: () => void }) {
  const hours = useHours(facility.id).value;
  const { now } = useHoursWords(facility.timeZone, useNow());
  return <Row icon="hospital" title={facility.name} text={hours ? now(hours) : undefined} onPress={onPress} />;
}
