import type { Page } from "@playwright/test";
import { act, atDesk, find, freeDesk, onDesk, row } from "../src/board.ts";
import { Colleague } from "../src/colleague.ts";
import { fillIn, keptForOffline, noContact, signInToBoard, signOut, unsent, upToDate } from "../src/people.ts";
import { everythingKept } from "../src/storage.ts";
import { expect, type Hospital, test } from "../src/test.ts";

interface Act {
  name: string;
  run: (page: Page, ticketNumber: string) => Promise<void>;
  /** What the server says of the entry afterwards. */
  state: string;
}

async function withReason(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^Why/ }).fill("In pain");
  await dialog.getByRole("button", { name: button }).click();
  await expect(dialog).toBeHidden();
}

const ACTS: Act[] = [
  { name: "hold", state: "ON_HOLD", run: (page, ticket) => act(page, ticket, "Put on hold") },
  { name: "left", state: "LEFT", run: (page, ticket) => act(page, ticket, "Has left") },
  {
    name: "cancel",
    state: "CANCELLED",
    run: async (page, ticket) => {
      await act(page, ticket, "Cancel");
      await withReason(page, "Cancel the visit here");
    },
  },
  {
    name: "transfer",
    state: "TRANSFERRED",
    run: async (page, ticket) => {
      await act(page, ticket, "Transfer");
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("combobox", { name: "To which queue" }).click();
      await page.getByRole("option", { name: /^Laboratory/ }).click();
      await withReason(page, "Do it");
    },
  },
  {
    name: "urgency",
    state: "WAITING",
    run: async (page, ticket) => {
      await act(page, ticket, "Change the urgency");
      await page.getByRole("dialog").getByRole("radio", { name: "Urgent", exact: true }).check();
      await withReason(page, "Do it");
    },
  },
];

async function waiting(hospital: Hospital, name: string) {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  const { id, ticketNumber } = await colleague.walkIn(name, "Cardiology");
  return { colleague, entryId: id, ticketNumber: ticketNumber! };
}

test("each act of reception without a network is kept, shown, and takes effect once on return", async ({
  page,
  hospital,
}) => {
  const patients = [];
  for (const { name } of ACTS) patients.push(await waiting(hospital, `Offline ${name}`));
  await signInToBoard(page, "reception");
  await keptForOffline(page);
  await find(page, "Offline ");
  for (const { ticketNumber } of patients) await expect(row(page, ticketNumber)).toBeVisible();
  hospital.network.cut();
  await expect(noContact(page)).toBeVisible();
  for (const [index, one] of ACTS.entries()) await one.run(page, patients[index]!.ticketNumber);
  await expect(unsent(page, ACTS.length)).toBeVisible();
  hospital.network.mend();
  await expect(upToDate(page)).toBeVisible();
  for (const [index, { name, state }] of ACTS.entries()) {
    const { colleague, entryId } = patients[index]!;
    const entry = await colleague.entry(entryId);
    expect(entry.state, name).toBe(state);
  }
  await expect(page.getByRole("link", { name: "Inbox", exact: true })).toBeVisible();
});

test("an act whose answer is lost is sent again and takes effect once (NFR-OFFLINE)", async ({ page, hospital }) => {
  const { colleague, entryId, ticketNumber } = await waiting(hospital, "Lost Answer");
  await signInToBoard(page, "reception");
  await find(page, ticketNumber);
  const before = (await colleague.entry(entryId)).version;
  hospital.network.loseAnswers();
  await act(page, ticketNumber, "Put on hold");
  // It has arrived, though the desk can't know.
  const direct = await Colleague.signIn(`http://127.0.0.1:${hospital.network.target}`, "reception2");
  await expect.poll(async () => (await direct.entry(entryId)).state).toBe("ON_HOLD");
  await expect(unsent(page, 1)).toBeVisible();
  hospital.network.mend();
  await expect(upToDate(page)).toBeVisible();
  await expect(unsent(page, 1)).toBeHidden();
  const after = await colleague.entry(entryId);
  expect([after.state, after.version]).toEqual(["ON_HOLD", before + 1]);
});

test("a doctor starts and ends a consultation without a network (US-DOC-04)", async ({ page, hospital }) => {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  await colleague.walkIn("Offline Consultation", "General medicine");
  await signInToBoard(page, "doctor");
  await freeDesk(page);
  await onDesk(page, "Call next").click();
  const ticket = await atDesk(page);
  hospital.network.cut();
  await expect(noContact(page)).toBeVisible();
  await onDesk(page, "Start").click();
  await onDesk(page, "Served").click();
  await expect(row(page, ticket)).toHaveCount(0);
  // Nobody is called without the server, and the desk says why.
  await expect(page.getByText("Calling needs the server, which can't be reached now")).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByText(/was called/)).toHaveCount(0);
  hospital.network.mend();
  await expect(upToDate(page)).toBeVisible();
  await expect(unsent(page, 2)).toBeHidden();
  await expect.poll(() => colleague.tickets("General medicine")).not.toContain(ticket);
});

