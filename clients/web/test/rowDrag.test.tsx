// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useRowDrag } from "../src/features/board/useRowDrag.ts";

const started = vi.fn();
const dropped = vi.fn();
let beneath = "";

function List() {
  const scroller = useRef<HTMLDivElement>(null);
  const { drag, onPointerDown } = useRowDrag({ scroller, canDrag: (id) => id !== "served", started, dropped });
  return (
    <div ref={scroller} onPointerDown={onPointerDown}>
      {["a", "b", "served"].map((id) => (
        <div key={id} id={`row-${id}`}>
          {id}
          <button type="button">act of {id}</button>
        </div>
      ))}
      <output>{drag ? `${drag.id} over ${drag.over}` : "nothing"}</output>
    </div>
  );
}

const at = (x: number, y: number) => ({ button: 0, pointerId: 1, clientX: x, clientY: y });
const said = () => screen.getByRole("status").textContent;

beforeEach(() => {
  document.elementFromPoint = () => document.getElementById(`row-${beneath}`);
  render(<List />);
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

test("a row that is let go on another says so once", () => {
  fireEvent.pointerDown(screen.getByText("a"), at(10, 10));
  beneath = "b";
  fireEvent.pointerMove(window, at(10, 40));
  expect(said()).toBe("a over b");
  fireEvent.pointerUp(window, at(10, 40));
  fireEvent.pointerUp(window, at(10, 40));
  expect(started.mock.calls).toEqual([["a"]]);
  expect(dropped.mock.calls).toEqual([["a", "b"]]);
  expect(said()).toBe("nothing");
});

test("a click, a button and who can't be moved drag nothing", () => {
  beneath = "b";
  fireEvent.pointerDown(screen.getByText("a"), at(10, 10));
  fireEvent.pointerMove(window, at(12, 12));
  fireEvent.pointerUp(window, at(12, 12));
  for (const text of ["act of a", "served"]) {
    fireEvent.pointerDown(screen.getByText(text), at(10, 10));
    fireEvent.pointerMove(window, at(10, 40));
    fireEvent.pointerUp(window, at(10, 40));
  }
  expect(started).not.toHaveBeenCalled();
  expect(dropped).not.toHaveBeenCalled();
});

test("Escape ends it where it began", () => {
  beneath = "b";
  fireEvent.pointerDown(screen.getByText("a"), at(10, 10));
  fireEvent.pointerMove(window, at(10, 40));
  fireEvent.keyDown(window, { key: "Escape" });
  fireEvent.pointerUp(window, at(10, 40));
  expect(said()).toBe("nothing");
  expect(dropped).not.toHaveBeenCalled();
});
