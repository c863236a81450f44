import type { Schemas } from "@careturn/api";
import { Refused } from "../shared/device.ts";
import type { Store } from "./store.ts";

type Lease = Schemas["Lease"] & { next: number };

/** A ticket given without contact, until the server knows of it. */
interface Given {
  key: string;
  ticketNumber: string;
  body: Schemas["KioskTakeTicket"];
}

/** A wish that was sent and not answered: the server may have given a number for it, which nobody holds. */
interface Unanswered {
  key: string;
  body: Schemas["KioskTakeTicket"];
}

interface Kept extends Record<string, unknown> {
  leases: Lease[];
  asked: { prefix: string; key: string } | null;
  given: Given[];
  unanswered: Unanswered[];
  refused: { ticketNumber: string; code: string }[];
}

export interface OwnNumber {
  ticketNumber: string;
  token: string;
}

export type Wish = { facilityId: string; prefix: string; language: string } & (
  | { queueId: string }
  | { routeId: string }
);

/** @throws Refused */
type Ask = <T>(path: string, body: unknown, key: string) => Promise<T>;

const COUNT = 30;
const LOW = 10;
const NOTHING: Kept = { leases: [], asked: null, given: [], unanswered: [], refused: [] };

/**
 * Numbers that this kiosk gives without contact, from ranges that are its alone, and what it owes the server afterwards.
 * A number is struck out and its ticket kept before anybody sees it.
 */
export class Numbers {
  private readonly store: Store;
  private readonly ask: Ask;
  private readonly now: () => number;

  constructor(store: Store, ask: Ask, now: () => number = Date.now) {
    this.store = store;
    this.ask = ask;
    this.now = now;
  }

  /** @returns null where no number is left for this service on this day */
  give({ prefix, ...wish }: Wish, day: string): Promise<OwnNumber | null> {
    const token = newToken();
    const takenAt = new Date(this.now()).toISOString();
    return this.store.change<Kept, OwnNumber | null>(NOTHING, ({ leases, given }) => {
      const lease = leases.find((one) => isGood(one, prefix, day) && one.next <= one.to);
      if (!lease) return { values: {}, result: null };
      const sequence = lease.next;
      const ticketNumber = `${prefix}-${String(sequence).padStart(3, "0")}`;
      const body = { ...wish, taken: { leaseId: lease.leaseId, sequence, token, takenAt } };
      return {
        values: {
          leases: leases.map((one) => (one === lease ? { ...one, next: sequence + 1 } : one)),
          given: [...given, { key: crypto.randomUUID(), ticketNumber, body }],
        },
        result: { ticketNumber, token },
      };
    });
  }

  /** Keeps that a wish wasn't answered, so that the number that may have come of it is given back. */
  wasUnanswered(key: string, body: Schemas["KioskTakeTicket"]): Promise<void> {
    return this.store.change<Kept, void>(NOTHING, ({ unanswered }) => ({
      values: { unanswered: [...unanswered, { key, body }] },
      result: undefined,
    }));
  }

  /** What waits to be told to the server, and what the server didn't take. */
  state(): Promise<{ waiting: number; refused: Kept["refused"] }> {
    return this.store.change<Kept, { waiting: number; refused: Kept["refused"] }>(NOTHING, ({ given, refused }) => ({
      values: {},
      result: { waiting: given.length, refused },
    }));
  }

  /** The staff have seen what wasn't taken. */
  forgetRefused(): Promise<void> {
    return this.store.change<Kept, void>(NOTHING, () => ({ values: { refused: [] }, result: undefined }));
  }

