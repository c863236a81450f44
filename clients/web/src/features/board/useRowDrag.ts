import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from "react";

export interface Drag {
  id: string;
  /** The row beneath the pointer. */
  over: string | null;
  /** Pixels from the window's top left corner. */
  x: number;
  y: number;
}

interface Given {
  scroller: RefObject<HTMLElement | null>;
  canDrag: (id: string) => boolean;
  started: (id: string) => void;
  dropped: (id: string, over: string) => void;
}

/** Only after some pixels, so that a click stays a click. */
const SLACK = 5;
/** Near an edge of the list it scrolls, by so many pixels a frame. */
const EDGE = 36;
const STEP = 8;

/** A row follows the pointer until it is let go; Escape ends it. By keyboard a row moves with Alt and the arrows. */
export function useRowDrag(given: Given) {
  const { scroller } = given;
  const [drag, setDrag] = useState<Drag | null>(null);
  const latest = useRef(given);
  latest.current = given;
  const end = useRef<(() => void) | null>(null);
  useEffect(() => () => end.current?.(), []);

  function onPointerDown(event: ReactPointerEvent) {
    const target = event.target as Element;
    const id = rowOf(target);
    if (event.button !== 0 || !id || !scroller.current?.contains(target) || target.closest("button, input")) return;
    if (!given.canDrag(id)) return;
    end.current?.();
    const { clientX, clientY, pointerId } = event;
    let now: Drag | null = null;
    let frame = 0;

    const moved = (to: PointerEvent) => {
      if (to.pointerId !== pointerId) return;
      if (!now) {
        if (Math.hypot(to.clientX - clientX, to.clientY - clientY) < SLACK) return;
        latest.current.started(id);
        frame = requestAnimationFrame(scroll);
      }
      getSelection()?.removeAllRanges();
      now = { id, over: rowOf(document.elementFromPoint(to.clientX, to.clientY)), x: to.clientX, y: to.clientY };
      setDrag(now);
    };
    const scroll = () => {
      const edges = scroller.current?.getBoundingClientRect();
      if (now && edges) {
        if (now.y < edges.top + EDGE) scroller.current?.scrollBy(0, -STEP);
        else if (now.y > edges.bottom - EDGE) scroller.current?.scrollBy(0, STEP);
      }
      frame = requestAnimationFrame(scroll);
    };
    const up = (at: PointerEvent) => {
      if (at.pointerId !== pointerId) return;
      const last = now;
      end.current?.();
      if (last?.over) latest.current.dropped(id, last.over);
    };
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== "Escape" || !now) return;
      pressed.preventDefault();
      end.current?.();
    };
    const cancel = () => end.current?.();
    end.current = () => {
      end.current = null;
      cancelAnimationFrame(frame);
      removeEventListener("pointermove", moved);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", cancel);
      removeEventListener("keydown", key, true);
      setDrag(null);
    };
    addEventListener("pointermove", moved);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", cancel);
    addEventListener("keydown", key, true);
  }

  return { drag, onPointerDown };
}

function rowOf(element: Element | null): string | null {
  return element?.closest("[id^=row-]")?.id.slice("row-".length) ?? null;
}
