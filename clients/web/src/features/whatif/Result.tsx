import { useLingui } from "@lingui/react/macro";
import { useLanguage } from "../../texts/i18n.ts";
import { useUrgencyName } from "../../ui/Urgency.tsx";
import type { Compared, Job } from "./job.ts";
import classes from "./WhatIf.module.css";

type Estimate = Compared["baseline"];
type Kind = "minutes" | "percent" | "people";

/** What came out: in words first, then as a table with intervals. */
export function Result({ result }: { result: NonNullable<Job["result"]> }) {
  const { t } = useLingui();
  const urgencyName = useUrgencyName();
  const { days } = result;
  const everybody = result.waits.find(({ urgency }) => urgency == null);
  const rows: { name: string; kind: Kind; compared: Compared }[] = result.waits
    .filter(({ served }) => (served.baseline.value ?? 0) + (served.changed.value ?? 0) > 0)
    .sort((a, b) => Number(b.urgency == null) - Number(a.urgency == null))
    .flatMap(({ urgency, median, p90, within }) => {
      const who = urgency ? urgencyName(urgency) : t`Everybody`;
      return [
        { name: t`${who}: median wait`, kind: "minutes" as const, compared: median },
        { name: t`${who}: 9 of 10 wait at most`, kind: "minutes" as const, compared: p90 },
        { name: t`${who}: seen within target`, kind: "percent" as const, compared: within },
      ];
    });
  rows.push(
    { name: t`Time at the desk spent with patients`, kind: "percent", compared: result.utilisation },
    { name: t`Overtime of all desks`, kind: "minutes", compared: result.overtime },
    { name: t`Give up waiting`, kind: "people", compared: result.left },
    { name: t`Come when no desk is open any more`, kind: "people", compared: result.unserved },
  );
  return (
    <section aria-label={t`Result`}>
      {everybody ? <InWords waits={everybody} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t`Comparison`}>
        <table className={classes.table}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t`As it is`}</th>
              <th scope="col">{t`As it would be`}</th>
              <th scope="col">{t`Difference`}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, kind, compared }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Told estimate={compared.baseline} kind={kind} />
                </td>
                <td>
                  <Told estimate={compared.changed} kind={kind} />
                </td>
                <td>
                  <Told estimate={compared.difference} kind={kind} isDifference />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="soft">{t`Means of ${days} simulated days; in brackets where the true one lies with 95 % certainty.`}</p>
    </section>
  );
}

/** A difference whose interval holds zero is none that can be told. */
export function direction({ low, high }: Estimate): "less" | "more" | "same" {
  if (low == null || high == null || (low <= 0 && high >= 0)) return "same";
  return high < 0 ? "less" : "more";
}

function InWords({ waits }: { waits: NonNullable<Job["result"]>["waits"][number] }) {
  const { t } = useLingui();
  const format = useFormat();
  const { median } = waits;
  const [from, to] = [format(median.baseline.value, "minutes"), format(median.changed.value, "minutes")];
  const texts = {
    less: t`People would wait less: half of them ${to} at most, instead of ${from}.`,
    more: t`People would wait longer: half of them ${to} at most, instead of ${from}.`,
    same: t`People would wait about as long as now: half of them ${to} at most.`,
  };
  return (
    <p className={classes.words} role="status">
      {texts[direction(median.difference)]}
    </p>
  );
}

function useFormat() {
  const { t } = useLingui();
  const language = useLanguage();
  return (value: number | null | undefined, kind: Kind, isDifference = false) => {
    if (value == null) return "–";
    const number = new Intl.NumberFormat(`${language}-u-nu-latn`, {
      maximumFractionDigits: kind === "people" ? 1 : 0,
      ...(kind === "percent" ? { style: "percent" as const } : {}),
      ...(isDifference ? { signDisplay: "exceptZero" as const } : {}),
    }).format(value);
    return kind === "minutes" ? t`${number} min` : number;
  };
}

function Told({ estimate, kind, isDifference }: { estimate: Estimate; kind: Kind; isDifference?: boolean }) {
  const format = useFormat();
  const { value, low, high } = estimate;
  const word = isDifference ? direction(estimate) : "same";
  return (
    <span className={classes.told} data-clear={word !== "same" || undefined}>
      <bdi>{format(value, kind, isDifference)}</bdi>
      {low == null || high == null ? null : (
        <span className="soft">
          {" "}
          <bdi>
            [{format(low, kind, isDifference)} – {format(high, kind, isDifference)}]
          </bdi>
        </span>
      )}
    </span>
  );
}
