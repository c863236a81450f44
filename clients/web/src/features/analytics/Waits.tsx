import { useLingui } from "@lingui/react/macro";
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { Urgency } from "../../sync/rows.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { date } from "../../texts/time.ts";
import { useUrgencyName } from "../../ui/Urgency.tsx";
import { type Asked, type By, type FiguresReport, useFigures } from "./asked.ts";
import { Card, LeftOut, Shown } from "./Card.tsx";
import { Chart } from "./Chart.tsx";
import { useNumbers } from "./numbers.ts";
import { Table } from "./Table.tsx";

/** How a line is called. */
export function useLineNames(by: By) {
  const { t } = useLingui();
  const urgencyName = useUrgencyName();
  const language = useLanguage();
  return ({ key, name }: { key?: string | null; name?: string | null }) => {
    if (key == null) return t`Called by nobody`;
    if (by === "DAY") return date(key, language);
    if (by === "HOUR") return `${key.padStart(2, "0")}:00`;
    if (by === "CATEGORY") return urgencyName(key as Urgency);
    return name || t`Not known any more`;
  };
}

/** What lines are told apart by. */
export function ByChoice({ by, choose, without = [] }: { by: By; choose: (by: By) => void; without?: By[] }) {
  const { t } = useLingui();
  const all: { value: By; label: string }[] = [
    { value: "HOUR", label: t`Hour` },
    { value: "SERVICE", label: t`Service` },
    { value: "DOCTOR", label: t`Called by` },
    { value: "CATEGORY", label: t`Urgency` },
    { value: "DAY", label: t`Day` },
  ];
  return (
    <SegmentedControl
      aria-label={t`Tell apart by`}
      data={all.filter(({ value }) => !without.includes(value))}
      value={by}
      onChange={(value) => choose(value as By)}
    />
  );
}

/** How long people waited. */
export function Waits({ asked }: { asked: Asked }) {
  const { t } = useLingui();
  const [by, setBy] = useState<By>("HOUR");
  const query = useFigures(asked, by);
  return (
    <Card
      title={t`From arrival to the start of service`}
      csv={{ view: "figures", asked: { ...asked, by } }}
      extra={<ByChoice by={by} choose={setBy} />}
    >
      <Shown query={query} isEmpty={(report) => report.total.waits + report.previousTotal.waits === 0}>
        {(report) => <Figures report={report} />}
      </Shown>
    </Card>
  );
}

function Figures({ report }: { report: FiguresReport }) {
  const { t } = useLingui();
  const numbers = useNumbers();
  const nameOf = useLineNames(report.by);
  const lines = report.lines.filter(({ now, previous }) => now.waits + previous.waits > 0);
  const half = (minutes: number | null | undefined) => numbers.minutes(minutes);
  return (
    <>
      <Chart
        title={t`Median wait`}
        overName={t`9 of 10 wait at most`}
        format={numbers.minutes}
        columns={lines.map((line) => {
          const [name, p50, p90] = [nameOf(line), half(line.now.waitP50), half(line.now.waitP90)];
          const was = half(line.previous.waitP50);
          return {
            key: line.key ?? "",
            label: name,
            value: line.now.waitP50 ?? null,
            over: line.now.waitP90 ?? null,
            previous: line.previous.waitP50 ?? null,
            told: t`${name}: half wait ${p50} at most, 9 of 10 ${p90}; before: ${was}`,
          };
        })}
      />
      <Table
        caption={t`From arrival to the start of service`}
        head={[
          "",
          t`Waits`,
          t`Median wait`,
          t`Change`,
          t`9 of 10 wait at most`,
          t`Change of it`,
          t`Seen within target`,
          t`Target before`,
          t`Left out`,
        ]}
        rows={[
          { key: "total", name: t`All`, now: report.total, previous: report.previousTotal },
          ...lines.map((line) => ({ ...line, key: line.key ?? "", name: nameOf(line) })),
        ].map(({ key, name, now, previous }) => ({
          key,
          cells: [
            name,
            numbers.whole(now.waits),
            half(now.waitP50),
            numbers.signedMinutes(difference(now.waitP50, previous.waitP50)),
            half(now.waitP90),
            numbers.signedMinutes(difference(now.waitP90, previous.waitP90)),
            numbers.percent(now.withinTarget),
            numbers.percent(previous.withinTarget),
            numbers.whole(now.unreliable),
          ],
        }))}
      />
      <LeftOut count={report.total.unreliable} />
    </>
  );
}

function difference(now: number | null | undefined, before: number | null | undefined): number | null {
  return now == null || before == null ? null : now - before;
}
