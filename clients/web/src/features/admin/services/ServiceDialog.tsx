import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { answer, server } from "../../../session/server.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { EditForm, type Read } from "../kit/EditForm.tsx";
import { numberOf, textOf, type Values } from "../kit/fields.ts";
import classes from "../kit/kit.module.css";
import { Listed } from "../kit/Listed.tsx";
import { expecting, useAdminQuery, useRefresh } from "../kit/queries.ts";
import { useBookingFields, useQueueFields, useServiceFields } from "./fields.ts";

type Service = Schemas["Service"];
type Queue = Schemas["QueueSettings"];

interface Props {
  service: Service;
  queue: Queue;
  close: () => void;
}

/** A service, how it is booked, and how its queue runs: three things with a version each. */
export function ServiceDialog({ service, queue, close }: Props) {
  const { t } = useLingui();
  const [part, setPart] = useState("service");
  return (
    <Dialog title={service.name} close={close} size={600}>
      <SegmentedControl
        className={classes.tabs ?? ""}
        aria-label={t`Part`}
        value={part}
        onChange={setPart}
        data={[
          { value: "service", label: t`Service` },
          { value: "booking", label: t`Booking` },
          { value: "queue", label: t`Queue` },
        ]}
      />
      {part === "service" ? <ServicePart service={service} /> : null}
      {part === "booking" ? <BookingPart service={service} /> : null}
      {part === "queue" ? <QueuePart queue={queue} /> : null}
    </Dialog>
  );
}

function ServicePart({ service }: { service: Service }) {
  const { t } = useLingui();
  const saved = useSaved(service.name);
  const fields = useServiceFields();
  const params = { path: { serviceId: service.id } };
  return (
    <EditForm
      fields={[
        ...fields,
        { kind: "yes", name: "active", label: t`In use`, note: t`Taken out of use, its queue closes at once.` },
      ]}
      start={serviceValues(service).values}
      version={service.version}
      save={async (values, version) => {
        const body = {
          name: textOf(values, "name"),
          departmentId: String(values.departmentId),
          durationMinutes: numberOf(values, "durationMinutes"),
          active: values.active === true,
        };
        await answer(
          server.PATCH("/api/v1/services/{serviceId}", { params: { ...params, header: expecting(version) }, body }),
        );
        await saved();
      }}
      reread={async () => serviceValues(await answer(server.GET("/api/v1/services/{serviceId}", { params })))}
      submit={t`Save`}
    />
  );
}

function BookingPart({ service }: { service: Service }) {
  const { t } = useLingui();
  const saved = useSaved(service.name);
  const fields = useBookingFields();
  const params = { path: { serviceId: service.id } };
  const read = async () =>
    ruleValues(await answer(server.GET("/api/v1/services/{serviceId}/booking-rule", { params })));
  const rule = useAdminQuery("booking-rule", read, [service.id]);
  return (
    <Listed query={rule}>
      {({ values, version: readVersion }) => (
        <EditForm
          key={rule.dataUpdatedAt}
          fields={fields}
          columns={2}
          start={values}
          version={readVersion}
          save={async (typed, version) => {
            const body = {
              booking: typed.booking as Schemas["BookingRuleBooking"],
              remoteJoining: typed.remoteJoining === true,
              leadMinutes: numberOf(typed, "leadMinutes"),
              horizonDays: numberOf(typed, "horizonDays"),
              slotMinutes: textOf(typed, "slotMinutes") ? numberOf(typed, "slotMinutes") : null,
              overbookingSeats: numberOf(typed, "overbookingSeats"),
              checkInBeforeMinutes: numberOf(typed, "checkInBeforeMinutes"),
              checkInAfterMinutes: numberOf(typed, "checkInAfterMinutes"),
            };
            const header = expecting(version);
            await answer(
              server.PUT("/api/v1/services/{serviceId}/booking-rule", { params: { ...params, header }, body }),
            );
            await saved();
          }}
          reread={read}
          submit={t`Save`}
        />
      )}
    </Listed>
  );
}

function QueuePart({ queue }: { queue: Queue }) {
  const { t } = useLingui();
  const saved = useSaved(queue.serviceName);
  const fields = useQueueFields();
  const params = { path: { queueId: queue.id } };
  return (
    <EditForm
      fields={fields}
      columns={2}
      start={queueValues(queue).values}
      version={queue.version}
      save={async (values, version) => {
        const body = {
          open: values.open === true,
          prefix: textOf(values, "prefix"),
          policy: values.policy as Queue["policy"],
          promotionFactor: numberOf(values, "promotionFactor"),
          bookingCreditMinutes: numberOf(values, "bookingCreditMinutes"),
          graceMinutes: numberOf(values, "graceMinutes"),
          missedCallReturnAfter: numberOf(values, "missedCallReturnAfter"),
          missedCallsAllowed: numberOf(values, "missedCallsAllowed"),
          maxWaiting: numberOf(values, "maxWaiting"),
          noticeLeadMinutes: numberOf(values, "noticeLeadMinutes"),
        };
        await answer(
          server.PATCH("/api/v1/queues/{queueId}", { params: { ...params, header: expecting(version) }, body }),
        );
        await saved();
      }}
      reread={async () => queueValues(await answer(server.GET("/api/v1/queues/{queueId}", { params })))}
      submit={t`Save`}
    />
  );
}

function useSaved(name: string): () => Promise<void> {
  const { t } = useLingui();
  const refresh = useRefresh();
  return async () => {
    toast({ text: t`${name} is saved` });
    await refresh();
  };
}

function serviceValues({ name, departmentId, durationMinutes, active, version }: Service): Read {
  return { values: { name, departmentId, durationMinutes: String(durationMinutes), active }, version };
}

function ruleValues({ rule, version }: Schemas["Rule"]): Read {
  return { values: typed(rule), version };
}

function queueValues({ version, ...queue }: Queue): Read {
  const { id: _, facilityId: _f, serviceId: _s, serviceName: _n, serviceDurationMinutes: _d, ...settings } = queue;
  return { values: typed(settings), version };
}

/** Numbers as they are typed. */
function typed(settings: object): Values {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, typeof value === "boolean" ? value : String(value ?? "")]),
  );
}
