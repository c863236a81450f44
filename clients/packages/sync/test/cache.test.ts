import { expect, test } from "vitest";
import { Cache } from "../src/cache.ts";
import type { PullAnswer } from "../src/protocol.ts";
import { ownerKey } from "../src/queue.ts";
import { ANN, BEN } from "./desk.ts";
import { STORES } from "./stores.ts";

const PAGE: PullAnswer = {
  reset: false,
  changes: [{ kind: "patient", id: "p1", row: { id: "p1", name: "Asha" } }],
  tombstones: [],
  lastMid: 0,
  cursor: "1",
  hasMore: false,
  version: 1,
  epoch: "e1",
};

/** US-REC-01 */
test("who comes finds nothing of what others were told here, and keeps his own", async () => {
  const cache = new Cache(STORES.memory!());
  await cache.open();
  for (const session of [ANN, BEN]) {
    const { step } = await cache.positionFor(ownerKey(session), "client");
    expect(await cache.stage(ownerKey(session), "client", step, PAGE, 0)).toBe("FLIPPED");
  }
  await cache.wipeOthers(BEN.userId);
  expect((await cache.rows(ownerKey(ANN))).base.size).toBe(0);
  expect(await cache.position(ownerKey(ANN))).toBeUndefined();
  expect((await cache.rows(ownerKey(BEN))).base.get("patient")?.size).toBe(1);
});
