import { useLingui } from "@lingui/react/macro";
import { SegmentedControl } from "@mantine/core";
import { type CSSProperties, useState } from "react";
import { useLanguage } from "../../texts/i18n.ts";
import classes from "./Analytics.module.css";
import { type Asked, type By, type HeatMap, useFigures, useHeatMap } from "./asked.ts";
import { Behind, Card, Shown } from "./Card.tsx";
import { Chart } from "./Chart.tsx";
import { useNumbers } from "./numbers.ts";
import { Table } from "./Table.tsx";
import { ByChoice, useLineNames } from "./Waits.tsx";

/** When and where people came, and what became of them. */
export function Arrivals({ asked }: { asked: Asked }) {
  const { t } = useLingui();
  const numbers = useNumbers();
  const [by, setBy] = useState<By>("HOUR");
  const nameOf = useLineNames(by);
  const query = useFigures(asked, by);
  return (
    <>
      <Card
        title={t`Arrivals`}
        csv={{ view: "figures", asked: { ...asked, by } }}
        extra={<ByChoice by={by} choose={setBy} />}
      >
        <Shown query={query} isEmpty={(report) => report.total.arrivals + report.previousTotal.arrivals === 0}>
          {(report) => (
            <>
              <Chart
                title={t`Arrivals`}
                format={numbers.whole}
                columns={report.lines.map((line) => {
                  const [label, arrivals] = [nameOf(line), numbers.whole(line.now.arrivals)];
                  const was = numbers.whole(line.previous.arrivals);
                  return {
                    key: line.key ?? "",
                    label,
                    value: line.now.arrivals,
                    previous: line.previous.arrivals,
                    told: t`${label}: ${arrivals}; before: ${was}`,
                  };
                })}
              />
              <Behind>
                <Table
                  caption={t`Arrivals`}
                  head={[
                    "",
                    t`Arrivals`,
                    t`Period before`,
                    t`Served`,
                    t`Sent on`,
                    t`Didn't come when called`,
                    t`Left without being seen`,
                    t`Cancelled`,
                  ]}
                  rows={report.lines.map((line) => ({
                    key: line.key ?? "",
                    cells: [
                      nameOf(line),
                      numbers.whole(line.now.arrivals),
                      numbers.whole(line.previous.arrivals),
                      numbers.whole(line.now.served),
                      numbers.whole(line.now.transferred),
                      numbers.whole(line.now.noShows),
                      numbers.whole(line.now.left),
                      numbers.whole(line.now.cancelled),
                    ],
                  }))}
                />
              </Behind>
            </>
          )}
        </Shown>
      </Card>
      <Heat asked={asked} />
    </>
  );
}

/** Weekdays by hours: a table whose numbers stand in it, so that the colour only helps. */
function Heat({ asked }: { asked: Asked }) {
  const { t } = useLingui();
  const [what, setWhat] = useState("arrivals");
  const query = useHeatMap(asked);
  return (
    <Card
      title={t`Weekdays and hours`}
      csv={{ view: "heat-map", asked: { ...asked } }}
      extra={
        <SegmentedControl
          aria-label={t`What the table shows`}
          data={[
            { value: "arrivals", label: t`Arrivals a day` },
            { value: "wait", label: t`Median wait` },
          ]}
          value={what}
          onChange={setWhat}
        />
      }
    >
      <Shown query={query} isEmpty={(map) => map.cells.length === 0}>
        {(map) => <HeatTable map={map} isWait={what === "wait"} />}
      </Shown>
    </Card>
  );
}

function HeatTable({ map, isWait }: { map: HeatMap; isWait: boolean }) {
  const { t } = useLingui();
  const language = useLanguage();
  const numbers = useNumbers();
  const hours = [...new Set(map.cells.map(({ hour }) => hour))].sort((a, b) => a - b);
  const value = (weekday: number, hour: number) => {
    const cell = map.cells.find((one) => one.weekday === weekday && one.hour === hour);
    return isWait ? cell?.waitP50 : cell?.arrivalsPerDay;
  };
  const most = Math.max(1, ...map.cells.map((cell) => (isWait ? cell.waitP50 : cell.arrivalsPerDay) ?? 0));
  const caption = isWait ? t`Median wait, minutes` : t`Arrivals a day`;
  const weekdays = Array.from({ length: 7 }, (_, index) => ({
    weekday: index + 1,
    // 5 January 1970 was a Monday
    name: new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" }).format((index + 4) * 86_400_000),
  }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={caption}>
      <table className={classes.heat}>
        <thead>
          <tr>
            <td />
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {String(hour).padStart(2, "0")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdays.map(({ weekday, name }) => (
            <tr key={weekday}>
              <th scope="row">{name}</th>
              {hours.map((hour) => {
                const here = value(weekday, hour);
                return (
                  <td key={hour} style={{ "--part": (here ?? 0) / most } as CSSProperties}>
                    {here == null ? "" : isWait || here >= 10 ? numbers.whole(here) : numbers.one(here)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
