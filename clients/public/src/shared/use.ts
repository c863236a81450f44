import { useEffect, useReducer, useState } from "preact/hooks";
import type { DeviceSession, Pairing } from "./device.ts";

export function usePairing(session: DeviceSession): Pairing {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    again(undefined);
    return session.subscribe(() => again(undefined));
  }, [session]);
  return session.get();
}

/** The time, as often as something on the screen depends on it. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
