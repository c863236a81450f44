import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { one } from "../../../sync/rows.ts";
import { useSnapshot } from "../../../sync/useView.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { clock, day } from "../../../texts/time.ts";
import classes from "../kit/kit.module.css";
import { useDevices, useStaff } from "../kit/queries.ts";
import own from "./audit.module.css";
import { ACTIONS, type AuditEvent, changesOf, plain } from "./words.ts";

/** Who did what to whom; pressed, what was before and after. */
export function AuditRow({ event }: { event: AuditEvent }) {
  const { t, i18n } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const nameOf = useNames();
  const action = ACTIONS[event.action];
  const who = nameOf(event.accountId) ?? t`Somebody else, or the system`;
  return (
    <>
      <tr>
        <td className="number">
          {day(event.at, language, timeZone)}, {clock(event.at, language, timeZone)}
        </td>
        <td>
          <button type="button" className={classes.open} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <bdi>{who}</bdi> {action ? i18n._(action) : plain(event.action)}
          </button>
        </td>
        <td className={classes.wide} dir="auto">
          <Whom event={event} nameOf={nameOf} />
        </td>
        <td className={classes.wide}>
          <bdi>{event.address}</bdi>
        </td>
      </tr>
      {isOpen ? (
        <tr>
          <td colSpan={4} className={own.detail}>
            <Detail event={event} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Whom({ event, nameOf }: { event: AuditEvent; nameOf: (id: string) => string | undefined }) {
  const { t } = useLingui();
  const { rows } = useSnapshot();
  if (event.patientId) {
    const name = one(rows, "patient", event.patientId)?.name;
    return name ?? <span className="soft">{t`A patient who isn't here these days`}</span>;
  }
  return nameOf(event.subjectId) ?? null;
}

function Detail({ event }: { event: AuditEvent }) {
  const { t } = useLingui();
  const changes = changesOf(event);
  return (
    <>
      {changes.length === 0 ? (
        <p className="soft">{t`Nothing more was noted.`}</p>
      ) : (
        <table className={own.changes}>
          <thead>
            <tr>
              <th>{t`What`}</th>
              <th>{t`Before`}</th>
              <th>{t`After`}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ what, before, after }) => (
              <tr key={what}>
                <td>{what}</td>
                <td dir="auto">{before ?? "–"}</td>
                <td dir="auto">{after ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {event.erased ? <p className="soft">{t`What it said about the patient was erased.`}</p> : null}
      <p className="soft">
        {t`Request`}: <bdi>{event.requestId ?? "–"}</bdi> · {plain(event.subjectKind)} <bdi>{event.subjectId}</bdi>
      </p>
    </>
  );
}

function useNames(): (id: string) => string | undefined {
  const { account } = usePlace();
  const { data: staff } = useStaff();
  const { data: devices } = useDevices();
  return (id) =>
    id === account.id
      ? account.displayName
      : (staff?.find((one) => one.id === id)?.displayName ?? devices?.find((one) => one.id === id)?.name);
}
