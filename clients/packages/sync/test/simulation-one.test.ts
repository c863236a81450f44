import { expect, test } from "vitest";
import { CONTROLS } from "./simulation/controls.ts";
import { HALF, plan, run, runSeeds, shrink, trace } from "./simulation/simulation.ts";

/** FR-SYNC-02, 03, 05, 06, 08, 09, 10: whatever the network, the clocks and the devices do. */
test(`of ${HALF} seeds none loses, doubles, diverges or is stuck`, { timeout: 1_200_000 }, () => runSeeds(1, HALF));

test.each(Object.entries(CONTROLS))("a client or server that %s is caught", { timeout: 120_000 }, async (_, broken) => {
  const { from = 1 } = broken;
  for (let seed = from; seed < from + 2_000; seed++) {
    if (await run(plan(seed), broken)) return;
  }
  expect.fail("2,000 seeds have not shown it");
});

test("a failing seed shrinks to what is needed, and its trace fails again", { timeout: 60_000 }, async () => {
  const broken = CONTROLS["judges twice"]!;
  for (let seed = 1; seed <= 50; seed++) {
    if (!(await run(plan(seed), broken))) continue;
    const shrunk = await shrink(plan(seed), broken);
    expect(shrunk.plan.acts.length).toBeLessThan(plan(seed).acts.length / 3);
    const pasted = JSON.parse(trace(shrunk).match(/run\((.*)\)$/)![1]!);
    expect(await run(pasted, broken)).toBe(shrunk.failure);
    expect(await run(pasted)).toBeNull();
    return;
  }
  expect.fail("no seed failed");
});
