import type { Rows } from "@careturn/sync";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { all } from "../../sync/rows.ts";
import { useView } from "../../sync/useView.ts";
import { save } from "../../ui/save.ts";
import { useUrgencyName } from "../../ui/Urgency.tsx";
import classes from "./Analytics.module.css";
import { type Asked, useAccuracy, useMessageUsage, useUsage } from "./asked.ts";
import { Card, LeftOut, Shown } from "./Card.tsx";
import { useNumbers } from "./numbers.ts";
import { Table } from "./Table.tsx";

const CHANNELS: Record<string, MessageDescriptor> = {
  RECEPTION: msg`Reception`,
  KIOSK: msg`Kiosk`,
  PATIENT: msg`Patient's app`,
  BOOKING: msg`Appointment`,
  SELF: msg`Patient's app`,
  PUSH: msg`App`,
  SMS: msg`SMS`,
  NONE: msg`Not sent`,
};

const PEOPLE: Record<string, MessageDescriptor> = {
  ADMIN: msg`Administrator`,
  DOCTOR: msg`Doctor`,
  NURSE: msg`Nurse`,
  RECEPTIONIST: msg`Reception`,
  STAFF: msg`Staff`,
  PATIENT: msg`Patients`,
  DEVICE: msg`Devices`,
};

/** How much the product is used. */
export function Usage({ asked }: { asked: Asked }) {
  const { t, i18n } = useLingui();
  const numbers = useNumbers();
  const query = useUsage(asked);
  const { firstDay, lastDay } = asked;
  const word = (words: Record<string, MessageDescriptor>, key: string) => (words[key] ? i18n._(words[key]) : key);
  return (
    <Card title={t`Use`} csv={{ view: "usage", asked: { firstDay, lastDay } }}>
      <Shown query={query}>
        {(report) => (
          <>
            <Table
              caption={t`Use`}
              head={["", t`This period`, t`Period before`]}
              rows={[
                ...report.visits.map(({ key, now, previous }) => {
                  const channel = word(CHANNELS, key);
                  return row(`visits ${key}`, t`Visits by: ${channel}`, numbers.whole(now), numbers.whole(previous));
                }),
                ...report.activeStaff.flatMap(({ role, perDay, previousPerDay }) => {
                  const people = word(PEOPLE, role);
                  return row(
                    `staff ${role}`,
                    t`At work a day, on average: ${people}`,
                    numbers.one(perDay),
                    numbers.one(previousPerDay),
                  );
                }),
                row(
                  "offline hours",
                  t`Hours without a network, of all computers together`,
                  numbers.one(report.offline.hours),
                  numbers.one(report.offline.previousHours),
                ),
                row(
                  "outages",
                  t`Times that a computer was without a network`,
                  numbers.whole(report.offline.outages),
                  numbers.whole(report.offline.previousOutages),
                ),
                ...(report.signIns ?? []).map(({ key, now, previous }) => {
                  const people = word(PEOPLE, key);
                  return row(
                    `in ${key}`,
                    t`Sign-ins everywhere: ${people}`,
                    numbers.whole(now),
                    numbers.whole(previous),
                  );
                }),
                ...(report.registrations ?? []).map(({ key, now, previous }) => {
                  const channel = word(CHANNELS, key);
                  return row(
                    `new ${key}`,
                    t`New patients everywhere by: ${channel}`,
                    numbers.whole(now),
                    numbers.whole(previous),
                  );
                }),
                ...report.refusedChanges.map(({ code, changes }) =>
                  row(
                    `refused ${code}`,
                    t`Refused changes from computers, the latest: ${code}`,
                    numbers.whole(changes),
                    "",
                  ),
                ),
              ]}
            />
            <p
              className={classes.note}
            >{t`Nothing here says who. A computer tells how long it was without a network once it is back.`}</p>
          </>
        )}
      </Shown>
    </Card>
  );
}

function row(key: string, ...cells: string[]) {
  return { key, cells };
}

