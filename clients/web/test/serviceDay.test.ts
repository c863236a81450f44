import { expect, test } from "vitest";
import { instantOf, onServiceDay } from "../src/texts/days.ts";

test("a time is the facility's, whatever the computer's zone is", () => {
  expect(instantOf("2026-11-29", "14:30", "Europe/Dublin").toISOString()).toBe("2026-11-29T14:30:00.000Z");
  expect(instantOf("2026-07-01", "14:30", "Europe/Dublin").toISOString()).toBe("2026-07-01T13:30:00.000Z");
  expect(instantOf("2026-11-29", "09:00", "America/New_York").toISOString()).toBe("2026-11-29T14:00:00.000Z");
});

test("on the day when clocks change, before and after it", () => {
  expect(instantOf("2026-03-29", "00:30", "Europe/Dublin").toISOString()).toBe("2026-03-29T00:30:00.000Z");
  expect(instantOf("2026-03-29", "02:30", "Europe/Dublin").toISOString()).toBe("2026-03-29T01:30:00.000Z");
  expect(instantOf("2026-11-01", "23:30", "America/New_York").toISOString()).toBe("2026-11-02T04:30:00.000Z");
});

test("what is before the service day's beginning belongs to the night after it", () => {
  expect(onServiceDay("2026-11-29", "01:15", "Europe/Dublin").toISOString()).toBe("2026-11-30T01:15:00.000Z");
  expect(onServiceDay("2026-11-30", "04:00", "Europe/Dublin").toISOString()).toBe("2026-11-30T04:00:00.000Z");
});