test("a killed browser opens again without the server, with what wasn't sent, and sends it on return", async ({
  ownBrowser,
  hospital,
}) => {
  const { colleague, entryId, ticketNumber } = await waiting(hospital, "Power Cut");
  const page = await ownBrowser.open();
  await signInToBoard(page, "reception", hospital.network.url);
  await keptForOffline(page);
  await find(page, ticketNumber);
  hospital.network.cut();
  await act(page, ticketNumber, "Put on hold");
  await expect(unsent(page, 1)).toBeVisible();
  await ownBrowser.hasKept("careturn.account");
  await ownBrowser.kill();

  const again = await ownBrowser.open();
  await again.goto(`${hospital.network.url}/desk/board`);
  await expect(noContact(again)).toBeVisible();
  await expect(unsent(again, 1)).toBeVisible();
  await find(again, ticketNumber);
  await expect(row(again, ticketNumber)).toContainText("On hold");
  hospital.network.mend();
  // The browser may have lost its newest cookie with its life; then the desk asks who is there, and keeps the rest.
  const asked = again.getByRole("heading", { name: "Sign in to CareTurn" });
  await expect(asked.or(upToDate(again))).toBeVisible();
  if (await asked.isVisible()) await fillIn(again, "reception");
  await expect(upToDate(again)).toBeVisible();
  await expect(unsent(again, 1)).toBeHidden();
  expect((await colleague.entry(entryId)).state).toBe("ON_HOLD");
});

test("a sign-in that ended meanwhile is asked for again, and nothing is lost", async ({ page, context, hospital }) => {
  const { colleague, entryId, ticketNumber } = await waiting(hospital, "Expired Token");
  await signInToBoard(page, "reception");
  await keptForOffline(page);
  await find(page, ticketNumber);
  hospital.network.cut();
  await act(page, ticketNumber, "Put on hold");
  await expect(unsent(page, 1)).toBeVisible();
  await context.clearCookies();
  await page.reload();
  await expect(unsent(page, 1)).toBeVisible();
  hospital.network.mend();
  await expect(page.getByText("Your sign-in has ended. What you did here is kept")).toBeVisible();
  expect((await colleague.entry(entryId)).state).toBe("WAITING");
  await fillIn(page, "reception");
  await expect(upToDate(page)).toBeVisible();
  await expect.poll(async () => (await colleague.entry(entryId)).state).toBe("ON_HOLD");
});

test("what one person left unsent is never sent as another", { tag: "@long" }, async ({ page, context, hospital }) => {
  const { colleague, entryId, ticketNumber } = await waiting(hospital, "Shift Change");
  await signInToBoard(page, "reception");
  await keptForOffline(page);
  await find(page, ticketNumber);
  hospital.network.cut();
  await act(page, ticketNumber, "Put on hold");
  await expect(unsent(page, 1)).toBeVisible();
  await context.clearCookies();
  await page.reload();
  hospital.network.mend();
  await expect(page.getByRole("heading", { name: "Sign in to CareTurn" })).toBeVisible();
  await fillIn(page, "nurse");
  await expect(upToDate(page)).toBeVisible();
  await expect(page.getByText("1 change of somebody else waits for their sign-in")).toBeVisible();
  expect((await colleague.entry(entryId)).state).toBe("WAITING");
  // It is sealed: what it is, and about whom, can't be read here until its author is back.
  await signOut(page);
  expect(await everythingKept(page)).not.toContain(entryId);
  await fillIn(page, "reception");
  await expect.poll(async () => (await colleague.entry(entryId)).state).toBe("ON_HOLD");
});

test("a second tab shows what the first left unsent, and sends it when the first is gone", async ({
  page,
  context,
  hospital,
}) => {
  const { colleague, entryId, ticketNumber } = await waiting(hospital, "Second Tab");
  await signInToBoard(page, "reception");
  const second = await context.newPage();
  await second.goto("/desk/board");
  await expect(upToDate(second)).toBeVisible();
  await Promise.all([find(page, ticketNumber), find(second, ticketNumber)]);
  hospital.network.cut();
  await act(page, ticketNumber, "Put on hold");
  await expect(row(second, ticketNumber)).toContainText("On hold");
  await expect(unsent(second, 1)).toBeVisible();
  await page.close();
  hospital.network.mend();
  await expect(upToDate(second)).toBeVisible();
  await expect.poll(async () => (await colleague.entry(entryId)).state).toBe("ON_HOLD");
});

test("a newer version takes over when one says so, and unsent changes stay", { tag: "@long" }, async ({
  page,
  hospital,
}) => {
  const { colleague, entryId, ticketNumber } = await waiting(hospital, "New Version");
  await signInToBoard(page, "reception");
  await keptForOffline(page);
  await find(page, ticketNumber);
  hospital.network.releaseNewVersion();
  await page.reload();
  const notice = page.getByText("A newer version is ready. Changes that aren't sent yet are kept.");
  await expect(notice).toBeVisible();
  hospital.network.cut();
  await find(page, ticketNumber);
  await act(page, ticketNumber, "Put on hold");
  await expect(unsent(page, 1)).toBeVisible();
  const reloaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Use it now" }).click();
  await reloaded;
  await expect(unsent(page, 1)).toBeVisible();
  await expect(notice).toBeHidden();
  hospital.network.mend();
  await expect(upToDate(page)).toBeVisible();
  expect((await colleague.entry(entryId)).state).toBe("ON_HOLD");
});
