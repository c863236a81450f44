import { useCallback, useEffect, useRef, useState } from "preact/hooks";

const ACTS = ["pointerdown", "keydown", "input", "touchstart"] as const;
const WARNING_MS = 15_000;

/**
 * Whether nobody has touched anything for long: first it asks, then it resets.
 *
 * A touch alone draws nothing anew: that would come between what a keyboard writes into a field and the field's own
 * notice of it, and put back what stood there.
 *
 * @param afterMs until it asks; null: never
 */
export function useIdle(afterMs: number | null, onReset: () => void): { isAsking: boolean; stay: () => void } {
  const [isAsking, setIsAsking] = useState(false);
  const begin = useRef<() => void>(() => undefined);
  useEffect(() => {
    setIsAsking(false);
    if (afterMs === null) return;
    let ask: ReturnType<typeof setTimeout> | undefined;
    let reset: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(ask);
      clearTimeout(reset);
    };
    begin.current = () => {
      end();
      setIsAsking(false);
      ask = setTimeout(() => setIsAsking(true), afterMs);
      reset = setTimeout(onReset, afterMs + WARNING_MS);
    };
    begin.current();
    for (const act of ACTS) addEventListener(act, begin.current, true);
    const { current: touch } = begin;
    return () => {
      end();
      for (const act of ACTS) removeEventListener(act, touch, true);
    };
  }, [afterMs, onReset]);
  return { isAsking, stay: useCallback(() => begin.current(), []) };
}
