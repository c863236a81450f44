import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { usePlace } from "../../session/place.tsx";
import { useIsOnline } from "../../sync/useView.ts";
import { useDuration } from "../../texts/duration.ts";
import { minutesSince } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { UrgencyMark } from "../../ui/Urgency.tsx";
import { useNow } from "../../ui/useNow.ts";
import { CalledActs } from "./CalledActs.tsx";
import classes from "./DeskStrip.module.css";
import type { Board, Line } from "./lines.ts";
import type { BoardActs } from "./useBoardActs.tsx";

interface Props {
  mine: Line | undefined;
  lists: Board;
  acts: BoardActs;
}

/** One's own desk: who is here now, and the next. */
export function DeskStrip({ mine, lists, acts }: Props) {
  const { t } = useLingui();
  const { session } = usePlace();
  const isOnline = useIsOnline();
  if (!session) return null;
  const waiting = lists.waiting
    .filter(({ queue }) => session.queueIds.includes(queue.id))
    .reduce((sum, { lines }) => sum + lines.length, 0);
  const isOnBreak = session.state === "ON_BREAK";
  const why = isOnBreak
    ? t`You are on a break`
    : isOnline
      ? undefined
      : t`Calling needs the server, which can't be reached now`;
  const next = (
    <Button
      leftSection={<Icon name="next" size={14} />}
      rightSection={<kbd>N</kbd>}
      onClick={() => void acts.callNext()}
      disabled={Boolean(mine) || why !== undefined || waiting === 0}
      title={why}
    >
      <Trans>Call next</Trans>
    </Button>
  );
  if (!mine) {
    return (
      <section className={classes.strip} aria-label={t`Your desk`}>
        <span className="soft">{waiting > 0 ? t`Nobody is at your desk` : t`Nobody waits for your desk`}</span>
        {why ? <span className={classes.why}>{why}</span> : null}
        <span className={classes.acts}>{next}</span>
      </section>
    );
  }
  return <Mine mine={mine} acts={acts} />;
}

function Mine({ mine, acts }: { mine: Line; acts: BoardActs }) {
  const { t } = useLingui();
  const now = useNow();
  const { entry, patient } = mine;
  const isCalled = entry.state === "CALLED";
  const waited = useDuration()(minutesSince((isCalled ? entry.calledAt : entry.startedAt) ?? entry.arrivedAt, now));
  return (
    <section className={classes.strip} data-state={entry.state} aria-label={t`Your desk`}>
      <strong className={classes.ticket}>{entry.ticketNumber}</strong>
      <span className={classes.who}>
        <strong className="truncate">{patient?.name}</strong>
        <span className="soft">{isCalled ? t`called ${waited} ago` : t`here for ${waited}`}</span>
      </span>
      <UrgencyMark urgency={entry.urgency} />
      <span className={classes.acts}>
        {isCalled ? (
          <CalledActs line={mine} acts={acts} />
        ) : (
          <Button
            leftSection={<Icon name="check" size={14} />}
            rightSection={<kbd>S</kbd>}
            onClick={() => acts.serve(mine)}
          >
            <Trans>Served</Trans>
          </Button>
        )}
      </span>
    </section>
  );
}
