import { useLingui } from "@lingui/react/macro";
import { useLocalSearchParams, useRouter } from "expo-router";
import { useMemo, useState } from "react";
import { View } from "react-native";
import { type Slot, useDoctors, useFacilities, useRule, useService } from "../care/directory.ts";
import { ForWhom, useForWhom } from "../me/ForWhom.tsx";
import { OWN_ZONE } from "../texts/age.ts";
import { useLanguage } from "../texts/i18n.ts";
import { clock, longDay } from "../texts/time.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Card.tsx";
import { Chip } from "../ui/Chip.tsx";
import { Choice } from "../ui/Field.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Shown } from "../ui/states.tsx";
import { Words } from "../ui/Words.tsx";
import { byDay, useSlots } from "./slots.ts";
import { useBooking } from "./useBooking.ts";
import { WaitForSlot } from "./WaitForSlot.tsx";

const SHOWN_DAYS = 3;

/** A time with a doctor, or with whoever is free first; for a new appointment or in place of one. */
export function BookScreen() {
  const { t } = useLingui();
  const { serviceId, appointment: instead } = useLocalSearchParams<{ serviceId: string; appointment?: string }>();
  const service = useService(serviceId).value;
  const facility = useFacilities().value?.find(({ id }) => id === service?.facilityId);
  const timeZone = facility?.timeZone ?? OWN_ZONE;
  const rule = useRule(serviceId).value;
  const { doctors, nameOf } = useDoctors(service?.facilityId);
  const [doctorId, setDoctorId] = useState<string | null>(null);
  const anybody = useSlots(serviceId, null);
  const theirs = useSlots(doctorId ? serviceId : undefined, doctorId);
  const slots = doctorId ? theirs : anybody;
  const [shown, setShown] = useState(SHOWN_DAYS);
  const [chosen, setChosen] = useState<Slot | null>(null);
  const whom = useForWhom();
  const days = useMemo(() => byDay(slots.value ?? [], timeZone), [slots.value, timeZone]);
  const withTimes = new Set(anybody.value?.map((slot) => slot.doctorId));
  const choice = doctors.filter(({ id }) => withTimes.has(id) || id === doctorId);

  if (chosen)
    return (
      <Confirm
        slot={chosen}
        doctor={nameOf(chosen.doctorId)}
        service={service?.name ?? ""}
        timeZone={timeZone}
        patientId={whom.patientId}
        instead={instead}
        back={() => {
          setChosen(null);
          slots.again();
        }}
      />
    );
  return (
    <Screen title={instead ? t`Another time` : t`When do you want to come?`} refresh={slots.again}>
      {service ? <Words tone="soft">{[service.name, facility?.name].filter(Boolean).join(" · ")}</Words> : null}
      {rule && rule.booking !== "ALL" ? (
        <Notice
          tone="warn"
          text={t`Appointments for this service are made by the hospital. Please call or ask at the reception.`}
        />
      ) : null}
      {instead ? null : <ForWhom whom={whom} />}
      {choice.length > 1 ? (
        <Choice
          label={t`With whom?`}
          options={[
            { value: null as string | null, label: t`Whoever is free first` },
            ...choice.map(({ id, displayName }) => ({ value: id as string | null, label: displayName })),
          ]}
          value={doctorId}
          onChange={setDoctorId}
        />
      ) : null}
      <Shown asked={slots}>
        {() => (
          <>
            {days.length === 0 ? <Empty title={t`Nothing is free in the next four weeks.`} /> : null}
            {days.slice(0, shown).map(({ day, slots: free }) => (
              <Day key={day} slots={free} timeZone={timeZone} choose={setChosen} />
            ))}
            {days.length > shown ? (
              <Button kind="plain" label={t`Later days`} onPress={() => setShown(shown + SHOWN_DAYS)} />
            ) : null}
          </>
        )}
      </Shown>
      {instead || !slots.value ? null : (
        <WaitForSlot serviceId={serviceId} doctorId={doctorId} patientId={whom.patientId} timeZone={timeZone} />
      )}
    </Screen>
  );
}

function Day({ slots, timeZone, choose }: { slots: Slot[]; timeZone: string; choose: (slot: Slot) => void }) {
  const language = useLanguage();
  return (
    <View style={{ gap: 10 }}>
      <Words bold level={2}>
        {longDay(slots[0]!.start, language, timeZone)}
      </Words>
      <View style={{ flexDirection: "row", flexWrap: "wrap", gap: 10 }}>
        {slots.map((slot) => (
          <Chip
            key={slot.start}
            label={clock(slot.start, language, timeZone)}
            isChosen={false}
            isButton
            onPress={() => choose(slot)}
          />
        ))}
      </View>
    </View>
  );
}

interface ConfirmProps {
  slot: Slot;
  doctor: string;
  service: string;
  timeZone: string;
  patientId: string | null;
  instead: string | undefined;
  back: () => void;
}

function Confirm({ slot, doctor, service, timeZone, patientId, instead, back }: ConfirmProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const router = useRouter();
  const { book, isBusy, problem } = useBooking();
  const day = longDay(slot.start, language, timeZone);
  const time = clock(slot.start, language, timeZone);
  return (
    <Screen
      title={instead ? t`Change to this time?` : t`Book this time?`}
      foot={
        <>
          <Button
            label={instead ? t`Change the time` : t`Book`}
            isBusy={isBusy}
            isOff={!patientId}
            onPress={() =>
              void book(slot, patientId!, instead).then((id) => {
                if (!id) return;
                router.dismissAll();
                router.replace(`/booking/${id}`);
              })
            }
          />
          <Button kind="plain" label={t`Choose another time`} onPress={back} />
        </>
      }
    >
      {problem ? <Notice tone="bad" text={problem} /> : null}
      <View style={{ gap: 6 }}>
        <Words size="large" bold>
          {time}
        </Words>
        <Words size="lead">{day}</Words>
        <Words tone="soft">{[service, doctor].filter(Boolean).join(" · ")}</Words>
      </View>
    </Screen>
  );
}
