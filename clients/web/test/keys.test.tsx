// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Key, keyText, listenToKeys, useAllKeys, useKeys } from "../src/ui/keys.tsx";

let end: () => void;

beforeEach(() => {
  end = listenToKeys();
  // jsdom knows no layout: what is in the document is seen.
  Element.prototype.checkVisibility = () => true;
});

afterEach(() => {
  end();
  cleanup();
});

function Screen({ keys, name = "screen" }: { keys: Key[]; name?: string }) {
  useKeys(name, keys);
  return <input aria-label={name} />;
}

function Listed() {
  return (
    <p>
      {useAllKeys()
        .flatMap(({ keys }) => keys.map(({ label }) => label))
        .join(",")}
    </p>
  );
}

test("a key acts, but never while somebody types", async () => {
  const run = vi.fn();
  render(<Screen keys={[{ key: "n", label: "next", run }]} />);
  await userEvent.keyboard("n");
  expect(run).toHaveBeenCalledTimes(1);
  await userEvent.type(screen.getByLabelText("screen"), "nnn");
  expect(run).toHaveBeenCalledTimes(1);
});

test("a dialog keeps the keys of what is beneath it, except those with Ctrl", async () => {
  const [next, palette] = [vi.fn(), vi.fn()];
  render(
    <>
      <Screen
        keys={[
          { key: "n", label: "next", run: next },
          { key: "mod+k", label: "find", run: palette },
        ]}
      />
      <div role="dialog" />
    </>,
  );
  await userEvent.keyboard("n{Control>}k{/Control}");
  expect(next).not.toHaveBeenCalled();
  expect(palette).toHaveBeenCalledTimes(1);
});

test("what a key does is what the screen shows now; one that is off does nothing, and is listed", async () => {
  const [first, second] = [vi.fn(), vi.fn()];
  const { rerender } = render(<Screen keys={[{ key: "s", label: "served", run: first }]} />);
  rerender(<Screen keys={[{ key: "s", label: "served", run: second }]} />);
  await userEvent.keyboard("s");
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  rerender(
    <>
      <Screen keys={[{ key: "s", label: "served", run: second, isOff: true }]} />
      <Listed />
    </>,
  );
  await userEvent.keyboard("s");
  expect(second).toHaveBeenCalledTimes(1);
  expect(screen.getByText("served")).toBeTruthy();
});

test("keys have names for people", () => {
  expect([keyText("mod+k"), keyText("alt+ArrowUp"), keyText("n")]).toEqual(["Ctrl K", "Alt ↑", "N"]);
});
