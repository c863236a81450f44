import { test } from "vitest";
import { HALF, runSeeds } from "./simulation/simulation.ts";

/** The other half of the seeds, on the other processor. */
test(`of ${HALF} more seeds none loses, doubles, diverges or is stuck`, { timeout: 1_200_000 }, () =>
  runSeeds(HALF + 1, HALF),
);
