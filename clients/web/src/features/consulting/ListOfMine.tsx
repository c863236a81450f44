import { Plural, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useRef } from "react";
import { usePlace } from "../../session/place.tsx";
import { useDuration } from "../../texts/duration.ts";
import { ageOn, minutesSince } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { UrgencyMark } from "../../ui/Urgency.tsx";
import { useNow } from "../../ui/useNow.ts";
import type { Asking } from "../board/BoardDialog.tsx";
import type { Line } from "../board/lines.ts";
import { RowActs } from "../board/RowActs.tsx";
import type { BoardActs } from "../board/useBoardActs.tsx";
import { useWords } from "../board/words.ts";
import classes from "./ListOfMine.module.css";
import type { MyList } from "./myList.ts";

interface Props {
  list: MyList;
  chosenId: string | null;
  choose: (entryId: string) => void;
  acts: BoardActs;
  ask: (asking: Asking) => void;
}

/** Who waits for this desk, by queue and in order, and who is on hold. */
export function ListOfMine({ list, chosenId, choose, acts, ask }: Props) {
  const { t } = useLingui();
  const region = useRef<HTMLDivElement>(null);

  function pressed(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey) return;
    const rows = [...(region.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const next = rows[at + step];
    if (!next) return;
    event.preventDefault();
    // Only the focus: to open a record is written down, so that nobody opens one by passing.
    next.focus();
  }

  const part = (key: string, name: string, lines: Line[], isOrdered: boolean) => (
    <section key={key} className={classes.part} aria-label={name}>
      <h2 className={classes.queue}>
        <span className="truncate">{name}</span>
        <span className={classes.count}>
          <Plural value={lines.length} _0="nobody" one="# waits" other="# wait" />
        </span>
      </h2>
      <ol className={classes.lines}>
        {lines.map((line, index) => (
          <Row
            key={line.entry.id}
            line={line}
            position={isOrdered ? index + 1 : null}
            isChosen={line.entry.id === chosenId}
            choose={choose}
            acts={acts}
            ask={ask}
          />
        ))}
      </ol>
    </section>
  );

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of lists with one set of keys
    <div ref={region} className={classes.list} role="group" aria-label={t`My list`} onKeyDown={pressed}>
      {list.waiting.map(({ queue, lines }) => part(queue.id, queue.serviceName, lines, true))}
      {list.waiting.length === 0 ? <p className={classes.none}>{t`Nobody waits for your desk`}</p> : null}
      {list.onHold.length > 0 ? part("hold", t`On hold`, list.onHold, false) : null}
    </div>
  );
}

interface RowProps extends Omit<Props, "list" | "chosenId"> {
  line: Line;
  position: number | null;
  isChosen: boolean;
}

function Row({ line, position, isChosen, choose, acts, ask }: RowProps) {
  const { t } = useLingui();
  const words = useWords();
  const { account, facility } = usePlace();
  const now = useNow();
  const { entry, patient, told } = line;
  const age = patient?.birthDate && facility ? ageOn(patient.birthDate, facility.serviceDay) : null;
  const range = words.range(told?.forecast);
  const minutes = minutesSince(entry.arrivedAt, now);
  const why = words.reason(told?.reason, minutes);
  const waited = useDuration()(minutes);
  return (
    <li className={classes.row} data-chosen={isChosen || undefined} data-pending={line.isPending || undefined}>
      <button
        type="button"
        className={classes.main}
        data-row={entry.id}
        aria-current={isChosen || undefined}
        onClick={() => choose(entry.id)}
      >
        <span className={classes.position}>{position}</span>
        <span className={classes.ticket}>{entry.ticketNumber ?? "…"}</span>
        <span className={classes.name}>
          <span className="truncate">{patient?.name ?? t`Unknown`}</span>
          {age !== null ? <span className={classes.age}>{age}</span> : null}
        </span>
        <UrgencyMark urgency={entry.urgency} isShort />
        <span className={classes.detail}>
          {entry.boundDoctorId === account.id ? (
            <span className={classes.mine}>
              <Icon name="stethoscope" size={12} />
              {t`for you`}
            </span>
          ) : null}
          {line.isPending ? (
            <span className={classes.unsent}>
              <Icon name="unsent" size={12} />
              {t`not sent yet`}
            </span>
          ) : null}
          <span className="truncate" title={why}>
            {why || t`waits ${waited}`}
          </span>
          {range ? <span className={classes.range}>{range}</span> : null}
        </span>
      </button>
      <span className={classes.acts}>
        <RowActs line={line} acts={acts} ask={ask} isChosen={isChosen} />
      </span>
    </li>
  );
}
