import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { type Field, numberOf, textOf } from "../kit/fields.ts";
import { expecting } from "../kit/queries.ts";
import { Setting } from "./Setting.tsx";

const URGENCIES = ["IMMEDIATE", "EMERGENT", "URGENT", "LESS_URGENT", "NON_URGENT"] as const;

export function Urgencies() {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const params = { path: { facilityId } };
  return (
    <Setting
      name="urgency-levels"
      title={t`Urgencies`}
      facilityId={facilityId}
      columns={2}
      fields={URGENCIES.flatMap((urgency, index): Field[] => {
        const number = index + 1;
        return [
          { kind: "text", name: `label-${urgency}`, label: t`Name of level ${number}`, max: 60 },
          { kind: "number", name: `target-${urgency}`, label: t`Seen within, minutes`, min: 0, max: 1440 },
        ];
      })}
      read={async () => {
        const { items, version } = await answer(
          server.GET("/api/v1/facilities/{facilityId}/urgency-levels", { params }),
        );
        const values = Object.fromEntries(
          items.flatMap(({ urgency, label, targetMinutes, colour }) => [
            [`label-${urgency}`, label],
            [`target-${urgency}`, String(targetMinutes)],
            [`colour-${urgency}`, colour],
          ]),
        );
        return { values, version };
      }}
      write={(values, version) => {
        const header = expecting(version);
        const items: Schemas["UrgencyLevel"][] = URGENCIES.map((urgency) => ({
          urgency,
          label: textOf(values, `label-${urgency}`) ?? "",
          targetMinutes: numberOf(values, `target-${urgency}`),
          colour: String(values[`colour-${urgency}`]),
        }));
        return answer(
          server.PUT("/api/v1/facilities/{facilityId}/urgency-levels", {
            params: { ...params, header },
            body: { items },
          }),
        );
      }}
    />
  );
}
