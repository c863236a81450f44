import type { Queued } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { View } from "react-native";
import { useDoctors, useFacilities, useService } from "../care/directory.ts";
import { useActs } from "../sync/useActs.tsx";
import { uuid7 } from "../sync/uuid.ts";
import { OWN_ZONE } from "../texts/age.ts";
import { useLanguage } from "../texts/i18n.ts";
import { clock, day } from "../texts/time.ts";
import { Chip } from "../ui/Chip.tsx";
import { Words } from "../ui/Words.tsx";

const SHOWN = 4;

interface Alternative {
  doctorId: string;
  start: string;
}

/** A time that was wanted offline went to somebody else: others that are free. */
export function Alternatives({ mutation, done }: { mutation: Queued; done: () => void }) {
  const { t } = useLingui();
  const language = useLanguage();
  const { act } = useActs();
  const { serviceId, patientId } = mutation.args as { serviceId: string; patientId: string };
  const service = useService(serviceId).value;
  const facility = useFacilities().value?.find(({ id }) => id === service?.facilityId);
  const { nameOf } = useDoctors(service?.facilityId);
  const zone = facility?.timeZone ?? OWN_ZONE;
  const facts = mutation.result?.facts as { alternatives?: Alternative[] } | undefined;
  const others = (facts?.alternatives ?? []).slice(0, SHOWN);
  if (others.length === 0) return null;
  return (
    <View style={{ gap: 8 }}>
      <Words bold>{t`These are free:`}</Words>
      {others.map(({ doctorId, start }) => (
        <Chip
          key={`${doctorId}${start}`}
          label={[`${day(start, language, zone)}, ${clock(start, language, zone)}`, nameOf(doctorId)]
            .filter(Boolean)
            .join(" · ")}
          isChosen={false}
          isButton
          onPress={() => {
            const args = { id: uuid7(), serviceId, doctorId, start, patientId };
            void act("book", args, t`Your appointment is asked for.`).then((isKept) => isKept && done());
          }}
        />
      ))}
    </View>
  );
}
