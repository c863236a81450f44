import { expect, test } from "vitest";
import { windowOf } from "../src/booking/arrival.ts";
import { calendarFile } from "../src/booking/calendarFile.ts";
import { entranceOf } from "../src/booking/entrance.ts";
import { byDay } from "../src/booking/slots.ts";
import type { Slot } from "../src/care/directory.ts";
import { clockOf, today } from "../src/care/hours.ts";
import { born } from "../src/me/born.ts";
import { changes } from "../src/me/RecordScreen.tsx";
import { dialled } from "../src/session/SignInScreen.tsx";
import { EventReader } from "../src/sync/events.ts";

test("a stream is read whatever pieces it comes in", () => {
  const text = ': here\n\nevent: visits\ndata: {"a":\ndata: 1}\n\nevent:hello\ndata:{}\n\n';
  const whole = new EventReader().read(text);
  expect(whole).toEqual([
    { name: "visits", data: '{"a":\n1}' },
    { name: "hello", data: "{}" },
  ]);
  for (let size = 1; size < text.length; size++) {
    const reader = new EventReader();
    const found = [];
    for (let from = 0; from < text.length; from += size) found.push(...reader.read(text.slice(from, from + size)));
    expect(found).toEqual(whole);
  }
});

test("opening hours by the hospital's own clock, over midnight too", () => {
  const hours = [
    { weekday: "MONDAY", opens: "08:00:00", closes: "12:00:00" },
    { weekday: "MONDAY", opens: "14:00:00", closes: "18:00:00" },
    { weekday: "FRIDAY", opens: "20:00:00", closes: "04:00:00" },
  ] as Parameters<typeof today>[0];
  expect(today(hours, 1, "07:59")).toEqual({ isOpen: false, until: "08:00" });
  expect(today(hours, 1, "11:59")).toEqual({ isOpen: true, until: "12:00" });
  expect(today(hours, 1, "12:00")).toEqual({ isOpen: false, until: "14:00" });
  expect(today(hours, 1, "18:00")).toEqual({ isOpen: false, until: null });
  expect(today(hours, 6, "03:00")).toEqual({ isOpen: true, until: "04:00" });
  expect(today([], 3, "03:00")).toEqual({ isOpen: true, until: null });
  expect(clockOf(Date.parse("2026-03-02T23:30:00Z"), "Asia/Kathmandu")).toEqual({ weekday: 2, time: "05:15" });
});

test("free times by the hospital's days, each time once", () => {
  const slot = (start: string, doctorId: string) => ({ start, doctorId }) as Slot;
  const days = byDay(
    [slot("2026-03-02T23:00:00Z", "b"), slot("2026-03-02T10:00:00Z", "a"), slot("2026-03-02T10:00:00Z", "b")],
    "Europe/Berlin",
  );
  expect(days.map(({ day, slots }) => [day, slots.map(({ doctorId }) => doctorId)])).toEqual([
    ["2026-03-02", ["a"]],
    ["2026-03-03", ["b"]],
  ]);
});

test("the arrival window is the service's", () => {
  const rule = { checkInBeforeMinutes: 60, checkInAfterMinutes: 15 };
  const at = (time: string) => windowOf("2026-03-02T10:00:00Z", rule, Date.parse(`2026-03-02T${time}:00Z`))?.state;
  expect([at("08:59"), at("09:00"), at("10:15"), at("10:16")]).toEqual(["SOON", "OPEN", "OPEN", "OVER"]);
  expect(windowOf("2026-03-04T10:00:00Z", rule, Date.parse("2026-03-02T10:00:00Z"))?.state).toBe("FAR");
});

test("dates of birth as people write them, and no others", () => {
  for (const text of ["31 12 1980", "31.12.1980", "31/12/1980", "1980-12-31", "31121980"]) {
    expect(born(text)).toBe("1980-12-31");
  }
  for (const text of ["31 02 1980", "12 31 1980", "1 1 80", "31 12 2980", "x"]) expect(born(text)).toBeUndefined();
});

test("a record's change names only what differs, with what it was", () => {
  const record = {
    id: "p",
    name: "Rosa",
    contactPhone: "+12125550100",
    address: null,
    allergies: [{ text: "Nuts", criticality: "HIGH" }],
  };
  expect(changes(record, { phone: "+12125550100", address: "", allergies: "Nuts" })).toEqual({});
  expect(changes(record, { phone: "+1 212 555 0111", address: " 1 Main St ", allergies: "Nuts\nLatex" })).toEqual({
    contactPhone: { base: "+12125550100", new: "+12125550111" },
    address: { base: null, new: "1 Main St" },
    allergies: {
      base: [{ text: "Nuts", criticality: "HIGH" }],
      new: [
        { text: "Nuts", criticality: "HIGH" },
        { text: "Latex", criticality: null },
      ],
    },
  });
});

test("a calendar's file is of instants, and its texts can't break it", () => {
  const entry = {
    id: "1",
    title: "Eyes; ears, nose",
    place: "A\nB",
    start: "2026-03-02T10:00:00.000Z",
    end: "2026-03-02T10:20:00Z",
    timeZone: "UTC",
  };
  const file = calendarFile(entry, new Date("2026-03-01T00:00:00Z"));
  expect(file).toContain("DTSTART:20260302T100000Z\r\nDTEND:20260302T102000Z\r\n");
  expect(file).toContain("SUMMARY:Eyes\\; ears\\, nose\r\nLOCATION:A\\nB\r\n");
});

test("a phone number dialled from abroad", () => {
  expect(dialled(" 001 212 555 0100 ")).toBe("+1 212 555 0100");
});

test("only the code at an entrance of this server leads to the check-in", () => {
  const id = "0199c3f0-6a1e-7c55-9d2b-00000000000f";
  const server = "https://queue.clinic.example";
  expect(entranceOf(`${server}/app/check-in/${id}`, server)).toBe(id);
  expect(entranceOf(`${server}/app/check-in/${id.toUpperCase()}/`, server)).toBe(id);
  expect(entranceOf(`https://elsewhere.example/app/check-in/${id}`, server)).toBeNull();
  expect(entranceOf(`${server}/app/check-in/../me`, server)).toBeNull();
  expect(entranceOf("A-042", server)).toBeNull();
});