/** What messages there were, and what they cost. */
export function Messages({ asked }: { asked: Asked }) {
  const { t, i18n } = useLingui();
  const numbers = useNumbers();
  const query = useMessageUsage(asked);
  const title = t`Messages to patients`;
  const sums = (items: NonNullable<typeof query.data>["items"]) => {
    const by = new Map<string, { channel: string; currency: string; messages: number; failed: number; cost: number }>();
    for (const one of items) {
      const [channel, currency] = [one.channel ?? "NONE", one.currency ?? ""];
      const key = `${channel} ${currency}`;
      const sum = by.get(key) ?? { channel, currency, messages: 0, failed: 0, cost: 0 };
      sum.messages += one.messages;
      sum.failed += one.state === "FAILED" || one.state === "DEAD" || one.state === "EXPIRED" ? one.messages : 0;
      sum.cost += one.cost ?? 0;
      by.set(key, sum);
    }
    return [...by].map(([key, sum]) => ({ key, ...sum }));
  };
  const csv = () => {
    const rows = (query.data?.items ?? []).map((one) =>
      [one.day, one.kind, one.channel, one.state, one.messages, one.cost, one.currency].map((field) => field ?? ""),
    );
    const head = ["day", "kind", "channel", "state", "messages", "cost", "currency"];
    file(`messages-${asked.firstDay}-${asked.lastDay}.csv`, [head, ...rows]);
  };
  return (
    <Card title={title} {...(query.data ? { save: csv } : {})}>
      <Shown query={query} isEmpty={({ items }) => items.length === 0}>
        {({ items }) => (
          <Table
            caption={title}
            head={[t`By`, t`Messages`, t`Not delivered`, t`Cost`]}
            rows={sums(items).map(({ key, channel, currency, messages, failed, cost }) => ({
              key,
              cells: [
                CHANNELS[channel] ? i18n._(CHANNELS[channel]) : channel,
                numbers.whole(messages),
                numbers.whole(failed),
                currency ? `${numbers.one(cost)} ${currency}` : t`not known`,
              ],
            }))}
          />
        )}
      </Shown>
    </Card>
  );
}

/** How what people were told compares with what happened. */
export function Accuracy({ asked }: { asked: Asked }) {
  const { t } = useLingui();
  const urgencyName = useUrgencyName();
  const numbers = useNumbers();
  const query = useAccuracy(asked);
  const queues = useView(useCallback((rows: Rows) => all(rows, "queue"), []));
  const nameOf = (queueId: string) => queues.find(({ id }) => id === queueId)?.serviceName ?? t`Not known any more`;
  const title = t`What people were told of their turn, and what happened`;
  const csv = () =>
    file(`forecast-accuracy-${asked.firstDay}-${asked.lastDay}.csv`, [
      ["service", "urgency", "horizonMinutes", "told", "meanErrorMinutes", "inRange", "underP90", "meanWidthMinutes"],
      ...(query.data?.lines ?? []).map((line) => [
        nameOf(line.queueId),
        line.urgency,
        line.horizonMinutes,
        line.told,
        line.meanError,
        line.inRange,
        line.underP90,
        line.meanWidth,
      ]),
    ]);
  return (
    <Card title={title} {...(query.data ? { save: csv } : {})}>
      <Shown query={query} isEmpty={({ lines }) => lines.length === 0}>
        {({ lines, unreliable, firstDay }) => (
          <>
            {firstDay > asked.firstDay ? <p className={classes.note}>{t`Of the last 93 days of the period.`}</p> : null}
            <Table
              caption={title}
              head={[
                t`Service`,
                t`Urgency`,
                t`Told before the start`,
                t`Times told`,
                t`Off by, on average`,
                t`Within the range told`,
                t`Width of the range`,
              ]}
              rows={lines.map((line) => {
                const from = line.horizonMinutes;
                return {
                  key: `${line.queueId} ${line.urgency} ${from}`,
                  cells: [
                    nameOf(line.queueId),
                    urgencyName(line.urgency),
                    t`${from} min or more`,
                    numbers.whole(line.told),
                    numbers.minutes(line.meanError),
                    numbers.percent(line.inRange),
                    numbers.minutes(line.meanWidth),
                  ],
                };
              })}
            />
            <p className={classes.note}>{t`8 of 10 should start within the range that they were told.`}</p>
            <LeftOut count={unreliable} />
          </>
        )}
      </Shown>
    </Card>
  );
}

function file(name: string, rows: (string | number)[][]) {
  const field = (value: string | number) => {
    const text = typeof value === "string" && /^[=+\-@]/.test(value) ? `'${value}` : String(value);
    return /^[\w:.-]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
  };
  const text = rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");
  save(name, new Blob([text], { type: "text/csv;charset=utf-8" }));
}
