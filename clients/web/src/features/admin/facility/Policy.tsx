import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import type { Field, Values } from "../kit/fields.ts";
import { expecting } from "../kit/queries.ts";
import { Setting } from "./Setting.tsx";

export function Policy() {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const params = { path: { facilityId } };
  const fields: Field[] = [
    { kind: "number", name: "reminderHours", label: t`First reminder, hours before`, min: 0, max: 168 },
    { kind: "number", name: "lastReminderHours", label: t`Last reminder, hours before`, min: 0, max: 48 },
    { kind: "time", name: "quietFrom", label: t`No reminders from` },
    { kind: "time", name: "quietUntil", label: t`No reminders until` },
    { kind: "number", name: "messagesPerDay", label: t`Most messages to one patient a day`, min: 1, max: 100 },
    { kind: "yes", name: "remindersByDefault", label: t`Remind who hasn't chosen` },
    { kind: "yes", name: "feedbackByDefault", label: t`Ask for feedback who hasn't chosen` },
    { kind: "number", name: "visitRetentionDays", label: t`Keep visits, days`, min: 30, max: 36_525 },
    { kind: "number", name: "messageRetentionDays", label: t`Keep the log of messages, days`, min: 7, max: 3653 },
    { kind: "number", name: "forecastRetentionDays", label: t`Keep forecasts, days`, min: 30, max: 3653 },
  ];
  return (
    <Setting
      name="policy"
      title={t`Messages and how long things are kept`}
      facilityId={facilityId}
      columns={2}
      fields={fields}
      read={async () => {
        const { policy, version } = await answer(server.GET("/api/v1/facilities/{facilityId}/policy", { params }));
        return { values: typed(policy), version };
      }}
      write={(values, version) => {
        const header = expecting(version);
        const body = Object.fromEntries(
          fields.map(({ kind, name }) => [name, kind === "number" ? Number(values[name]) : (values[name] ?? false)]),
        ) as unknown as Schemas["FacilityPolicy"];
        return answer(server.PUT("/api/v1/facilities/{facilityId}/policy", { params: { ...params, header }, body }));
      }}
    />
  );
}

function typed(policy: Schemas["FacilityPolicy"]): Values {
  return Object.fromEntries(
    Object.entries(policy).map(([name, value]) => [
      name,
      typeof value === "boolean" ? value : name.startsWith("quiet") ? String(value).slice(0, 5) : String(value),
    ]),
  );
}
