import { describe, expect, it } from "vitest";
import { orderOf, parseBorn } from "../../src/patients/born.ts";

const TODAY = "2026-11-29";
const DAY_FIRST = ["day", "month", "year"] as const;

describe("what is typed for a birth", () => {
  it.each([
    ["46", { ageYears: 46 }],
    ["0", { ageYears: 0 }],
    ["1980", { birthDate: "1980-01-01", birthPrecision: "YEAR" }],
    ["17.5.1980", { birthDate: "1980-05-17", birthPrecision: "DAY" }],
    ["17/05/80", { birthDate: "1980-05-17", birthPrecision: "DAY" }],
    ["1 2 03", { birthDate: "2003-02-01", birthPrecision: "DAY" }],
    ["1980-05-17", { birthDate: "1980-05-17", birthPrecision: "DAY" }],
    ["١٧/٠٥/١٩٨٠", { birthDate: "1980-05-17", birthPrecision: "DAY" }],
    ["४६", { ageYears: 46 }],
  ])("%s is understood", (typed, born) => {
    expect(parseBorn(typed, TODAY, DAY_FIRST)).toEqual(born);
  });

  it.each(["141", "2027", "31/02/1980", "30/11/2026", "17/05", "yesterday", "1/1/1820"])("%s is refused", (typed) => {
    expect(parseBorn(typed, TODAY, DAY_FIRST)).toBe("BAD");
  });

  it("may be left out", () => {
    expect(parseBorn("  ", TODAY, DAY_FIRST)).toBeNull();
  });

  it("is read in the order of the place", () => {
    expect(orderOf("en-US")).toEqual(["month", "day", "year"]);
    expect(orderOf("en-IE")).toEqual(["day", "month", "year"]);
    expect(parseBorn("5/7/1980", TODAY, orderOf("en-US"))).toMatchObject({ birthDate: "1980-05-07" });
    expect(parseBorn("17/5/1980", TODAY, orderOf("en-US"))).toMatchObject({ birthDate: "1980-05-17" });
    expect(parseBorn("5/17/1980", TODAY, orderOf("en-US"))).toEqual({ birthDate: "1980-05-17", birthPrecision: "DAY" });
  });
});
