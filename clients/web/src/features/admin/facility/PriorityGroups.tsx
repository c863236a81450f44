import { useLingui } from "@lingui/react/macro";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import type { Field } from "../kit/fields.ts";
import { expecting } from "../kit/queries.ts";
import { faultsOf, groupsOf } from "./groups.ts";
import { lastRow } from "./rows.ts";
import { Setting } from "./Setting.tsx";

const MOST = 30;

/** Who counts as waiting for longer; the last line is empty, for one more. */
export function PriorityGroups() {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const params = { path: { facilityId } };
  return (
    <Setting
      name="priority-groups"
      title={t`Priority groups`}
      facilityId={facilityId}
      columns={3}
      fields={(values) =>
        Array.from({ length: Math.min(lastRow(values) + 2, MOST) }, (_, index): Field[] => [
          { kind: "text", name: `label${index}`, label: t`Name`, max: 60, isOptional: true },
          {
            kind: "text",
            name: `code${index}`,
            label: t`Short name`,
            max: 40,
            isOptional: true,
            pattern: /^[A-Z][A-Z0-9_]{1,39}$/,
            like: t`Capital letters, digits and _, such as AGE.`,
          },
          {
            kind: "number",
            name: `minutes${index}`,
            label: t`Head start, minutes`,
            min: 0,
            max: 240,
            isOptional: true,
          },
        ]).flat()
      }
      checkAll={(values) => {
        const { unfilled, twice } = faultsOf(values);
        return {
          ...Object.fromEntries(unfilled.map((name) => [name, t`Fill this in, or empty the whole line.`])),
          ...Object.fromEntries(twice.map((name) => [name, t`This short name stands here twice.`])),
        };
      }}
      read={async () => {
        const { items, version } = await answer(
          server.GET("/api/v1/facilities/{facilityId}/priority-groups", { params }),
        );
        const values = Object.fromEntries(
          items.flatMap(({ code, label, headStartMinutes }, index) => [
            [`label${index}`, label],
            [`code${index}`, code],
            [`minutes${index}`, String(headStartMinutes)],
          ]),
        );
        return { values, version };
      }}
      write={(values, version) => {
        const header = expecting(version);
        return answer(
          server.PUT("/api/v1/facilities/{facilityId}/priority-groups", {
            params: { ...params, header },
            body: { items: groupsOf(values) },
          }),
        );
      }}
    />
  );
}
