import { expect, test } from "vitest";
import { entranceOf } from "../../../mobile/src/booking/entrance.ts";
import { codeAddress, SHEET, typedAddress } from "../../src/features/admin/devices/sheet.ts";
import { faultsOf, groupsOf } from "../../src/features/admin/facility/groups.ts";
import { LANGUAGES } from "../../src/texts/i18n.ts";

const ID = "0199c3f0-6a1e-7c55-9d2b-3f0c8e6a7b10";

test("the code on the sheet is one that the app takes, and the address beside it is short", () => {
  expect(entranceOf(codeAddress("https://care.example", ID), "https://care.example")).toBe(ID);
  expect(typedAddress("https://care.example", ID)).toBe("care.example/e/8e6a7b10");
  // Without encryption a browser has to be told so.
  expect(typedAddress("http://10.0.0.5:8080", ID)).toBe("http://10.0.0.5:8080/e/8e6a7b10");
  expect(Object.keys(SHEET)).toEqual(Object.keys(LANGUAGES));
});

test("lines of priority groups that were emptied are left out, and none is moved", () => {
  const values = { label0: "Age", code0: "AGE", minutes0: "15", label1: "", code1: "", minutes1: "" };
  expect(groupsOf({ ...values, label2: "Pregnancy", code2: "PREGNANCY", minutes2: "0", label3: "" })).toEqual([
    { code: "AGE", label: "Age", headStartMinutes: 15 },
    { code: "PREGNANCY", label: "Pregnancy", headStartMinutes: 0 },
  ]);
});

test("a line by half and a short name that is taken are said", () => {
  const values = { label0: "Age", code0: "AGE", minutes0: "15", label1: "Old", code1: "AGE", minutes1: "" };
  expect(faultsOf(values)).toEqual({ unfilled: ["minutes1"], twice: ["code1"] });
});
