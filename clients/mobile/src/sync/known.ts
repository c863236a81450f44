import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { openStore } from "../device/storage";
import { Refused } from "../session/server.ts";

/** An answer of the server, and when it came, in milliseconds since 1970 by this device's clock. */
export interface Kept<T> {
  value: T;
  at: number;
}

/** Answers that are worth reading without a network: tickets, facilities, free times. Gone with the sign-out. */
export class Known {
  private readonly store = openStore("careturn-app-known");
  private readonly values = new Map<string, Kept<unknown>>();
  private asked = 0;
  private wiped = 0;
  private readonly answered = new Map<string, number>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get<T>(key: string): Kept<T> | undefined {
    return this.values.get(key) as Kept<T> | undefined;
  }

  /** From the device, unless something newer has come meanwhile. */
  async read(key: string): Promise<void> {
    if (this.values.has(key)) return;
    const kept = await this.store.transact((tx) => tx.get<Kept<unknown>>(key)).catch(() => undefined);
    if (kept && !this.values.has(key)) this.show(key, kept);
  }

  /** To be taken before the server is asked: what has come meanwhile from elsewhere is newer than the answer. */
  ask(): number {
    this.asked += 1;
    return this.asked;
  }

  /** @param asked of {@link ask}; without it the value is of this moment */
  put<T>(key: string, value: T, asked = this.ask()): void {
    if (asked < (this.answered.get(key) ?? this.wiped)) return;
    this.answered.set(key, asked);
    const kept = { value, at: Date.now() };
    this.show(key, kept);
    this.store.transact((tx) => tx.put(key, kept)).catch(() => undefined);
  }

  /** Changes a part of what is known; an answer that is under way still replaces all of it. */
  amend<T>(key: string, change: (value: T) => T): void {
    const kept = this.get<T>(key);
    if (kept) this.put(key, change(kept.value), this.answered.get(key) ?? this.wiped);
  }

  async wipe(): Promise<void> {
    this.values.clear();
    // What was asked for before may be of somebody else.
    this.answered.clear();
    this.wiped = this.ask();
    await this.store.transact((tx) => tx.deleteAll("")).catch(() => undefined);
    for (const listener of this.listeners) listener();
  }

  private show(key: string, kept: Kept<unknown>): void {
    this.values.set(key, kept);
    for (const listener of this.listeners) listener();
  }
}

export const known = new Known();

export interface Asked<T> {
  value: T | undefined;
  /** When the server said so. */
  at: number | undefined;
  /** Why it isn't newer. */
  error: Refused | null;
  isLoading: boolean;
  again: () => void;
}

/**
 * What the server answers to {@code ask}; until then, and where it isn't reached, what it answered last.
 *
 * @param key ASCII; null asks for nothing
 * @param everyMs asks again so often while the screen is open
 */
export function useKnown<T>(key: string | null, ask: () => Promise<T>, everyMs?: number): Asked<T> {
  const kept = useSyncExternalStore(
    known.subscribe,
    () => (key ? known.get<T>(key) : undefined),
    () => undefined,
  );
  const [error, setError] = useState<Refused | null>(null);
  const [isLoading, setLoading] = useState(key !== null);
  const latest = useRef(ask);
  latest.current = ask;
  const run = useCallback(() => {
    if (!key) return () => undefined;
    let isOver = false;
    setLoading(true);
    void known.read(key);
    const asked = known.ask();
    latest
      .current()
      .then((value) => {
        known.put(key, value, asked);
        if (!isOver) setError(null);
      })
      .catch((cause) => {
        if (!isOver) setError(cause instanceof Refused ? cause : new Refused(0, "unexpected"));
      })
      .finally(() => {
        if (!isOver) setLoading(false);
      });
    return () => {
      isOver = true;
    };
  }, [key]);
  useEffect(() => {
    setError(null);
    return run();
  }, [run]);
  useEffect(() => {
    if (!everyMs || !key) return;
    const timer = setInterval(run, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, key, run]);
  return { value: kept?.value, at: kept?.at, error, isLoading, again: () => void run() };
}
