import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useState } from "react";
import { Empty } from "../../../ui/states.tsx";
import classes from "../kit/kit.module.css";
import { Listed } from "../kit/Listed.tsx";
import { useDepartments, useQueues, useRoutes, useServices } from "../kit/queries.ts";
import { NewService } from "./NewService.tsx";
import { RouteDialog } from "./RouteDialog.tsx";
import { ServiceDialog } from "./ServiceDialog.tsx";
import { usePolicyNames } from "./words.ts";

type Shown =
  | { kind: "new" }
  | { kind: "service"; service: Schemas["Service"]; queue: Schemas["QueueSettings"] }
  | { kind: "route"; route: Schemas["Route"] | null }
  | null;

export default function ServicesPage() {
  const { t } = useLingui();
  const services = useServices();
  const routes = useRoutes();
  const [shown, setShown] = useState<Shown>(null);
  const close = () => setShown(null);
  return (
    <>
      <div className={classes.bar}>
        <strong>{t`Services and their queues`}</strong>
        <span className={classes.grow} />
        <Button onClick={() => setShown({ kind: "new" })}>
          <Trans>Add a service</Trans>
        </Button>
      </div>
      <Listed query={services}>{(items) => <ServiceTable services={items} show={setShown} />}</Listed>
      <div className={classes.bar}>
        <strong>{t`Routes: which services follow each other`}</strong>
        <span className={classes.grow} />
        <Button variant="default" onClick={() => setShown({ kind: "route", route: null })}>
          <Trans>Add a route</Trans>
        </Button>
      </div>
      <Listed query={routes} rows={2}>
        {(items) => <RouteTable routes={items} show={setShown} />}
      </Listed>
      {shown?.kind === "new" ? <NewService close={close} /> : null}
      {shown?.kind === "service" ? <ServiceDialog service={shown.service} queue={shown.queue} close={close} /> : null}
      {shown?.kind === "route" ? <RouteDialog route={shown.route} close={close} /> : null}
    </>
  );
}

function ServiceTable({ services, show }: { services: Schemas["Service"][]; show: (shown: Shown) => void }) {
  const { t } = useLingui();
  const { data: queues } = useQueues();
  const { data: departments } = useDepartments();
  const policies = usePolicyNames();
  if (services.length === 0)
    return (
      <Empty
        icon="board"
        title={t`No services yet`}
      >{t`A service has a queue of its own. Add a department first, then its services.`}</Empty>
    );
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t`Name`}</th>
            <th>{t`Tickets`}</th>
            <th className={classes.wide}>{t`Department`}</th>
            <th>{t`Minutes`}</th>
            <th className={classes.wide}>{t`Order`}</th>
            <th>{t`Queue`}</th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => {
            const queue = queues?.find(({ id }) => id === service.queueId);
            return (
              <tr key={service.id} className={service.active ? undefined : classes.off}>
                <td dir="auto">
                  <button
                    type="button"
                    className={classes.open}
                    disabled={!queue}
                    onClick={() => queue && show({ kind: "service", service, queue })}
                  >
                    {service.name}
                  </button>
                  {service.active ? null : <span className={classes.tag}>{t`Not in use`}</span>}
                </td>
                <td>{queue?.prefix}</td>
                <td className={classes.wide} dir="auto">
                  {departments?.find(({ id }) => id === service.departmentId)?.name}
                </td>
                <td>{service.durationMinutes}</td>
                <td className={classes.wide}>{queue ? policies[queue.policy] : ""}</td>
                <td>{queue ? (queue.open ? t({ message: "Open", context: "of a queue" }) : t`Closed`) : ""}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function RouteTable({ routes, show }: { routes: Schemas["Route"][]; show: (shown: Shown) => void }) {
  const { t } = useLingui();
  const { data: queues } = useQueues();
  if (routes.length === 0)
    return (
      <Empty icon="next" title={t`No routes yet`}>{t`With a route, who is served goes on to the next service.`}</Empty>
    );
  const name = (queueId: string) => queues?.find(({ id }) => id === queueId)?.serviceName ?? "";
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t`Name`}</th>
            <th>{t`Steps`}</th>
          </tr>
        </thead>
        <tbody>
          {routes.map((route) => (
            <tr key={route.id} className={route.active ? undefined : classes.off}>
              <td dir="auto">
                <button type="button" className={classes.open} onClick={() => show({ kind: "route", route })}>
                  {route.name}
                </button>
                {route.active ? null : <span className={classes.tag}>{t`Not in use`}</span>}
              </td>
              <td dir="auto">{route.steps.map(({ queueIds }) => queueIds.map(name).join(" + ")).join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
