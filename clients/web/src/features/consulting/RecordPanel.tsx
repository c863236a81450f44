import type { Rows } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef } from "react";
import { usePlace } from "../../session/place.tsx";
import { all } from "../../sync/rows.ts";
import { useIsOnline, useView } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { ageOn, clock, day } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { UrgencyMark } from "../../ui/Urgency.tsx";
import type { Line } from "../board/lines.ts";
import { Allergies } from "./Allergies.tsx";
import { Notes } from "./Notes.tsx";
import { Part } from "./Part.tsx";
import classes from "./RecordPanel.module.css";
import { useRecord } from "./useRecord.ts";
import { EarlierVisits, Path } from "./Visits.tsx";

interface Props {
  line: Line;
  isCurrent: boolean;
}

/** What matters about one patient: who, how urgent, allergies, why here, notes, today's way through the house, and who has looked. */
export function RecordPanel({ line, isCurrent }: Props) {
  const { t } = useLingui();
  const isOnline = useIsOnline();
  const { entry } = line;
  const appointment = useView(
    useCallback(
      (rows: Rows) => all(rows, "appointment").find(({ visitId }) => visitId === entry.visitId),
      [entry.visitId],
    ),
  );
  const record = useRecord(entry, appointment?.id);
  const { again } = record;
  const reason = record.appointment.data?.reason ?? record.visit.data?.visit.reasonForComing;
  const wasOnline = useRef(isOnline);
  useEffect(() => {
    if (isOnline && !wasOnline.current) again();
    wasOnline.current = isOnline;
  }, [isOnline, again]);
  return (
    <article className={classes.record} aria-label={line.patient?.name ?? t`Unknown`}>
      <Who line={line} isCurrent={isCurrent} />
      {isOnline || record.record.data ? null : (
        <p className={classes.offline}>
          <Icon name="cloudOff" />
          <Trans>Allergies and notes are kept at the server only, which can't be reached now. Ask the patient.</Trans>
        </p>
      )}
      <div className={classes.parts}>
        <Allergies patientId={entry.patientId} record={record} />
        <Part
          title={t`Reason for coming`}
          query={appointment ? record.appointment : record.visit}
          isEmpty={!reason}
          empty={appointment ? t`None was given with the booking` : t`Came without a booking; none was written down`}
        >
          <p className={classes.reason}>{reason}</p>
        </Part>
        <Path line={line} record={record} />
        <EarlierVisits line={line} record={record} />
        <Notes patientId={entry.patientId} record={record} />
        <Readers record={record} />
      </div>
    </article>
  );
}

function Who({ line: { entry, patient, queue }, isCurrent }: Props) {
  const { t } = useLingui();
  const { facility, timeZone } = usePlace();
  const language = useLanguage();
  const age = patient?.birthDate && facility ? ageOn(patient.birthDate, facility.serviceDay) : null;
  const sexes: Record<string, string> = { FEMALE: t`female`, MALE: t`male`, OTHER: t`other` };
  const about = patient?.birthPrecision === "DAY" || !patient?.birthPrecision ? "" : t`about`;
  const facts = [
    age === null ? t`age not known` : `${about} ${t`${age} years`}`.trim(),
    patient?.sex ? sexes[patient.sex] : null,
    patient?.language && patient.language !== language ? languageName(patient.language, language) : null,
    patient?.contactPhone,
  ].filter(Boolean);
  return (
    <header className={classes.who} data-current={isCurrent || undefined}>
      <span className={classes.ticket}>{entry.ticketNumber ?? "…"}</span>
      <div className={classes.names}>
        <h2 className={classes.name}>{patient?.name ?? t`Unknown`}</h2>
        <p className={classes.facts}>{facts.join(" · ")}</p>
      </div>
      <div className={classes.how}>
        <UrgencyMark urgency={entry.urgency} />
        <span className="soft">
          {queue?.serviceName ? `${queue.serviceName} · ` : ""}
          {entry.bookedAt
            ? t`booked for ${clock(entry.bookedAt, language, timeZone)}`
            : t`here since ${clock(entry.arrivedAt, language, timeZone)}`}
        </span>
      </div>
    </header>
  );
}

function languageName(code: string, shownIn: string): string {
  return new Intl.DisplayNames([shownIn], { type: "language" }).of(code) ?? code;
}

function Readers({ record }: { record: ReturnType<typeof useRecord> }) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const parts: Record<string, string> = {
    RECORD: t`record`,
    FIELDS: t`changes`,
    NOTES: t`notes`,
    CONSENTS: t`consents`,
    GUARDIANSHIPS: t`guardians`,
    ACCESSES: t`readers`,
    VISITS: t`visits`,
    EXPORT: t`all of it, to take along`,
    AUDIT: t`what was done with it`,
    CONFLICT: t`a conflict of changes`,
  };
  const items = record.readers.data?.items ?? [];
  return (
    <Part title={t`Who read the record`} query={record.readers} isEmpty={items.length === 0} empty={t`Nobody yet`}>
      <ul className={classes.list}>
        {items.map(({ id, at, person, part }) => (
          <li key={id}>
            <span>{person ?? t`a program`}</span>
            <span className="soft">
              {parts[part] ?? part.toLowerCase()} · {day(at, language, timeZone)} {clock(at, language, timeZone)}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
