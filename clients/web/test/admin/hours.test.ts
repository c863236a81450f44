import { expect, test } from "vitest";
import { hoursText, parseHours, WEEKDAYS, weekdayName } from "../../src/features/admin/facility/hours.ts";
import { affected, stretches, weekdayOf } from "../../src/features/admin/schedules/week.ts";

test("hours are read as people type them", () => {
  expect(parseHours("8-12, 13:00 – 18:30")).toEqual([
    { opens: "08:00", closes: "12:00" },
    { opens: "13:00", closes: "18:30" },
  ]);
  expect(parseHours("13.30-17; 7–12")).toEqual([
    { opens: "07:00", closes: "12:00" },
    { opens: "13:30", closes: "17:00" },
  ]);
  expect(parseHours("  ")).toEqual([]);
});

test.each(["12-8", "8-8", "8-25", "8:60-9", "from 8 to 12", "8-12, 11-13"])("%s is no hours", (text) => {
  expect(parseHours(text)).toBeNull();
});

test("what is written is read again", () => {
  const spans = [
    { opens: "13:00:00", closes: "18:00:00" },
    { opens: "08:00:00", closes: "12:30:00" },
  ];
  expect(hoursText(spans)).toBe("08:00–12:30, 13:00–18:00");
  expect(parseHours(hoursText(spans))).toEqual([
    { opens: "08:00", closes: "12:30" },
    { opens: "13:00", closes: "18:00" },
  ]);
});

test("a day that is open to its end stays so", () => {
  const spans = [
    { opens: "00:00", closes: "06:00" },
    { opens: "20:00", closes: "00:00" },
  ];
  expect(hoursText(spans)).toBe("00:00–06:00, 20:00–24:00");
  expect(parseHours(hoursText(spans))).toEqual(spans);
  expect(parseHours("0-24")).toEqual([{ opens: "00:00", closes: "00:00" }]);
  expect(parseHours("00:00–00:00"), "as the server has it").toEqual([{ opens: "00:00", closes: "00:00" }]);
  expect(parseHours("20-24, 22-23")).toBeNull();
  expect(parseHours("24-8")).toBeNull();
});

test("weekdays begin with Monday and have their language's name", () => {
  expect(weekdayOf("2026-11-29")).toBe("SUNDAY");
  expect(weekdayOf("2026-11-30")).toBe("MONDAY");
  expect(WEEKDAYS.map((one) => weekdayName(one, "fr", "short"))[6]).toBe("dim.");
});

test("long absences are counted in steps that a request takes", () => {
  expect(stretches("2026-01-01", "2026-01-01")).toEqual([{ firstDay: "2026-01-01", lastDay: "2026-01-01" }]);
  expect(stretches("2026-01-01", "2026-03-10")).toEqual([
    { firstDay: "2026-01-01", lastDay: "2026-03-04" },
    { firstDay: "2026-03-05", lastDay: "2026-03-10" },
  ]);
});

test("an absence meets open appointments that lie in it, even in part", () => {
  const at = (status: string, start: string, end: string) => ({ appointment: { status, start, end } });
  const lines = [
    at("BOOKED", "2026-11-29T08:50:00Z", "2026-11-29T09:10:00Z"),
    at("PROPOSED", "2026-11-29T09:10:00Z", "2026-11-29T09:30:00Z"),
    at("CANCELLED", "2026-11-29T09:30:00Z", "2026-11-29T09:50:00Z"),
    at("BOOKED", "2026-11-29T08:30:00Z", "2026-11-29T09:00:00Z"),
    at("BOOKED", "2026-11-29T10:00:00Z", "2026-11-29T10:20:00Z"),
  ];
  expect(affected(lines, Date.parse("2026-11-29T09:00:00Z"), Date.parse("2026-11-29T10:00:00Z"))).toBe(2);
});
