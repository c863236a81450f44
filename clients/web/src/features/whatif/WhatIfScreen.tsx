import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { useIsOnline } from "../../sync/useView.ts";
import { dayOf, plusDays } from "../../texts/days.ts";
import { Page } from "../../ui/Page.tsx";
import { Failed, OnlineOnly } from "../../ui/states.tsx";
import { isOver, type Job, type Question, useWhatIf } from "./job.ts";
import { Result } from "./Result.tsx";
import classes from "./WhatIf.module.css";

interface DeskHours {
  opens: string;
  closes: string;
  count: string;
}

/** A past or planned day as it might be, beside how it was or is planned. */
export default function WhatIfScreen() {
  const { t } = useLingui();
  const { facility, facilityId, timeZone } = usePlace();
  const isOnline = useIsOnline();
  const today = facility?.serviceDay ?? dayOf(Date.now(), timeZone);
  const [day, setDay] = useState(plusDays(today, -1));
  const [desks, setDesks] = useState<DeskHours[]>([]);
  const [policy, setPolicy] = useState("");
  const [demand, setDemand] = useState("100");
  const [duration, setDuration] = useState("100");
  const { job, error, isStarting, start, cancel } = useWhatIf();
  const isWorking = isStarting || (job !== undefined && !isOver(job));
  const isChanged = desks.length > 0 || policy !== "" || demand !== "100" || duration !== "100";
  const ask = () => {
    const body: Question = {
      facilityId,
      day,
      ...(desks.length > 0
        ? {
            desks: desks.map(({ opens, closes, count }) => ({
              queueIds: null,
              opens: `${opens}:00`,
              closes: `${closes}:00`,
              count: Number(count),
            })),
          }
        : {}),
      ...(policy ? { policy: policy as NonNullable<Question["policy"]> } : {}),
      ...(demand === "100" ? {} : { demandPercent: Number(demand) }),
      ...(duration === "100" ? {} : { durationPercent: Number(duration) }),
    };
    start(body);
  };
  const change = (index: number, part: Partial<DeskHours>) =>
    setDesks((before) => before.map((one, at) => (at === index ? { ...one, ...part } : one)));
  if (!isOnline) {
    return (
      <Page title={t`What if`}>
        <OnlineOnly>
          <Trans>Days that might be are worked out at the server alone.</Trans>
        </OnlineOnly>
      </Page>
    );
  }
  return (
    <Page title={t`What if`}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <TextInput
          type="date"
          label={t`Day`}
          description={t`A day that is over is taken as it was, another one as it is planned.`}
          value={day}
          required
          onChange={({ currentTarget: { value } }) => setDay(value)}
        />
        <Select
          label={t`Who is next`}
          data={[
            { value: "", label: t`As it is` },
            { value: "STRICT_WITH_PROMOTION", label: t`Urgency first, long waits move up` },
            { value: "ACCUMULATING_PRIORITY", label: t`Urgency and waiting time weighed` },
            { value: "FIFO", label: t`In order of arrival` },
          ]}
          value={policy}
          onChange={(value) => setPolicy(value ?? "")}
          allowDeselect={false}
        />
        <TextInput
          type="number"
          label={t`People who come, % of those who do`}
          min={10}
          max={500}
          required
          value={demand}
          onChange={({ currentTarget: { value } }) => setDemand(value)}
        />
        <TextInput
          type="number"
          label={t`Length of services, %`}
          min={10}
          max={500}
          required
          value={duration}
          onChange={({ currentTarget: { value } }) => setDuration(value)}
        />
        <fieldset className={classes.desks}>
          <legend>
            <Trans>Desks, for all queues</Trans>
          </legend>
          {desks.length === 0 ? <p className="soft">{t`As they were or are planned.`}</p> : null}
          {desks.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
            <div key={index} className={classes.row}>
              <TextInput
                type="time"
                label={t`From`}
                required
                value={one.opens}
                onChange={({ currentTarget: { value } }) => change(index, { opens: value })}
              />
              <TextInput
                type="time"
                label={t`Until`}
                required
                value={one.closes}
                onChange={({ currentTarget: { value } }) => change(index, { closes: value })}
              />
              <TextInput
                type="number"
                label={t`Desks`}
                min={1}
                max={20}
                required
                value={one.count}
                onChange={({ currentTarget: { value } }) => change(index, { count: value })}
              />
              <Button variant="default" onClick={() => setDesks((before) => before.filter((_, at) => at !== index))}>
                <Trans>Remove</Trans>
              </Button>
            </div>
          ))}
          <Button
            variant="default"
            disabled={desks.length >= 24}
            onClick={() =>
              setDesks((before) => [
                ...before,
                { opens: before.at(-1)?.closes ?? "08:00", closes: "16:00", count: before.at(-1)?.count ?? "2" },
              ])
            }
          >
            {desks.length === 0 ? t`Set other desks` : t`Add hours`}
          </Button>
        </fieldset>
        <div className={classes.acts}>
          <Button type="submit" disabled={isWorking || !isChanged}>
            <Trans>Compare</Trans>
          </Button>
          {isWorking ? (
            <Button variant="default" onClick={() => cancel()}>
              <Trans>Stop</Trans>
            </Button>
          ) : null}
          {isChanged ? null : <span className="soft">{t`Change something first.`}</span>}
        </div>
      </form>
      <div className={classes.answer}>{error ? <Failed error={error} /> : job ? <Told job={job} /> : null}</div>
    </Page>
  );
}

function Told({ job }: { job: Job }) {
  const { t } = useLingui();
  const { progress } = job;
  if (job.result) return <Result result={job.result} />;
  if (job.state === "CANCELLED") return <p role="status">{t`Stopped.`}</p>;
  if (job.state === "FAILED") {
    const why = {
      EMPTY_DAY: t`Nobody came on that day, or nobody is expected.`,
      CLOSED_DAY: t`That day is a holiday.`,
      DAY_TOO_LARGE: t`That day has more people or desks than can be worked out.`,
      INTERRUPTED: t`The server was interrupted. Ask again.`,
    };
    return <p role="alert">{why[job.failure ?? "INTERRUPTED"]}</p>;
  }
  return (
    <div>
      <p>{t`Playing the day 200 times: ${progress} %`}</p>
      <progress aria-label={t`Progress`} max={100} value={progress} className={classes.progress} />
    </div>
  );
}
