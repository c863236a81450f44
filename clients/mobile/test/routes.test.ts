import { readdirSync } from "node:fs";
import { expect, test } from "vitest";

/** The router takes the prefix under which the app is served off each path, also of one that only begins like it. */
test("no screen's path begins like the app's own prefix", () => {
  const screens = readdirSync(new URL("../src/app", import.meta.url), { recursive: true, encoding: "utf8" });
  expect(screens.length).toBeGreaterThan(15);
  expect(screens.filter((path) => path.startsWith("app"))).toEqual([]);
});
