import { expect, test } from "vitest";
import { type AuditEvent, changesOf, plain } from "../../src/features/admin/audit/words.ts";
import { sealFinding, sum } from "../../src/features/admin/health/judge.ts";
import { check, type Field, type Sentences } from "../../src/features/admin/kit/fields.ts";
import { isFound, type Person, rolesHere, withRolesHere } from "../../src/features/admin/people/roles.ts";

const SAY: Sentences = {
  missing: "missing",
  between: (min, max) => `${min}..${max}`,
  tooLong: (max) => `<= ${max}`,
  unlike: "unlike",
};

test("what is wrong is said by field", () => {
  const fields: Field[] = [
    { kind: "text", name: "name", label: "", max: 5 },
    { kind: "text", name: "code", label: "", max: 5, pattern: /^[A-Z]+$/, like: "capitals" },
    { kind: "number", name: "minutes", label: "", min: 1, max: 480 },
    { kind: "number", name: "free", label: "", min: 1, max: 480, isOptional: true },
    { kind: "several", name: "roles", label: "", options: [] },
    { kind: "yes", name: "active", label: "" },
    { kind: "text", name: "zone", label: "", max: 1, isFixed: true },
  ];
  const wrong = { name: "  ", code: "ab", minutes: "1.5", free: "", roles: [], active: false, zone: "long" };
  expect(check(fields, wrong, SAY)).toEqual({ name: "missing", code: "capitals", minutes: "1..480", roles: "missing" });
  const right = { name: "Ada", code: "AB", minutes: " 480 ", free: "7", roles: ["X"], active: true, zone: "long" };
  expect(check(fields, right, SAY)).toEqual({});
  expect(check(fields, { ...right, name: "Ada Lovelace", free: "481" }, SAY)).toEqual({ name: "<= 5", free: "1..480" });
});

test("roles held elsewhere and everywhere stay", () => {
  const roles: Person["roles"] = [
    { role: "ADMIN", facilityId: null },
    { role: "DOCTOR", facilityId: "here" },
    { role: "NURSE", facilityId: "there" },
  ];
  expect(rolesHere(roles, "here")).toEqual(["DOCTOR"]);
  expect(withRolesHere(roles, "here", ["RECEPTIONIST"])).toEqual([
    { role: "ADMIN", facilityId: null },
    { role: "NURSE", facilityId: "there" },
    { role: "RECEPTIONIST", facilityId: "here" },
  ]);
});

test("people are found by parts of names, without accents", () => {
  const person = { displayName: "Dr Lucía Herrera", userName: "lh", loginPhone: "+353871234567" } as Person;
  expect(isFound(person, "herr luc")).toBe(true);
  expect(isFound(person, "8712")).toBe(true);
  expect(isFound(person, "")).toBe(true);
  expect(isFound(person, "lucia smith")).toBe(false);
});

test("a row of the log tells before and after", () => {
  const event = {
    detail: { from: "WAITING", to: "CALLED", roomId: "r1", patients: Array.from({ length: 9 }, (_, i) => `p${i}`) },
    personal: { phone: { from: "1", to: "2" }, name: null },
  } as unknown as AuditEvent;
  expect(changesOf(event)).toEqual([
    { what: "state", before: "WAITING", after: "CALLED" },
    { what: "roomId", before: null, after: "r1" },
    { what: "patients", before: null, after: "p0, p1, p2, p3, p4, … (9)" },
    { what: "phone", before: "1", after: "2" },
    { what: "name", before: null, after: null },
  ]);
  const changed = { from: { name: "A", open: true, version: 1 }, to: { name: "B", open: true, version: 2 } };
  expect(changesOf({ detail: changed } as unknown as AuditEvent)).toEqual([{ what: "name", before: "A", after: "B" }]);
  expect(plain("WAITING_LIST_OFFER")).toBe("waiting list offer");
});

test("seals that lag are told", () => {
  const now = Date.parse("2026-11-29T10:00:00Z");
  expect(sealFinding(null, now)).toBe("GOOD");
  expect(sealFinding("2026-11-29T09:55:00Z", now)).toBe("GOOD");
  expect(sealFinding("2026-11-29T09:40:00Z", now)).toBe("WARN");
  expect(
    sum(
      [
        { state: "SENT", messages: 3 },
        { state: "DEAD", messages: 2 },
      ],
      ["DEAD", "FAILED"],
    ),
  ).toBe(2);
});
