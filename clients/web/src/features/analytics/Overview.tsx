import { useLingui } from "@lingui/react/macro";
import { useLanguage } from "../../texts/i18n.ts";
import { date } from "../../texts/time.ts";
import classes from "./Analytics.module.css";
import { type Asked, type FiguresReport, useFigures } from "./asked.ts";
import { Behind, Card, LeftOut, Shown } from "./Card.tsx";
import { Chart } from "./Chart.tsx";
import { useNumbers } from "./numbers.ts";
import { Table } from "./Table.tsx";

/** How things stand, beside the period before. */
export function Overview({ asked }: { asked: Asked }) {
  const { t } = useLingui();
  const query = useFigures(asked, "DAY");
  return (
    <Shown query={query} isEmpty={(report) => report.total.arrivals + report.previousTotal.arrivals === 0}>
      {(report) => (
        <>
          <Tiles report={report} />
          <Card title={t`Arrivals a day`} csv={{ view: "figures", asked: { ...asked, by: "DAY" } }}>
            <Days report={report} />
          </Card>
        </>
      )}
    </Shown>
  );
}

function Tiles({ report }: { report: FiguresReport }) {
  const { t } = useLingui();
  const numbers = useNumbers();
  const { total: now, previousTotal: before, appointments, previousAppointments } = report;
  const missed = (of: FiguresReport["appointments"]) =>
    of && of.came + of.noShows > 0 ? of.noShows / (of.came + of.noShows) : null;
  const tiles = [
    { name: t`Arrivals`, value: numbers.whole(now.arrivals), was: numbers.whole(before.arrivals) },
    { name: t`Median wait`, value: numbers.minutes(now.waitP50), was: numbers.minutes(before.waitP50) },
    { name: t`9 of 10 wait at most`, value: numbers.minutes(now.waitP90), was: numbers.minutes(before.waitP90) },
    {
      name: t`Seen within target`,
      value: numbers.percent(now.withinTarget),
      was: numbers.percent(before.withinTarget),
    },
    { name: t`Didn't come when called`, value: numbers.whole(now.noShows), was: numbers.whole(before.noShows) },
    { name: t`Left without being seen`, value: numbers.whole(now.left), was: numbers.whole(before.left) },
    ...(appointments
      ? [
          {
            name: t`Appointments missed`,
            value: numbers.percent(missed(appointments)),
            was: numbers.percent(missed(previousAppointments)),
          },
        ]
      : []),
  ];
  return (
    <>
      <div className={classes.tiles}>
        {tiles.map(({ name, value, was }) => (
          <div key={name} className={`card ${classes.tile}`}>
            <div className="label">{name}</div>
            <div className={classes.value}>{value}</div>
            <div className="soft">{t`before: ${was}`}</div>
          </div>
        ))}
      </div>
      <LeftOut count={now.unreliable} />
    </>
  );
}

function Days({ report }: { report: FiguresReport }) {
  const { t } = useLingui();
  const language = useLanguage();
  const numbers = useNumbers();
  const title = t`Arrivals a day`;
  return (
    <>
      <Chart
        title={title}
        format={numbers.whole}
        columns={report.lines.map(({ key, now, previous }) => {
          const label = date(key ?? "", language);
          const [arrivals, was] = [numbers.whole(now.arrivals), numbers.whole(previous.arrivals)];
          return {
            key: key ?? "",
            label: label.replace(/[\s,]*\d{4}.*$/, ""),
            value: now.arrivals,
            previous: previous.arrivals,
            told: t`${label}: ${arrivals}; before: ${was}`,
          };
        })}
      />
      <Behind>
        <Table
          caption={title}
          head={[t`Day`, t`Arrivals`, t`Period before`, t`Median wait`, t`9 of 10 wait at most`, t`Seen within target`]}
          rows={report.lines.map(({ key, now, previous }) => ({
            key: key ?? "",
            cells: [
              date(key ?? "", language),
              numbers.whole(now.arrivals),
              numbers.whole(previous.arrivals),
              numbers.minutes(now.waitP50),
              numbers.minutes(now.waitP90),
              numbers.percent(now.withinTarget),
            ],
          }))}
        />
      </Behind>
    </>
  );
}
