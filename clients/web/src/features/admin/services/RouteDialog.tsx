import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { EditForm, type Read } from "../kit/EditForm.tsx";
import { type Field, listOf, textOf, type Values } from "../kit/fields.ts";
import { expecting, useQueues, useRefresh } from "../kit/queries.ts";

type Route = Schemas["Route"];

/** Bound of a route's steps on this screen. */
const MOST_STEPS = 10;

export function RouteDialog({ route, close }: { route: Route | null; close: () => void }) {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const refresh = useRefresh();
  const { data: queues = [] } = useQueues();
  const options = queues.map(({ id, serviceName }) => ({ value: id, label: serviceName }));

  const fields = (values: Values): Field[] => {
    const steps = Math.min(stepsOf(values).length + 1, MOST_STEPS);
    return [
      { kind: "text", name: "name", label: t`Name`, max: 200 },
      ...Array.from({ length: steps }, (_, index): Field => {
        const number = index + 1;
        return {
          kind: "several",
          name: `step${index}`,
          label: index > 0 && index === steps - 1 ? t`Step ${number}, if there is one` : t`Step ${number}`,
          ...(index === 0
            ? { note: t`Of several services in one step, the patient waits in all and goes to each.` }
            : {}),
          options,
          isOptional: index > 0,
        };
      }),
      ...(route ? [{ kind: "yes", name: "active", label: t`In use` } satisfies Field] : []),
    ];
  };

  async function save(values: Values, version: number) {
    const name = textOf(values, "name") ?? "";
    const steps = stepsOf(values).map((queueIds) => ({ queueIds }));
    if (route) {
      const params = { path: { routeId: route.id }, header: expecting(version) };
      const body = { name, steps, active: values.active === true };
      await answer(server.PATCH("/api/v1/routes/{routeId}", { params, body }));
    } else {
      const params = { path: { facilityId }, header: once() };
      await answer(server.POST("/api/v1/facilities/{facilityId}/routes", { params, body: { name, steps } }));
    }
    await refresh();
    toast({ text: t`${name} is saved` });
    close();
  }

  return (
    <Dialog title={route?.name ?? t`Add a route`} close={close} size={520}>
      <EditForm
        fields={fields}
        start={route ? valuesOf(route).values : { name: "" }}
        version={route?.version ?? 0}
        save={save}
        {...(route
          ? {
              reread: async () =>
                valuesOf(
                  await answer(server.GET("/api/v1/routes/{routeId}", { params: { path: { routeId: route.id } } })),
                ),
            }
          : { isNew: true })}
        submit={route ? t`Save` : t`Add`}
      />
    </Dialog>
  );
}

/** What was chosen, without steps that were left empty. */
function stepsOf(values: Values): string[][] {
  return Array.from({ length: MOST_STEPS }, (_, index) => listOf(values, `step${index}`)).filter(
    (step) => step.length > 0,
  );
}

function valuesOf({ name, active, steps, version }: Route): Read {
  const chosen = Object.fromEntries(steps.map(({ queueIds }, index) => [`step${index}`, queueIds]));
  return { values: { name, active, ...chosen }, version };
}
