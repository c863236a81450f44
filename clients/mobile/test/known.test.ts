import { beforeEach, expect, test, vi } from "vitest";
import { Known } from "../src/sync/known.ts";

vi.mock("../src/device/storage", () => ({
  openStore: () => ({
    transact: async (work: (tx: unknown) => unknown) => work({ get() {}, put() {}, deleteAll() {} }),
  }),
}));

let known: Known;
beforeEach(() => {
  known = new Known();
});
const value = () => known.get<string>("ticket")?.value;

test("an answer that was under way while the stream told something newer isn't shown", () => {
  const asked = known.ask();
  known.put("ticket", "being seen");
  known.put("ticket", "called", asked);
  expect(value()).toBe("being seen");
});

test("of two answers the one that was asked for later stays, in whichever order they come", () => {
  const [first, second] = [known.ask(), known.ask()];
  known.put("ticket", "second", second);
  known.put("ticket", "first", first);
  expect(value()).toBe("second");
  known.put("ticket", "third", known.ask());
  expect(value()).toBe("third");
});

test("a part that changes meanwhile doesn't keep the answer away", () => {
  known.put("ticket", "called");
  const asked = known.ask();
  known.amend<string>("ticket", (before) => `${before}, soon`);
  expect(value()).toBe("called, soon");
  known.put("ticket", "being seen", asked);
  expect(value()).toBe("being seen");
});

test("what one person asked for isn't shown to the next", async () => {
  const asked = known.ask();
  await known.wipe();
  known.put("ticket", "of the first", asked);
  expect(value()).toBeUndefined();
});
