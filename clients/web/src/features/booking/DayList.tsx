import type { Rows } from "@careturn/sync";
import { Plural, useLingui } from "@lingui/react/macro";
import { useCallback, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { type AppointmentRow, all, type EntryState, one } from "../../sync/rows.ts";
import { useSnapshot, useView } from "../../sync/useView.ts";
import { dayOf, plusDays, startOf } from "../../texts/days.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { day as dayText } from "../../texts/time.ts";
import { Empty, Loading } from "../../ui/states.tsx";
import classes from "./DayList.module.css";
import { DayRow } from "./DayRow.tsx";
import { Overbook } from "./Overbook.tsx";
import { useRisks } from "./Risk.tsx";
import { type Slot, useServices } from "./slots.ts";

const DAYS = 7;

export interface Line extends AppointmentRow {
  patientName: string;
  isPending: boolean;
  /** When the patient was checked in, who is here. */
  arrivedAt?: string | undefined;
  /** How the entries of that visit are. */
  entryStates?: EntryState[];
}

interface Props {
  reschedule: (line: Line) => void;
  overbook: (slot: Slot) => void;
}

/** How the entries of each visit are. */
function statesOfVisits(rows: Rows): Map<string, EntryState[]> {
  const states = new Map<string, EntryState[]>();
  for (const { visitId, state } of all(rows, "entry")) states.set(visitId, [...(states.get(visitId) ?? []), state]);
  return states;
}

/** The next seven days are here, also without the network. */
export function DayList({ reschedule, overbook }: Props) {
  const { t } = useLingui();
  const { facility, timeZone } = usePlace();
  const { isRead } = useSnapshot();
  const language = useLanguage();
  const { data: services = [] } = useServices();
  const today = facility?.serviceDay ?? dayOf(Date.now(), timeZone);
  const [day, setDay] = useState(today);
  const days = Array.from({ length: DAYS }, (_, index) => plusDays(today, index));
  const lines = useView(
    useCallback(
      (rows: Rows) => {
        const pending = rows.pending("appointment");
        const states = statesOfVisits(rows);
        return all(rows, "appointment")
          .filter(({ status }) => status !== "CANCELLED")
          .map((row) => ({
            ...row,
            day: row.day ?? dayOf(row.start, timeZone),
            patientName: one(rows, "patient", row.patientId)?.name ?? "",
            isPending: pending.has(row.id),
            arrivedAt: row.status === "CHECKED_IN" ? one(rows, "visit", row.visitId)?.arrivedAt : undefined,
            entryStates: states.get(row.visitId ?? "") ?? [],
          }))
          .sort((a, b) => a.start.localeCompare(b.start) || a.patientName.localeCompare(b.patientName));
      },
      [timeZone],
    ),
  );
  const shown = lines.filter((line) => line.day === day);
  const risks = useRisks(day);
  if (!isRead) return <Loading />;
  return (
    <>
      <section className={classes.days} aria-label={t`Day`}>
        {days.map((one) => {
          const count = lines.filter((line) => line.day === one).length;
          return (
            <button
              key={one}
              type="button"
              className={classes.day}
              aria-pressed={one === day}
              onClick={() => setDay(one)}
            >
              <span>{one === today ? t`Today` : dayText(startOf(one, timeZone), language, timeZone)}</span>
              <span className={classes.count}>
                <Plural value={count} one="# appointment" other="# appointments" />
              </span>
            </button>
          );
        })}
      </section>
      <Overbook day={day} book={overbook} />
      {shown.length === 0 ? (
        <Empty icon="calendar" title={t`No appointments on this day`} />
      ) : (
        <table className={`${classes.table} ${classes.rows}`}>
          <thead>
            <tr>
              <th>{t`Time`}</th>
              <th>{t`Patient`}</th>
              <th className={classes.wide}>{t`Service`}</th>
              <th className={classes.wide}>{t`Doctor`}</th>
              <th>{t`State`}</th>
              <th className={classes.risk}>{t`May not come`}</th>
              <th className={classes.acts}>
                <span className={classes.hidden}>{t`Acts`}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <DayRow
                key={line.id}
                line={line}
                today={today}
                services={services}
                risk={risks.get(line.id)}
                reschedule={() => reschedule(line)}
              />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
