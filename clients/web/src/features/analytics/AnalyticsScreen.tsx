import type { Rows } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { SegmentedControl, Select, TextInput } from "@mantine/core";
import { useCallback, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { useDoctors } from "../../sync/doctors.ts";
import { all } from "../../sync/rows.ts";
import { useView } from "../../sync/useView.ts";
import { dayOf } from "../../texts/days.ts";
import { Page } from "../../ui/Page.tsx";
import { useUrgencyName } from "../../ui/Urgency.tsx";
import { URGENCIES } from "../../ui/urgencies.ts";
import classes from "./Analytics.module.css";
import { Arrivals } from "./Arrivals.tsx";
import { type Asked, daysOf, daysUpTo, isAskable } from "./asked.ts";
import { Desks, Stays } from "./Desks.tsx";
import { Overview } from "./Overview.tsx";
import { Accuracy, Messages, Usage } from "./Use.tsx";
import { Waits } from "./Waits.tsx";

const PERIODS = [7, 28, 91, 364];

const VIEWS = {
  overview: Overview,
  waits: Waits,
  arrivals: Arrivals,
  stays: Stays,
  desks: Desks,
  messages: Messages,
  usage: Usage,
  accuracy: Accuracy,
};

/** What happened over days and years, for who administers the facility. */
export default function AnalyticsScreen() {
  const { t } = useLingui();
  const { facility, timeZone } = usePlace();
  const today = facility?.serviceDay ?? dayOf(Date.now(), timeZone);
  const [view, setView] = useState<keyof typeof VIEWS>("overview");
  const [chosen, setChosen] = useState<Partial<Asked>>({});
  const asked: Asked = { ...daysUpTo(today, 28), serviceId: "", doctorId: "", urgency: "", ...chosen };
  const View = VIEWS[view];
  const names = {
    overview: t`Overview`,
    waits: t`Waits`,
    arrivals: t`Arrivals`,
    stays: t`Visits`,
    desks: t`Desks`,
    messages: t`Messages`,
    usage: t`Use`,
    accuracy: t`Forecasts`,
  };
  return (
    <Page title={t`Analytics`}>
      <Choices
        asked={asked}
        today={today}
        change={(part) => setChosen((before) => ({ ...before, ...part }))}
        view={view}
      />
      <div className={classes.tabs}>
        <SegmentedControl
          aria-label={t`View`}
          data={Object.entries(names).map(([value, label]) => ({ value, label }))}
          value={view}
          onChange={(value) => setView(value as keyof typeof VIEWS)}
        />
      </div>
      <div className={classes.view}>
        {isAskable(asked) ? (
          <View asked={asked} />
        ) : (
          <p role="alert">
            <Trans>Choose 1 to 400 days, the first before the last.</Trans>
          </p>
        )}
      </div>
    </Page>
  );
}

const WITH_DOCTOR = new Set(["overview", "waits", "arrivals"]);
const WITH_SERVICE = new Set([...WITH_DOCTOR, "stays"]);

function Choices({
  asked,
  today,
  view,
  change,
}: {
  asked: Asked;
  today: string;
  view: string;
  change: (part: Partial<Asked>) => void;
}) {
  const { t } = useLingui();
  const urgencyName = useUrgencyName();
  const { doctors } = useDoctors();
  const queues = useView(useCallback((rows: Rows) => all(rows, "queue"), []));
  const days = daysOf(asked);
  const preset = asked.lastDay === today && PERIODS.includes(days) ? String(days) : "";
  return (
    <div className={classes.bar}>
      <Select
        label={t`Period`}
        data={[
          { value: "7", label: t`Last 7 days` },
          { value: "28", label: t`Last 4 weeks` },
          { value: "91", label: t`Last 13 weeks` },
          { value: "364", label: t`Last 52 weeks` },
          { value: "", label: t`Other days` },
        ]}
        value={preset}
        onChange={(value) => value && change(daysUpTo(today, Number(value)))}
        allowDeselect={false}
        w={140}
      />
      <TextInput
        type="date"
        label={t`First day`}
        value={asked.firstDay}
        onChange={({ currentTarget: { value } }) => value && change({ firstDay: value })}
        w={140}
      />
      <TextInput
        type="date"
        label={t`Last day`}
        value={asked.lastDay}
        onChange={({ currentTarget: { value } }) => value && change({ lastDay: value })}
        w={140}
      />
      {WITH_SERVICE.has(view) ? (
        <Select
          label={t`Service`}
          data={[
            { value: "", label: t`All services` },
            ...queues.map(({ serviceId, serviceName }) => ({ value: serviceId, label: serviceName })),
          ]}
          value={asked.serviceId}
          onChange={(value) => change({ serviceId: value ?? "" })}
          w={180}
        />
      ) : null}
      {WITH_DOCTOR.has(view) ? (
        <>
          <Select
            label={t`Called by`}
            data={[
              { value: "", label: t`Anybody` },
              ...doctors.map(({ id, displayName }) => ({ value: id, label: displayName })),
            ]}
            value={asked.doctorId}
            onChange={(value) => change({ doctorId: value ?? "" })}
            w={180}
          />
          <Select
            label={t`Urgency`}
            data={[
              { value: "", label: t`Every urgency` },
              ...URGENCIES.map((value) => ({ value, label: urgencyName(value) })),
            ]}
            value={asked.urgency}
            onChange={(value) => change({ urgency: value ?? "" })}
            w={150}
          />
        </>
      ) : null}
    </div>
  );
}
