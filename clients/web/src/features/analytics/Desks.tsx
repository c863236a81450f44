import { useLingui } from "@lingui/react/macro";
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { type Asked, useStays, useUtilisation } from "./asked.ts";
import { Behind, Card, LeftOut, Shown } from "./Card.tsx";
import { Chart } from "./Chart.tsx";
import { useNumbers } from "./numbers.ts";
import { Table } from "./Table.tsx";

/** How much of the time at desks was spent with patients. */
export function Desks({ asked }: { asked: Asked }) {
  const { t } = useLingui();
  const numbers = useNumbers();
  const [by, setBy] = useState<"PERSON" | "ROOM">("PERSON");
  const query = useUtilisation(asked, by);
  const { firstDay, lastDay } = asked;
  return (
    <Card
      title={t`Time at the desk spent with patients`}
      csv={{ view: "utilisation", asked: { firstDay, lastDay, by } }}
      extra={
        <SegmentedControl
          aria-label={t`Tell apart by`}
          data={[
            { value: "PERSON", label: t`Person` },
            { value: "ROOM", label: t`Room` },
          ]}
          value={by}
          onChange={(value) => setBy(value as typeof by)}
        />
      }
    >
      <Shown query={query} isEmpty={(report) => report.lines.length === 0}>
        {(report) => (
          <>
            <Chart
              title={t`Time at the desk spent with patients`}
              format={numbers.percent}
              columns={report.lines.map(({ key, name, now, previous }) => {
                const [label, share] = [name ?? t`Called by nobody`, numbers.percent(now.utilisation)];
                const was = numbers.percent(previous.utilisation);
                return {
                  key: key ?? "",
                  label,
                  value: now.utilisation ?? null,
                  previous: previous.utilisation ?? null,
                  told: t`${label}: ${share}; before: ${was}`,
                };
              })}
            />
            <Behind>
              <Table
                caption={t`Time at the desk spent with patients`}
                head={[
                  "",
                  t`At the desk`,
                  t`Breaks`,
                  t`With patients`,
                  t`Share`,
                  t`Period before`,
                  t`Served`,
                  t`Left out`,
                ]}
                rows={[
                  { key: "total", name: t`All`, now: report.total, previous: report.previousTotal },
                  ...report.lines,
                ].map(({ key, name, now, previous }) => ({
                  key: key ?? "",
                  cells: [
                    name ?? t`Called by nobody`,
                    numbers.hours(now.openMinutes),
                    numbers.hours(now.breakMinutes),
                    numbers.hours(now.servingMinutes),
                    numbers.percent(now.utilisation),
                    numbers.percent(previous.utilisation),
                    numbers.whole(now.services),
                    numbers.whole(now.unreliable),
                  ],
                }))}
              />
            </Behind>
            <LeftOut count={report.total.unreliable} />
          </>
        )}
      </Shown>
    </Card>
  );
}

/** How long whole visits took, by the services that served them. */
export function Stays({ asked }: { asked: Asked }) {
  const { t } = useLingui();
  const numbers = useNumbers();
  const query = useStays(asked);
  const { firstDay, lastDay, serviceId } = asked;
  return (
    <Card
      title={t`From arrival to the end of the visit`}
      csv={{ view: "stays", asked: { firstDay, lastDay, serviceId } }}
    >
      <Shown query={query} isEmpty={(report) => report.lines.length === 0}>
        {(report) => (
          <>
            <Table
              caption={t`From arrival to the end of the visit`}
              head={[
                t`Way through the services`,
                t`Visits`,
                t`Period before`,
                t`Half take at most`,
                t`Before`,
                t`9 of 10 take at most`,
                t`Left out`,
              ]}
              rows={[
                { key: "total", name: t`All`, now: report.total, previous: report.previousTotal },
                ...report.lines.map(({ serviceIds, names, now, previous }) => ({
                  key: serviceIds.join(),
                  name: names.length > 0 ? names.join(" · ") : t`Served nowhere`,
                  now,
                  previous,
                })),
              ].map(({ key, name, now, previous }) => ({
                key,
                cells: [
                  name,
                  numbers.whole(now.visits),
                  numbers.whole(previous.visits),
                  numbers.minutes(now.stayP50),
                  numbers.minutes(previous.stayP50),
                  numbers.minutes(now.stayP90),
                  numbers.whole(now.unreliable),
                ],
              }))}
            />
            <LeftOut count={report.total.unreliable} />
          </>
        )}
      </Shown>
    </Card>
  );
}
