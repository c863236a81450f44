import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { WEEKDAYS, weekdayName } from "../facility/hours.ts";
import { EditForm, type Read } from "../kit/EditForm.tsx";
import { type Field, listOf, numberOf, textOf, type Values } from "../kit/fields.ts";
import { expecting, useDoctors, useRefresh, useRooms, useServices } from "../kit/queries.ts";
import { Touched } from "../kit/Touched.tsx";
import { type Schedule, weekdayOf } from "./week.ts";

interface Props {
  schedule: Schedule | null;
  doctorId?: string;
  /** The facility's date. */
  today: string;
  close: () => void;
}

/** New hours, on several weekdays or a single day; or those that are there, of which room, places and end can change. */
export function HoursDialog({ schedule, doctorId, today, close }: Props) {
  const { t } = useLingui();
  const [touched, setTouched] = useState(0);
  const title = touched > 0 ? t`The hours are changed` : schedule ? t`Change hours` : t`Add hours`;
  return (
    <Dialog title={title} close={close} size={520}>
      {schedule && touched > 0 ? (
        <Touched count={touched} doctorId={schedule.doctorId} close={close} />
      ) : schedule ? (
        <ChangeForm schedule={schedule} touches={setTouched} close={close} />
      ) : (
        <AddForm doctorId={doctorId ?? ""} today={today} close={close} />
      )}
    </Dialog>
  );
}

function AddForm({ doctorId, today, close }: { doctorId: string; today: string; close: () => void }) {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const language = useLanguage();
  const refresh = useRefresh();
  const { data: doctors = [] } = useDoctors();
  const { data: services = [] } = useServices();
  const { room, seats } = useCommon();

  const fields = (values: Values): Field[] => [
    {
      kind: "choice",
      name: "doctorId",
      label: t`Doctor`,
      options: doctors.map(({ id, displayName }) => ({ value: id, label: displayName })),
    },
    {
      kind: "choice",
      name: "serviceId",
      label: t`Service`,
      options: services.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
    },
    { kind: "yes", name: "once", label: t`Only on one day` },
    ...(values.once
      ? []
      : ([
          {
            kind: "several",
            name: "weekdays",
            isShort: true,
            label: t`Weekdays`,
            options: WEEKDAYS.map((weekday) => ({ value: weekday, label: weekdayName(weekday, language, "short") })),
          },
        ] satisfies Field[])),
    { kind: "date", name: "validFrom", label: values.once ? t`Day` : t`From` },
    ...(values.once
      ? []
      : ([{ kind: "date", name: "validUntil", label: t`Until, if it ends`, isOptional: true }] satisfies Field[])),
    { kind: "time", name: "starts", label: t`Begins at` },
    { kind: "time", name: "ends", label: t`Ends at` },
    room,
    seats,
  ];

  async function save(values: Values) {
    const validFrom = String(values.validFrom);
    const weekdays = values.once
      ? [weekdayOf(validFrom)]
      : WEEKDAYS.filter((one) => listOf(values, "weekdays").includes(one));
    const hours = {
      facilityId,
      doctorId: String(values.doctorId),
      serviceId: String(values.serviceId),
      roomId: textOf(values, "roomId"),
      starts: String(values.starts),
      ends: String(values.ends),
      validFrom,
      validUntil: values.once ? validFrom : textOf(values, "validUntil"),
      seats: numberOf(values, "seats"),
    };
    try {
      for (const weekday of weekdays)
        await answer(server.POST("/api/v1/schedules", { params: { header: once() }, body: { ...hours, weekday } }));
    } finally {
      // Of several weekdays the first may be there already when a later one is refused.
      await refresh();
    }
    toast({ text: t`The hours are added` });
    close();
  }

  return (
    <EditForm
      fields={fields}
      columns={2}
      start={{
        doctorId,
        serviceId: "",
        once: false,
        weekdays: [],
        validFrom: today,
        validUntil: "",
        starts: "08:00",
        ends: "12:00",
        roomId: "",
        seats: "1",
      }}
      checkAll={(values): Record<string, string> =>
        String(values.ends) <= String(values.starts) ? { ends: t`It has to end after it begins.` } : {}
      }
      save={save}
      submit={t`Add`}
      isNew
    />
  );
}

interface ChangeProps {
  schedule: Schedule;
  /** How many appointments can't be kept now. */
  touches: (count: number) => void;
  close: () => void;
}

function ChangeForm({ schedule, touches, close }: ChangeProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const refresh = useRefresh();
  const { data: services = [] } = useServices();
  const { room, seats } = useCommon();
  const params = { path: { scheduleId: schedule.id } };
  const service = services.find(({ id }) => id === schedule.serviceId)?.name ?? "";
  const weekday = weekdayName(schedule.weekday, language);
  return (
    <>
      <p style={{ marginBlockStart: 0 }}>
        <bdi>{service}</bdi>, {weekday}, {schedule.starts.slice(0, 5)}–{schedule.ends.slice(0, 5)}
      </p>
      <EditForm
        fields={[
          room,
          seats,
          {
            kind: "date",
            name: "validUntil",
            label: t`Last day`,
            note: t`For other hours: end these, and add new ones. What is booked keeps its time.`,
            isOptional: !schedule.validUntil,
          },
        ]}
        start={valuesOf(schedule).values}
        version={schedule.version}
        save={async (values, version) => {
          const body = {
            roomId: textOf(values, "roomId"),
            seats: numberOf(values, "seats"),
            validUntil: textOf(values, "validUntil"),
          };
          const header = expecting(version);
          const { toRebook } = await answer(
            server.PATCH("/api/v1/schedules/{scheduleId}", { params: { ...params, header }, body }),
          );
          await refresh();
          toast({ text: t`The hours are changed` });
          if (toRebook) touches(toRebook);
          else close();
        }}
        reread={async () => valuesOf(await answer(server.GET("/api/v1/schedules/{scheduleId}", { params })))}
        submit={t`Save`}
      />
    </>
  );
}

function useCommon(): { room: Field; seats: Field } {
  const { t } = useLingui();
  const { data: rooms = [] } = useRooms();
  return {
    room: {
      kind: "choice",
      name: "roomId",
      label: t`Room, if fixed`,
      isOptional: true,
      options: rooms.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
    },
    seats: { kind: "number", name: "seats", label: t`Patients at the same time`, min: 1, max: 20 },
  };
}

function valuesOf({ roomId, seats, validUntil, version }: Schedule): Read {
  return { values: { roomId: roomId ?? "", seats: String(seats), validUntil: validUntil ?? "" }, version };
}
