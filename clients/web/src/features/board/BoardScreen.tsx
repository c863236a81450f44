import type { Rows } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { all } from "../../sync/rows.ts";
import { useSnapshot, useView } from "../../sync/useView.ts";
import { later } from "../../ui/later.tsx";
import { useOffer } from "../../ui/palette.ts";
import { Empty, Loading } from "../../ui/states.tsx";
import type { Asking } from "./BoardDialog.tsx";
import classes from "./BoardScreen.module.css";
import { BoardTable } from "./BoardTable.tsx";
import { DeskStrip } from "./DeskStrip.tsx";
import { Filters } from "./Filters.tsx";
import { board, EVERYTHING, type Filter, filtered } from "./lines.ts";
import { useBoardActs } from "./useBoardActs.tsx";
import { useBoardKeys } from "./useBoardKeys.ts";
import { useTold } from "./useTold.ts";

const PrintList = later(async () => (await import("./BoardDialog.tsx")).PrintList);
const BoardDialog = later(async () => (await import("./BoardDialog.tsx")).BoardDialog);

/** US-REC-04: who is called, at a desk, waiting and on hold; in which order, why, and until when. */
export default function BoardScreen() {
  const { t } = useLingui();
  const { session } = usePlace();
  const { isRead, status } = useSnapshot();
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const queues = useView(allQueues);
  const told = useTold(useMemo(() => queues.map(({ id }) => id), [queues]));
  // Typing in the filter isn't held up by a long list.
  const shown = useDeferredValue(filter);
  const whole = useView(useCallback((rows: Rows) => board(rows, told), [told]));
  const lists = useMemo(() => filtered(whole, shown), [whole, shown]);
  const every = useMemo(
    () => [...lists.atDesks, ...lists.waiting.flatMap(({ lines }) => lines), ...lists.onHold],
    [lists],
  );
  const chosen = every.find(({ entry }) => entry.id === chosenId);
  const mine = whole.atDesks.find(({ call }) => session && call?.deskSessionId === session.id);
  const acts = useBoardActs();

  useBoardKeys({ chosen, mine, acts, ask: setAsking });
  useOffer(
    useMemo(
      () =>
        every.map(({ entry, patient }) => ({
          id: entry.id,
          group: t`On the board`,
          label: [entry.ticketNumber, patient?.name].filter(Boolean).join(" · "),
          run: () => setChosenId(entry.id),
        })),
      [every, t],
    ),
  );

  const isFirst = !isRead || (every.length === 0 && status?.lastContact == null && status?.code !== "OFFLINE");
  return (
    <div className={classes.screen}>
      <div className={classes.head}>
        <h1 className={classes.title}>
          <Trans>Board</Trans>
        </h1>
        <Filters filter={filter} change={setFilter} lists={lists} />
        <PrintList lists={whole} />
      </div>
      <DeskStrip mine={mine} lists={whole} acts={acts} />
      {isFirst ? <Loading rows={16} /> : null}
      {!isFirst && every.length === 0 ? (
        <Empty icon="board" title={filter === EVERYTHING ? t`Nobody is waiting` : t`Nobody fits the filters`}>
          {filter === EVERYTHING ? (
            <Trans>Whoever registers or checks in appears here at once.</Trans>
          ) : (
            <button type="button" className={classes.link} onClick={() => setFilter(EVERYTHING)}>
              <Trans>Show all</Trans>
            </button>
          )}
        </Empty>
      ) : null}
      {!isFirst && every.length > 0 ? (
        <BoardTable lists={lists} whole={whole} chosenId={chosenId} choose={setChosenId} acts={acts} ask={setAsking} />
      ) : null}
      {asking ? <BoardDialog asking={asking} acts={acts} close={() => setAsking(null)} /> : null}
    </div>
  );
}

function allQueues(rows: Rows) {
  return all(rows, "queue").sort((a, b) => a.serviceName.localeCompare(b.serviceName));
}