  /**
   * Tells the server what was given, in its order, then gives back what nobody holds.
   *
   * @throws Refused where there is no contact, or the server can't just now: the rest stays
   */
  async hand(): Promise<void> {
    for (;;) {
      const next = await this.peek(({ given }) => given[0]);
      if (!next) break;
      const code = await this.tell(next);
      await this.store.change<Kept, void>(NOTHING, ({ given, refused }) => ({
        values: {
          given: given.filter(({ key }) => key !== next.key),
          // Taken already, under this token: an earlier answer was lost.
          ...(code && code !== "ticket-taken"
            ? { refused: [...refused, { ticketNumber: next.ticketNumber, code }] }
            : {}),
        },
        result: undefined,
      }));
    }
    for (;;) {
      const next = await this.peek(({ unanswered }) => unanswered[0]);
      if (!next) break;
      await this.giveBack(next);
      await this.store.change<Kept, void>(NOTHING, ({ unanswered }) => ({
        values: { unanswered: unanswered.filter(({ key }) => key !== next.key) },
        result: undefined,
      }));
    }
  }

  /** Fetches numbers where few are left. */
  async refill(facilityId: string, prefix: string, day: string): Promise<void> {
    const key = await this.store.change<Kept, string | null>(NOTHING, ({ leases, asked }) => {
      const good = leases.filter(({ lastDay }) => lastDay >= day);
      const left = good
        .filter((one) => isGood(one, prefix, day))
        .reduce((sum, { next, to }) => sum + Math.max(0, to - next + 1), 0);
      if (left >= LOW) return { values: { leases: good }, result: null };
      // Kept until it is answered, so that an answer that is lost costs no numbers.
      const wish = asked?.prefix === prefix ? asked : { prefix, key: crypto.randomUUID() };
      return { values: { leases: good, asked: wish }, result: wish.key };
    });
    if (!key) return;
    const lease = await this.ask<Schemas["Lease"]>("/api/v1/kiosk/leases", { facilityId, prefix, count: COUNT }, key);
    await this.store.change<Kept, void>(NOTHING, ({ leases }) => {
      const isKnown = leases.some(({ leaseId }) => leaseId === lease.leaseId);
      return {
        values: { asked: null, ...(isKnown ? {} : { leases: [...leases, { ...lease, next: lease.from }] }) },
        result: undefined,
      };
    });
  }

  private peek<R>(look: (kept: Kept) => R): Promise<R> {
    return this.store.change<Kept, R>(NOTHING, (kept) => ({ values: {}, result: look(kept) }));
  }

  /** @returns the code of a refusal for good */
  private async tell({ key, body }: Given): Promise<string | null> {
    try {
      await this.ask("/api/v1/kiosk/tickets", body, key);
      return null;
    } catch (refused) {
      if (refused instanceof Refused && !refused.isPassing) return refused.code;
      throw refused;
    }
  }

  /** The same wish under the same key tells what became of it; its place is then given up by the ticket's own link. */
  private async giveBack({ key, body }: Unanswered): Promise<void> {
    try {
      const { token, ticket } = await this.ask<Schemas["KioskTicket"]>("/api/v1/kiosk/tickets", body, key);
      // A route may begin in several queues at once.
      for (const { entryId } of ticket.steps) if (entryId) await this.leave(token, entryId);
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.isPassing) throw refused;
    }
  }

  private async leave(token: string, entry: string): Promise<void> {
    const form = new URLSearchParams({ entry });
    const answer = await fetch(`/t/${token}/leave`, { method: "POST", body: form, redirect: "manual" }).catch(
      () => null,
    );
    if (!answer || answer.status >= 500) throw new Refused(0, "no-contact");
  }
}

function isGood(lease: Lease, prefix: string, day: string): boolean {
  return lease.prefix === prefix && lease.firstDay <= day && day <= lease.lastDay;
}

/** 128 bits, as the server makes them. */
function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=/g, "");
}

/** The service day, which begins some hours after midnight. */
export function serviceDay(now: number, timeZone: string, dayStart: string): string {
  const [hours = 0, minutes = 0] = dayStart.split(":").map(Number);
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const today = `${parts.year}-${parts.month}-${parts.day}`;
  if (Number(parts.hour) * 60 + Number(parts.minute) >= hours * 60 + minutes) return today;
  return new Date(Date.parse(`${today}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
