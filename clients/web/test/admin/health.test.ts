import { expect, test } from "vitest";
import { backupTrouble, diskFinding } from "../../src/features/admin/health/judge.ts";

const NOW = "2026-03-03T12:00:00Z";
const WELL = {
  by: "CARETURN",
  lastCopyAt: "2026-03-03T01:00:00Z",
  completeUntil: "2026-03-03T11:59:30Z",
  lastTrialAt: "2026-03-01T01:00:00Z",
  lastTrialGood: true,
} as const;

test("each trouble with the backups is named, the worst first", () => {
  expect(backupTrouble(WELL, NOW)).toBe("NONE");
  expect(backupTrouble({ ...WELL, by: "NOBODY" }, NOW)).toBe("NOBODY");
  expect(backupTrouble({ ...WELL, by: "OWN_DATABASE", completeUntil: null, lastCopyAt: null }, NOW)).toBe("NONE");
  expect(backupTrouble({ ...WELL, by: "OWN_DATABASE", lastTrialGood: false }, NOW)).toBe("TRIAL_FAILED");
  expect(backupTrouble({ ...WELL, completeUntil: "2026-03-03T11:40:00Z", lastTrialGood: false }, NOW)).toBe("BEHIND");
  expect(backupTrouble({ ...WELL, lastTrialGood: false }, NOW)).toBe("TRIAL_FAILED");
  expect(backupTrouble({ ...WELL, lastCopyAt: "2026-03-02T01:00:00Z" }, NOW)).toBe("OLD");
  expect(backupTrouble({ ...WELL, lastTrialAt: null, lastTrialGood: null }, NOW)).toBe("UNTRIED");
  expect(backupTrouble({ ...WELL, lastTrialAt: "2026-02-15T01:00:00Z" }, NOW)).toBe("UNTRIED");
});

test("a disk that fills is told of before it is full", () => {
  expect(diskFinding({ freeBytes: 50e9, totalBytes: 100e9 })).toBe("GOOD");
  expect(diskFinding({ freeBytes: 8e9, totalBytes: 100e9 })).toBe("WARN");
  expect(diskFinding({ freeBytes: 2e9, totalBytes: 100e9 })).toBe("BAD");
  expect(diskFinding({ freeBytes: 0.5e9, totalBytes: 10e9 })).toBe("BAD");
});
