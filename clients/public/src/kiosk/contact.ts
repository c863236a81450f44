import type { Schemas } from "@careturn/api";
import { type DeviceSession, Refused } from "../shared/device.ts";
import type { Place, Wanted } from "../shared/settings.ts";
import { Numbers, serviceDay } from "./numbers.ts";
import { Store } from "./store.ts";

/** What is shown at the end: from the server, or without contact. */
export interface Result {
  ticketNumber: string;
  token: string;
  ticket: Schemas["Ticket"] | null;
}

const EACH_MS = 15_000;
const ANSWER_MS = 6_000;

/** What the kiosk asks of the server, and what it does without one. */
export class Contact {
  readonly numbers: Numbers;
  private readonly session: DeviceSession;
  private isThere = true;
  private readonly listeners = new Set<() => void>();
  private round: Promise<void> | null = null;

  constructor(session: DeviceSession) {
    this.session = session;
    this.numbers = new Numbers(new Store(), (path, body, key) => session.ask("POST", path, { body, key }));
  }

  get hasContact(): boolean {
    return this.isThere;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Looks after contact, numbers and what is owed, again and again. Gives what ends it. */
  watch(facilityId: string, place: () => Place, prefixes: () => string[], onPlace: () => Promise<void>): () => void {
    const look = () => {
      this.round ??= this.once(facilityId, place, prefixes, onPlace).finally(() => {
        this.round = null;
      });
    };
    const timer = setInterval(look, EACH_MS);
    addEventListener("online", look);
    look();
    return () => {
      clearInterval(timer);
      removeEventListener("online", look);
    };
  }

  /** @throws Refused */
  checkIn(body: Schemas["KioskCheckIn"]): Promise<Result> {
    const asked = this.session.ask<Schemas["KioskTicket"]>("POST", "/api/v1/kiosk/check-ins", {
      body,
      key: crypto.randomUUID(),
    });
    return this.noting(asked).then(({ token, ticket }) => ({ token, ticket, ticketNumber: ticket.ticketNumber }));
  }

  /**
   * A number: the server's, else one of the kiosk's own.
   *
   * @throws Refused
   */
  async take(place: Place, facilityId: string, wanted: Wanted, language: string): Promise<Result> {
    const key = crypto.randomUUID();
    const body = { facilityId, ...wanted.wish, language };
    if (this.isThere) {
      try {
        const path = "/api/v1/kiosk/tickets";
        const asked = this.session.ask<Schemas["KioskTicket"]>("POST", path, { body, key, timeoutMs: ANSWER_MS });
        const { token, ticket } = await this.noting(asked);
        return { token, ticket, ticketNumber: ticket.ticketNumber };
      } catch (refused) {
        if (!(refused instanceof Refused) || !refused.isPassing) throw refused;
        if (refused.code !== "not-sent") await this.numbers.wasUnanswered(key, body);
        this.become(false);
      }
    }
    const day = serviceDay(Date.now(), place.timeZone, place.serviceDayStart);
    const own = await this.numbers.give({ ...body, prefix: wanted.prefix }, day);
    if (!own) throw new Refused(0, "no-numbers");
    return { ...own, ticket: null };
  }

  private async noting<T>(asked: Promise<T>): Promise<T> {
    try {
      const answer = await asked;
      this.become(true);
      return answer;
    } catch (refused) {
      this.become(!(refused instanceof Refused) || refused.status !== 0);
      throw refused;
    }
  }

  private async once(
    facilityId: string,
    place: () => Place,
    prefixes: () => string[],
    onPlace: () => Promise<void>,
  ): Promise<void> {
    try {
      await onPlace();
      await this.numbers.hand();
      this.become(true);
      const { timeZone, serviceDayStart } = place();
      const day = serviceDay(Date.now(), timeZone, serviceDayStart);
      for (const prefix of prefixes()) await this.numbers.refill(facilityId, prefix, day);
    } catch (refused) {
      if (refused instanceof Refused && refused.isPassing) this.become(false);
    }
    this.tell();
  }

  private become(isThere: boolean): void {
    if (this.isThere === isThere) return;
    this.isThere = isThere;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
