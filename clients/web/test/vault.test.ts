import "fake-indexeddb/auto";
import { MutationQueue, ownerKey } from "@careturn/sync";
import { IndexedDbStore } from "@careturn/sync/indexeddb";
import { expect, test } from "vitest";
import { Vault } from "../src/sync/vault.ts";

const ANN = { userId: "ann", facilityId: "f1" };
const BEN = { userId: "ben", facilityId: "f1" };
const KEY = ownerKey(ANN);

let computers = 0;

/** A computer that several people use; a reload is a new vault over what is kept. */
async function computer() {
  const number = ++computers;
  const changes = new IndexedDbStore(`changes-${number}`);
  const keys = new IndexedDbStore(`keys-${number}`);
  const queue = new MutationQueue(changes);
  await queue.open(ANN, "first");
  await queue.open(BEN, "second");
  const vault = () => new Vault(queue, changes, keys, crypto);
  const kept = async () => JSON.stringify(await changes.transact((tx) => tx.list("")));
  const act = () =>
    queue.enqueue(KEY, { name: "hold", args: { entryId: "e-42", reason: "Asha" }, schemaVersion: 2, occurredAt: "" });
  const left = async () => (await queue.pending(KEY)).mutations.map(({ name, args }) => ({ name, ...args }));
  return { vault, kept, act, left };
}

test("who leaves, also after a reload, leaves nothing readable, and finds it again by the password (FR-SYNC-10)", async () => {
  const { vault, kept, act, left } = await computer();
  expect(await vault().signedIn("ann", "a long password")).toBe(true);
  await act();
  expect(await kept()).toContain("Asha");
  await vault().leave(null);
  expect(await kept()).not.toContain("Asha");
  expect(await left()).toEqual([{ name: "" }]);

  await vault().signedIn("ben", "another password");
  expect(await left(), "of Ben").toEqual([{ name: "" }]);
  expect(await vault().signedIn("ann", "a long password")).toBe(true);
  expect(await left()).toEqual([{ name: "hold", entryId: "e-42", reason: "Asha" }]);
});

test("who comes seals what the one before left without signing out, and the same one's own stays open", async () => {
  const { vault, act, left } = await computer();
  await vault().signedIn("ann", "a long password");
  await act();
  await vault().leave("ann");
  expect(await left()).toMatchObject([{ name: "hold" }]);
  await vault().leave("ben");
  expect(await left()).toEqual([{ name: "" }]);
});

test("a password that was changed elsewhere opens nothing; the PIN does", async () => {
  const { vault, act, left } = await computer();
  await vault().signedIn("ann", "a long password");
  expect(await vault().setPin("ann", "482913", "not the password")).toBe("WRONG_PASSWORD");
  expect(await vault().setPin("ann", "482913", "a long password")).toBe("SET");
  await act();
  await vault().leave(null);
  expect(await vault().signedIn("ann", "changed elsewhere")).toBe(false);
  expect(await left()).toEqual([{ name: "" }]);
  expect(await vault().open("ann", "000000")).toBe(false);
  expect(await vault().open("ann", "482913")).toBe(true);
  expect(await left()).toMatchObject([{ name: "hold" }]);
});

test("where nothing is left the changed password begins anew, and one that is changed here goes on", async () => {
  const { vault, act, left } = await computer();
  await vault().signedIn("ann", "a long password");
  expect(await vault().signedIn("ann", "changed elsewhere")).toBe(true);
  await vault().passwordChanged("ann", "changed elsewhere", "changed here");
  await act();
  await vault().leave(null);
  expect(await vault().signedIn("ann", "changed here")).toBe(true);
  expect(await left()).toMatchObject([{ name: "hold" }]);
});

test("a PIN opens the screen, counts its wrong tries, and each sign-in gives them back", async () => {
  const { vault } = await computer();
  await vault().signedIn("ann", "a long password");
  await vault().setPin("ann", "482913", "a long password");
  expect(await vault().hasPin("ann")).toBe(true);
  for (let tries = 0; tries < 4; tries++) expect(await vault().unlock("ann", "111111")).toBe("WRONG");
  await vault().signedIn("ann", "a long password");
  expect(await vault().unlock("ann", "111111")).toBe("WRONG");
  expect(await vault().unlock("ann", "482913")).toBe("UNLOCKED");
});
