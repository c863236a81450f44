import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { expecting } from "../kit/queries.ts";
import { Touched } from "../kit/Touched.tsx";
import { hoursText, parseHours, WEEKDAYS, weekdayName } from "./hours.ts";
import { Setting } from "./Setting.tsx";

export function Hours() {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const language = useLanguage();
  const params = { path: { facilityId } };
  const [touched, setTouched] = useState(0);
  return (
    <>
      <Setting
        name="opening-hours"
        title={t`Opening hours`}
        facilityId={facilityId}
        columns={2}
        fields={WEEKDAYS.map((weekday) => ({
          kind: "text",
          name: weekday,
          label: weekdayName(weekday, language),
          max: 100,
          isOptional: true,
        }))}
        checkAll={(values) =>
          Object.fromEntries(
            WEEKDAYS.filter((weekday) => parseHours(String(values[weekday] ?? "")) === null).map((weekday) => [
              weekday,
              t`Type hours such as 8–12, 13–18:30. They end after they begin and don't overlap.`,
            ]),
          )
        }
        read={async () => {
          const { items, version } = await answer(
            server.GET("/api/v1/facilities/{facilityId}/opening-hours", { params }),
          );
          const values = Object.fromEntries(
            WEEKDAYS.map((weekday) => [weekday, hoursText(items.filter((one) => one.weekday === weekday))]),
          );
          return { values, version };
        }}
        write={async (values, version) => {
          const header = expecting(version);
          const items = WEEKDAYS.flatMap((weekday) =>
            (parseHours(String(values[weekday] ?? "")) ?? []).map((span) => ({ weekday, ...span })),
          );
          const written = await answer(
            server.PUT("/api/v1/facilities/{facilityId}/opening-hours", {
              params: { ...params, header },
              body: { items },
            }),
          );
          setTouched(written.toRebook ?? 0);
          return written;
        }}
      />
      {touched > 0 ? (
        <Dialog title={t`The opening hours are changed`} close={() => setTouched(0)} size={520}>
          <Touched count={touched} close={() => setTouched(0)} />
        </Dialog>
      ) : null}
    </>
  );
}
