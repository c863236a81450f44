import { expect, test } from "vitest";
import { MemoryStore } from "../src/storage/memory.ts";
import { ANN, BEN, count, Desk } from "./desk.ts";

const told = (version: number, by: string) => ({ kind: "thing", id: "thing1", row: { version, by } });

async function atWork() {
  const desk = new Desk(undefined, new MemoryStore(), new MemoryStore());
  let isCut = false;
  const engine = desk.engine({
    network: {
      pull: async (user, request) =>
        isCut ? { ok: false, status: 0, code: "unreachable" } : desk.server.pull(user, request),
    },
  });
  await engine.signIn(ANN);
  await engine.enqueue("count", count("m1"));
  await engine.sync();
  const cut = (now: boolean) => {
    isCut = now;
  };
  return { engine, cut, thing: async () => (await engine.rows()).get("thing", "thing1") };
}

test("what another answer told is shown until an exchange has brought it", async () => {
  const { engine, cut, thing } = await atWork();
  const fetched = await thing();
  cut(true);
  engine.tell([told(1_000, "an answer"), { kind: "call", id: "call1", row: { id: "call1" } }]);
  expect(await thing()).toEqual({ version: 1_000, by: "an answer" });
  expect((await engine.rows()).all("call")).toHaveLength(1);
  expect((await engine.rows()).pending("thing").size).toBe(0);
  await engine.sync();
  expect(await thing()).toEqual({ version: 1_000, by: "an answer" });
  cut(false);
  await engine.sync();
  expect(await thing()).toEqual(fetched);
  expect((await engine.rows()).all("call")).toEqual([]);
});

test("what was fetched meanwhile is newer than what was told", async () => {
  const { engine, thing } = await atWork();
  const fetched = await thing();
  engine.tell([told(Number(fetched?.version ?? 0), "an older answer")]);
  expect(await thing()).toEqual(fetched);
});

test("nobody sees what was told to somebody else", async () => {
  const { engine, thing } = await atWork();
  engine.tell([told(1_000, "an answer")]);
  await engine.signIn(BEN);
  expect((await thing())?.by).not.toBe("an answer");
});
