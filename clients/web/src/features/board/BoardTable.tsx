import { Trans, useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useMemo, useRef } from "react";
import { announce } from "../../ui/announce.tsx";
import type { Asking } from "./BoardDialog.tsx";
import { BoardRow, type Landing } from "./BoardRow.tsx";
import classes from "./BoardTable.module.css";
import { anchorFor, type Board, type Line } from "./lines.ts";
import type { BoardActs } from "./useBoardActs.tsx";
import { useRowDrag } from "./useRowDrag.ts";

interface Props {
  lists: Board;
  /** Beyond the filters: places are counted among all. */
  whole: Board;
  chosenId: string | null;
  choose: (id: string | null) => void;
  acts: BoardActs;
  ask: (asking: Asking) => void;
}

type Item =
  | { key: string; kind: "part"; title: string; count: number; note?: string }
  | { key: string; kind: "line"; line: Line };

const ROW = 28;
const PART = 32;

/** All parts of the board in one list, of which only what is seen is drawn. */
export function BoardTable({ lists, whole, chosenId, choose, acts, ask }: Props) {
  const { t } = useLingui();
  const scroller = useRef<HTMLDivElement>(null);
  const items = useItems(lists);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === "part" ? PART : ROW),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 12,
  });

  const linesOf = (line: Line) => whole.waiting.find(({ queue }) => queue.id === line.entry.queueId)?.lines ?? [];
  const lineAt = (id: string) =>
    items.find((item): item is Item & { kind: "line" } => item.key === id && item.kind === "line")?.line;
  const { drag, onPointerDown } = useRowDrag({
    scroller,
    canDrag: (id) => lineAt(id)?.entry.state === "WAITING",
    started: choose,
    dropped: (id, over) => {
      const line = lineAt(id);
      if (!line || over === id) return;
      const afterEntryId = anchorFor(linesOf(line), id, over);
      if (afterEntryId !== undefined) ask({ what: "move", line, afterEntryId });
      else announce(t`A place can only change among the equally urgent of a queue`);
    },
  });
  const dragged = drag ? lineAt(drag.id) : undefined;
  const landing = drag && dragged ? landingAt(linesOf(dragged), drag.id, drag.over) : "NONE";

  function pressed(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (!step || (event.target as Element).closest("input, [role=menu]")) return;
    event.preventDefault();
    const lines = items.flatMap((item, index) => (item.kind === "line" ? [{ id: item.key, index }] : []));
    const at = lines.findIndex(({ id }) => id === chosenId);
    const next = lines[at < 0 ? 0 : Math.min(lines.length - 1, Math.max(0, at + step))];
    if (!next) return;
    choose(next.id);
    virtual.scrollToIndex(next.index);
    requestAnimationFrame(() => document.getElementById(`row-${next.id}`)?.focus({ preventScroll: true }));
  }

  const firstId = items.find(({ kind }) => kind === "line")?.key;
  const isChosenThere = items.some(({ key }) => key === chosenId);
  return (
    <>
      <div
        ref={scroller}
        className={classes.scroller}
        role="grid"
        tabIndex={-1}
        aria-label={t`Patients`}
        aria-rowcount={items.length + 1}
        onKeyDown={pressed}
        onPointerDown={onPointerDown}
      >
        <div role="row" aria-rowindex={1} className={classes.head}>
          {[t`Place`, t`Ticket`, t`Patient`, t`Urgency`, t`Waits`, t`Turn`, t`Why here`, t`Where`, t`Acts`].map(
            (name, index) => (
              <span key={name} role="columnheader" data-column={index}>
                {name}
              </span>
            ),
          )}
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index]!;
            if (item.kind === "part") return <Part key={key} item={item} index={index} start={start} />;
            const { line } = item;
            const isOver = drag?.over === line.entry.id;
            return (
              <BoardRow
                key={key}
                line={line}
                index={index + 2}
                start={start}
                isChosen={line.entry.id === chosenId}
                isFocusable={line.entry.id === (isChosenThere ? chosenId : firstId)}
                landing={isOver ? landing : "NONE"}
                choose={choose}
                acts={acts}
                ask={ask}
              />
            );
          })}
        </div>
      </div>
      {drag && dragged ? (
        <div className={classes.dragged} style={{ left: drag.x + 12, top: drag.y + 10 }}>
          <strong>{dragged.entry.ticketNumber}</strong> {dragged.patient?.name}
          {landing === "REFUSED" ? (
            <span className={classes.refused}>
              <Trans>only among the equally urgent of a queue</Trans>
            </span>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function landingAt(lines: Line[], movedId: string, overId: string | null): Landing {
  if (!overId || overId === movedId) return "NONE";
  const after = anchorFor(lines, movedId, overId);
  if (after === undefined) return "REFUSED";
  return after === overId ? "AFTER" : "BEFORE";
}

function Part({ item, index, start }: { item: Item & { kind: "part" }; index: number; start: number }) {
  return (
    <div role="row" aria-rowindex={index + 2} className={classes.part} style={{ transform: `translateY(${start}px)` }}>
      <span role="gridcell" aria-colspan={9}>
        <strong>{item.title}</strong> <span className={classes.count}>{item.count}</span>
        {item.note ? <span className={classes.note}>{item.note}</span> : null}
      </span>
    </div>
  );
}

function useItems({ atDesks, waiting, onHold }: Board): Item[] {
  const { t } = useLingui();
  return useMemo(() => {
    const item = (line: Line) => ({ key: line.entry.id, kind: "line" as const, line });
    const part = (key: string, title: string, lines: Line[], note?: string): Item[] =>
      lines.length ? [{ key, kind: "part", title, count: lines.length, ...(note ? { note } : {}) }] : [];
    return [
      ...part("at-desks", t`At desks`, atDesks),
      ...atDesks.map(item),
      ...waiting.flatMap(({ queue, lines }) => [
        ...part(`queue-${queue.id}`, queue.serviceName, lines, queue.open ? undefined : t`closed to new patients`),
        ...lines.map(item),
      ]),
      ...part("on-hold", t`On hold`, onHold),
      ...onHold.map(item),
    ];
  }, [atDesks, waiting, onHold, t]);
}
