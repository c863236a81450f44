import { useEffect, useState } from "preact/hooks";

const ACTS = ["pointerdown", "keydown", "input", "touchstart"] as const;
const WARNING_MS = 15_000;

/**
 * Whether nobody has touched anything for long: first it asks, then it resets.
 *
 * @param afterMs until it asks; null: never
 */
export function useIdle(afterMs: number | null, onReset: () => void): { isAsking: boolean; stay: () => void } {
  const [isAsking, setIsAsking] = useState(false);
  const [touched, setTouched] = useState(0);
  useEffect(() => {
    const touch = () => setTouched((count) => count + 1);
    for (const act of ACTS) addEventListener(act, touch, true);
    return () => {
      for (const act of ACTS) removeEventListener(act, touch, true);
    };
  }, []);
  // Each touch starts the time anew.
  useEffect(() => {
    setIsAsking(false);
    if (afterMs === null) return;
    const ask = setTimeout(() => setIsAsking(true), afterMs);
    const reset = setTimeout(onReset, afterMs + WARNING_MS);
    return () => {
      clearTimeout(ask);
      clearTimeout(reset);
    };
  }, [afterMs, touched, onReset]);
  return { isAsking, stay: () => setTouched((count) => count + 1) };
}
