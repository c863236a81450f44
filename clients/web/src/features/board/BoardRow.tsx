import { useLingui } from "@lingui/react/macro";
import { memo, type ReactNode, useEffect, useRef } from "react";
import { usePlace } from "../../session/place.tsx";
import { useDuration } from "../../texts/duration.ts";
import { ageOn, minutesSince } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { UrgencyMark } from "../../ui/Urgency.tsx";
import { useNow } from "../../ui/useNow.ts";
import type { Asking } from "./BoardDialog.tsx";
import classes from "./BoardRow.module.css";
import type { Line } from "./lines.ts";
import { RowActs } from "./RowActs.tsx";
import type { BoardActs } from "./useBoardActs.tsx";
import { useWords } from "./words.ts";

export type Landing = "NONE" | "BEFORE" | "AFTER" | "REFUSED";

interface Props {
  line: Line;
  index: number;
  /** Pixels from the top of the list. */
  start: number;
  isChosen: boolean;
  isFocusable: boolean;
  landing: Landing;
  choose: (id: string) => void;
  acts: BoardActs;
  ask: (asking: Asking) => void;
}

const SHOWN_MS = 2_500;

export const BoardRow = memo(function BoardRow(props: Props) {
  const { line, index, start, isChosen, isFocusable, landing, choose, acts, ask } = props;
  const { t } = useLingui();
  const words = useWords();
  const now = useNow();
  const { entry, patient, told } = line;
  const isWaiting = entry.state === "WAITING";
  const ref = useChangeMark(`${entry.state}/${entry.urgency}/${entry.boundDoctorId ?? ""}/${entry.movedAfter ?? ""}`);
  const duration = useDuration();
  const minutes = minutesSince(sinceWhen(line), now);
  const why = isWaiting ? words.reason(told?.reason, minutes) : "";
  const states = { CALLED: t`Called`, SERVING: t`With the patient`, ON_HOLD: t`On hold` } as Record<string, string>;

  return (
    <div
      ref={ref}
      id={`row-${entry.id}`}
      role="row"
      tabIndex={isFocusable ? 0 : -1}
      aria-rowindex={index}
      aria-selected={isChosen}
      className={classes.row}
      data-state={entry.state}
      data-landing={landing}
      data-pending={line.isPending || undefined}
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => choose(entry.id)}
      onFocus={(event) => event.target === event.currentTarget && choose(entry.id)}
      onKeyDown={() => undefined}
    >
      <Cell className={classes.place}>
        {isWaiting ? <Grip /> : null}
        <span>{line.turn?.position}</span>
      </Cell>
      <Cell className={classes.ticket}>
        {entry.ticketNumber ?? <span title={t`The server will give the number`}>…</span>}
        {line.isPending ? (
          <span className={classes.pending} title={t`Saved on this computer, not sent yet`}>
            <Icon name="unsent" size={13} />
          </span>
        ) : null}
      </Cell>
      <Cell className={classes.patient}>
        <span className="truncate">{patient?.name ?? t`Unknown`}</span>
        <Age birthDate={patient?.birthDate} />
      </Cell>
      <Cell className={classes.urgency}>
        <span className={classes.long}>
          <UrgencyMark urgency={entry.urgency} />
        </span>
        <span className={classes.short}>
          <UrgencyMark urgency={entry.urgency} isShort />
        </span>
      </Cell>
      <Cell className={classes.waits}>{duration(minutes)}</Cell>
      <Cell className={classes.turn} title={words.rangeSentence(told?.forecast)}>
        {isWaiting ? words.range(told?.forecast) : <span className={classes.state}>{states[entry.state]}</span>}
      </Cell>
      <Cell className={classes.why} title={why}>
        {isWaiting ? why : (line.queue?.serviceName ?? "")}
      </Cell>
      <Cell className={classes.where}>
        <Where line={line} />
      </Cell>
      <Cell className={classes.acts}>
        <RowActs line={line} acts={acts} ask={ask} isChosen={isChosen} />
      </Cell>
    </div>
  );
});

/** In the present state; of who waits or is on hold since the arrival. */
function sinceWhen({ entry }: Line): string {
  const times = { SERVING: entry.startedAt, CALLED: entry.calledAt } as Record<string, string | null | undefined>;
  return times[entry.state] ?? entry.arrivedAt;
}

function Age({ birthDate }: { birthDate: string | null | undefined }) {
  const { facility } = usePlace();
  return birthDate && facility ? <span className={classes.age}>{ageOn(birthDate, facility.serviceDay)}</span> : null;
}

function Where({ line: { room, doctorRoom } }: { line: Line }) {
  const { t } = useLingui();
  if (room) return room.name;
  return doctorRoom === undefined ? null : (doctorRoom?.name ?? t`doctor away`);
}

function Grip() {
  return (
    <span className={classes.grip}>
      <Icon name="grip" size={13} />
    </span>
  );
}

function Cell({
  className,
  title,
  children,
}: {
  className?: string | undefined;
  title?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span role="gridcell" className={className} title={title || undefined}>
      {children}
    </span>
  );
}

/** For a moment shows that somebody, here or elsewhere, has changed the row. */
function useChangeMark(value: string) {
  const ref = useRef<HTMLDivElement | null>(null);
  const before = useRef(value);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    const element = ref.current;
    if (!element) return;
    element.setAttribute("data-changed", "");
    const timer = setTimeout(() => element.removeAttribute("data-changed"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return ref;
}
