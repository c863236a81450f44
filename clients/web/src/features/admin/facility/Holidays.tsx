import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { type Field, textOf } from "../kit/fields.ts";
import { expecting } from "../kit/queries.ts";
import { Touched } from "../kit/Touched.tsx";
import { lastRow, usedRows } from "./rows.ts";
import { Setting } from "./Setting.tsx";

const MOST = 200;

/** Days with names; the last line is empty, for one more. */
export function Holidays() {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const params = { path: { facilityId } };
  const [touched, setTouched] = useState(0);
  return (
    <>
      <Setting
        name="holidays"
        title={t`Holidays`}
        facilityId={facilityId}
        columns={2}
        fields={(values) => {
          const rows = Math.min(lastRow(values) + 2, MOST);
          return Array.from({ length: rows }, (_, index): Field[] => [
            { kind: "date", name: `day${index}`, label: t`Day`, isOptional: true },
            { kind: "text", name: `name${index}`, label: t`Name`, max: 100, isOptional: true },
          ]).flat();
        }}
        checkAll={(values) =>
          Object.fromEntries(
            usedRows(values).flatMap((index) => {
              const [day, name] = [textOf(values, `day${index}`), textOf(values, `name${index}`)];
              if (day && !name) return [[`name${index}`, t`Say what day this is.`]];
              return name && !day ? [[`day${index}`, t`Choose the day, or empty its name.`]] : [];
            }),
          )
        }
        read={async () => {
          const { items, version } = await answer(server.GET("/api/v1/facilities/{facilityId}/holidays", { params }));
          const days = [...items].sort((a, b) => a.day.localeCompare(b.day));
          const values = Object.fromEntries(
            days.flatMap(({ day, name }, index) => [
              [`day${index}`, day],
              [`name${index}`, name],
            ]),
          );
          return { values, version };
        }}
        write={async (values, version) => {
          const items = usedRows(values)
            .map((index) => ({
              day: textOf(values, `day${index}`) ?? "",
              name: textOf(values, `name${index}`) ?? "",
            }))
            .filter(({ day }) => day);
          const header = expecting(version);
          const written = await answer(
            server.PUT("/api/v1/facilities/{facilityId}/holidays", { params: { ...params, header }, body: { items } }),
          );
          setTouched(written.toRebook ?? 0);
          return written;
        }}
      />
      {touched > 0 ? (
        <Dialog title={t`The holidays are changed`} close={() => setTouched(0)} size={520}>
          <Touched count={touched} close={() => setTouched(0)} />
        </Dialog>
      ) : null}
    </>
  );
}
