/** As the event {@code board} tells it. */
export interface Call {
  callId: string;
  ticketNumber: string;
  queueId: string;
  service: string;
  room: string;
  state: "CALLED" | "SERVING" | "ENDED";
  calledAt: string;
  recalls: number;
  recalledAt: string | null;
}

/** When it was last called out. */
export const calledOut = ({ calledAt, recalledAt }: Call): string => recalledAt ?? calledAt;

/** Whoever is awaited comes before whoever is in the room already; of each the latest first. */
export function shown(calls: Call[], queueIds: string[]): Call[] {
  return calls
    .filter(({ queueId, state }) => queueIds.includes(queueId) && state !== "ENDED")
    .sort(
      (one, other) =>
        Number(one.state !== "CALLED") - Number(other.state !== "CALLED") ||
        Date.parse(calledOut(other)) - Date.parse(calledOut(one)),
    );
}

/** Tells which calls are new to this display: each call, and each repetition of it, once. */
export class News {
  private known: Map<string, number> | null = null;

  /** Those to be announced, the earliest first. What was called before the display was on is no news. */
  of(calls: Call[]): Call[] {
    const before = this.known;
    // Only what is on the board is remembered, so that this never grows.
    this.known = new Map(calls.map(({ callId, recalls }) => [callId, recalls]));
    if (!before) return [];
    return calls
      .filter(({ callId, recalls, state }) => state === "CALLED" && recalls > (before.get(callId) ?? -1))
      .sort((one, other) => Date.parse(calledOut(one)) - Date.parse(calledOut(other)));
  }
}

/** One announcement after the other; what comes meanwhile waits, and what is called off meanwhile is left out. */
export class Announcer {
  /** Never more than stand on the board. */
  private waiting: Call[] = [];
  private isBusy = false;
  private readonly announce: (call: Call) => Promise<void>;

  /** @param announce never fails */
  constructor(announce: (call: Call) => Promise<void>) {
    this.announce = announce;
  }

  update(board: Call[], news: Call[]): void {
    const open = new Set(board.filter(({ state }) => state !== "ENDED").map(({ callId }) => callId));
    const later = new Set(news.map(({ callId }) => callId));
    this.waiting = [...this.waiting.filter(({ callId }) => open.has(callId) && !later.has(callId)), ...news];
    void this.work();
  }

  private async work(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      await this.announce(next);
    }
    this.isBusy = false;
  }
}
