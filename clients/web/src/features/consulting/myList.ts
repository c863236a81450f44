import type { Board, Line, QueueLines } from "../board/lines.ts";

export interface MyList {
  /** At this desk now, the longest first. */
  current: Line[];
  /** Who may be called here, by queue, each in its order: who waits for any doctor, and who waits for this one. */
  waiting: QueueLines[];
  onHold: Line[];
}

export interface Worker {
  accountId: string;
  deskSessionId: string;
  queueIds: readonly string[];
}

/** What of the board concerns one desk: nobody who waits for another doctor. */
export function myList(board: Board, { accountId, deskSessionId, queueIds }: Worker): MyList {
  const isHere = ({ entry }: Line) => queueIds.includes(entry.queueId);
  const isForMe = ({ entry }: Line) => !entry.boundDoctorId || entry.boundDoctorId === accountId;
  return {
    current: board.atDesks.filter(({ call }) => call?.deskSessionId === deskSessionId),
    waiting: board.waiting
      .filter(({ queue }) => queueIds.includes(queue.id))
      .map(({ queue, lines }) => ({ queue, lines: lines.filter(isForMe) })),
    onHold: board.onHold.filter((line) => isHere(line) && isForMe(line)),
  };
}

export function numberWaiting({ waiting }: MyList): number {
  return waiting.reduce((sum, { lines }) => sum + lines.length, 0);
}

export function withCalled({ current, waiting, onHold }: MyList, called: Line): MyList {
  const isOther = ({ entry }: Line) => entry.id !== called.entry.id;
  return {
    current: [...current.filter(isOther), called],
    waiting: waiting.map(({ queue, lines }) => ({ queue, lines: lines.filter(isOther) })),
    onHold: onHold.filter(isOther),
  };
}
