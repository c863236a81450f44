import { describe, expect, it } from "vitest";
import { canUndo, whyNotYet } from "../src/features/booking/checkIn.ts";
import { changeOf, wantedText } from "../src/features/inbox/fields.ts";
import { dayOf, plusDays, startOf } from "../src/texts/days.ts";

describe("days of the facility", () => {
  it("begin at its midnight, also when the clocks change", () => {
    expect(startOf("2026-11-30", "Europe/Dublin")).toBe("2026-11-30T00:00:00.000Z");
    expect(startOf("2026-03-29", "Europe/Dublin")).toBe("2026-03-29T00:00:00.000Z");
    expect(startOf("2026-03-30", "Europe/Dublin")).toBe("2026-03-29T23:00:00.000Z");
    expect(startOf("2026-11-01", "America/New_York")).toBe("2026-11-01T04:00:00.000Z");
    expect(startOf("2026-11-02", "America/New_York")).toBe("2026-11-02T05:00:00.000Z");
    expect(startOf("2026-04-05", "Pacific/Auckland")).toBe("2026-04-04T11:00:00.000Z");
    expect(startOf("2026-11-30", "Asia/Kathmandu")).toBe("2026-11-29T18:15:00.000Z");
  });

  it("are told of an instant, and counted on", () => {
    expect(dayOf("2026-11-30T02:00:00Z", "America/New_York")).toBe("2026-11-29");
    expect(plusDays("2026-02-28", 1)).toBe("2026-03-01");
  });
});

describe("a check-in", () => {
  const line = { start: "2026-11-29T10:00:00Z", day: "2026-11-29" };

  it("waits for the day and for the time that the service allows", () => {
    expect(whyNotYet(line, 60, "2026-11-28", Date.parse("2026-11-28T09:30:00Z"))).toEqual({ code: "OTHER_DAY" });
    expect(whyNotYet(line, 60, "2026-11-29", Date.parse("2026-11-29T08:59:59Z"))).toEqual({
      code: "EARLY",
      from: "2026-11-29T09:00:00.000Z",
    });
    expect(whyNotYet(line, 60, "2026-11-29", Date.parse("2026-11-29T09:00:00Z"))).toBeNull();
  });

  it("is undone for two minutes, while the patient waits as he came", () => {
    const now = Date.parse("2026-11-29T10:01:59Z");
    expect(canUndo("2026-11-29T10:00:00Z", ["WAITING"], now)).toBe(true);
    expect(canUndo("2026-11-29T10:00:00Z", ["WAITING"], now + 1_000)).toBe(false);
    expect(canUndo("2026-11-29T10:00:00Z", ["CALLED"], now)).toBe(false);
    expect(canUndo("2026-11-29T10:00:00Z", [], now), "not pulled yet").toBe(false);
    expect(canUndo(undefined, ["WAITING"], now)).toBe(false);
  });

  it("is left to the server where the rule isn't known here", () => {
    expect(whyNotYet(line, undefined, "2026-11-29", 0)).toBeNull();
  });
});

describe("wanted values", () => {
  it("are shown in words", () => {
    expect(wantedText(["+1", "+2"], "en")).toBe("+1, +2");
    expect(wantedText([{ text: "Penicillin", criticality: "HIGH" }], "en")).toBe("Penicillin");
    expect(wantedText({ date: "1980-05-17", precision: "DAY" }, "en")).toContain("1980");
    expect(wantedText(null, "en")).toBe("–");
  });

  it("become a change of the record", () => {
    expect(changeOf({ birth: { date: "1980-05-17", precision: "DAY" }, contactPhone: "+1" })).toEqual({
      birthDate: "1980-05-17",
      birthPrecision: "DAY",
      contactPhone: "+1",
    });
  });
});
