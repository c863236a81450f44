import { expect, test } from "vitest";
import { SqliteStore } from "../src/storage/sqlite.ts";
import { CONTROLS } from "./simulation/controls.ts";
import { plan, run } from "./simulation/simulation.ts";
import { sqlite } from "./stores.ts";

const SEEDS = process.env.CARETURN_ALL ? 1_000 : 60;
const parts = { store: () => new SqliteStore(sqlite(":memory:")) };

/** FR-SYNC-02, 03, 05: what phones keep their changes in is as good as what the other seeds ran on. */
test(`of ${SEEDS} seeds on SQLite none loses, doubles, diverges or is stuck`, { timeout: 1_200_000 }, async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const failure = await run(plan(seed), { parts });
    if (failure) expect.fail(`seed ${seed}: ${failure}`);
  }
});

test("a server that judges twice is caught on SQLite, too", { timeout: 120_000 }, async () => {
  const broken = CONTROLS["judges twice"]!;
  for (let seed = 1; seed <= 200; seed++) {
    if (await run(plan(seed), { ...broken, parts: { ...broken.parts, ...parts } })) return;
  }
  expect.fail("200 seeds have not shown it");
});
