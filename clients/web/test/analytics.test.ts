// @vitest-environment jsdom
import { expect, test } from "vitest";
import { daysOf, daysUpTo, isAskable } from "../src/features/analytics/asked.ts";
import { direction } from "../src/features/whatif/Result.tsx";

test("a period of so many days ends with its last and holds both ends", () => {
  expect(daysUpTo("2026-03-08", 7)).toEqual({ firstDay: "2026-03-02", lastDay: "2026-03-08" });
  expect(daysOf({ firstDay: "2026-03-02", lastDay: "2026-03-08" })).toBe(7);
  expect(daysOf(daysUpTo("2026-03-30", 28))).toBe(28); // over a change of clocks
});

test("only what the server answers is asked", () => {
  expect(isAskable({ firstDay: "2026-03-02", lastDay: "2026-03-02" })).toBe(true);
  expect(isAskable({ firstDay: "2026-03-03", lastDay: "2026-03-02" })).toBe(false);
  expect(isAskable(daysUpTo("2026-03-02", 400))).toBe(true);
  expect(isAskable(daysUpTo("2026-03-02", 401))).toBe(false);
});

test("a difference whose interval holds zero is none", () => {
  expect(direction({ value: -4, low: -7, high: -1 })).toBe("less");
  expect(direction({ value: 4, low: 1, high: 7 })).toBe("more");
  expect(direction({ value: -4, low: -9, high: 1 })).toBe("same");
  expect(direction({ value: null, low: null, high: null })).toBe("same");
});
