import type { Rows } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { usePlace } from "../../session/place.tsx";
import { type EntryState, one } from "../../sync/rows.ts";
import { useView } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { clock, date } from "../../texts/time.ts";
import type { Line } from "../board/lines.ts";
import { Part } from "./Part.tsx";
import { nextQueues } from "./route.ts";
import type { PatientRecord } from "./useRecord.ts";
import classes from "./Visits.module.css";

/** How a stay in a queue ended, or stands. */
function useStates(): Record<EntryState, string> {
  const { t } = useLingui();
  return {
    WAITING: t`waits`,
    CALLED: t`called`,
    SERVING: t`with the patient`,
    ON_HOLD: t`on hold`,
    SERVED: t`served`,
    NO_SHOW: t`didn't come`,
    CANCELLED: t`cancelled`,
    LEFT: t`has left`,
    TRANSFERRED: t`transferred`,
  };
}

function useServiceName(): (queueId: string) => string {
  return useView(useCallback((rows: Rows) => (queueId: string) => one(rows, "queue", queueId)?.serviceName ?? "", []));
}

/** Today's way through the house: what was, where one is, what comes. */
export function Path({ line: { entry }, record }: { line: Line; record: PatientRecord }) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const states = useStates();
  const serviceName = useServiceName();
  const { data } = record.visit;
  const next = nextQueues(data?.steps ?? []);
  return (
    <Part title={t`Today's visit`} query={record.visit} isEmpty={false} empty="">
      <ol className={classes.path}>
        {data?.entries.map((one) => (
          <li key={one.id} data-now={one.id === entry.id || undefined}>
            <span>{serviceName(one.queueId)}</span>
            <span className="soft">
              {states[one.id === entry.id ? entry.state : one.state]}
              {one.startedAt ? ` · ${clock(one.startedAt, language, timeZone)}` : ""}
            </span>
          </li>
        ))}
        {next.map((queueId) => (
          <li key={queueId} className={classes.coming}>
            <span>{serviceName(queueId)}</span>
            <span className="soft">{t`next step`}</span>
          </li>
        ))}
      </ol>
    </Part>
  );
}

/** What brought the patient here before, the latest first. */
export function EarlierVisits({ line: { entry }, record }: { line: Line; record: PatientRecord }) {
  const { t } = useLingui();
  const language = useLanguage();
  const states = useStates();
  const serviceName = useServiceName();
  const earlier = record.visits.data?.items.filter(({ id }) => id !== entry.visitId) ?? [];
  return (
    <Part
      title={t`Earlier visits`}
      query={record.visits}
      isEmpty={earlier.length === 0}
      empty={t`None in this facility`}
    >
      <ol className={classes.earlier}>
        {earlier.map(({ id, serviceDay, stays }) => (
          <li key={id}>
            <span className={classes.when}>{date(serviceDay, language)}</span>
            <ul>
              {stays.map(({ queueId, state, startedAt }) => (
                <li key={`${queueId}/${startedAt}`}>
                  {serviceName(queueId)} <span className="soft">{states[state]}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Part>
  );
}
