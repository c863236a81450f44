import { useLingui } from "@lingui/react/macro";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { textOf } from "../kit/fields.ts";
import { expecting } from "../kit/queries.ts";
import { useCountry } from "./country.ts";
import { Setting } from "./Setting.tsx";

export function General() {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const country = useCountry();
  const params = { path: { facilityId } };
  return (
    <Setting
      name="facility"
      title={t`General`}
      facilityId={facilityId}
      columns={2}
      fields={[
        { kind: "text", name: "name", label: t`Name`, max: 200 },
        country,
        {
          kind: "text",
          name: "timeZone",
          label: t`Time zone`,
          note: t`All times are this zone's. It is fixed, as booked appointments depend on it.`,
          max: 64,
          isFixed: true,
        },
        {
          kind: "time",
          name: "serviceDayStart",
          label: t`A day begins at`,
          note: t`Ticket numbers begin anew then.`,
        },
      ]}
      read={async () => {
        const { name, country, timeZone, serviceDayStart, version } = await answer(
          server.GET("/api/v1/facilities/{facilityId}", { params }),
        );
        return { values: { name, country, timeZone, serviceDayStart: serviceDayStart.slice(0, 5) }, version };
      }}
      write={(values, version) => {
        const header = expecting(version);
        const body = {
          name: textOf(values, "name"),
          country: textOf(values, "country"),
          serviceDayStart: textOf(values, "serviceDayStart"),
        };
        return answer(server.PATCH("/api/v1/facilities/{facilityId}", { params: { ...params, header }, body }));
      }}
    />
  );
}
