import type { Locator, Page } from "@playwright/test";
import { act, find, freeDesk, onDesk, row } from "../src/board.ts";
import { Colleague } from "../src/colleague.ts";
import { goTo, keptForOffline, noContact, said, signIn, signInToBoard, unsent, upToDate } from "../src/people.ts";
import { expect, test } from "../src/test.ts";

/** The patient whose record is open. */
const shown = (page: Page): Locator => page.getByRole("article");

async function choose(page: Page, ticket: string): Promise<void> {
  await page.getByRole("group", { name: "My list" }).getByRole("button").filter({ hasText: ticket }).click();
  await expect(shown(page)).toContainText(ticket);
}

/** With keys, as a nurse does it: a digit, a few words, Enter. */
async function assess(page: Page, digit: string, why: string): Promise<void> {
  await page.keyboard.press(digit);
  await expect(page.getByRole("form", { name: "Assessment" }).getByRole("textbox", { name: "Why" })).toBeFocused();
  await page.keyboard.type(why);
  await page.keyboard.press("Enter");
}

/** "14:05" at the hospital, so many minutes ago. */
function clockAgo(minutes: number): string {
  const at = new Date(Date.now() - minutes * 60_000);
  const options = { timeZone: "Europe/Dublin", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en-GB", options).format(at);
}

test("a nurse says how urgent it is, and again after a reload without the network (US-NUR-02)", async ({
  page,
  hospital,
}) => {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  const { id, ticketNumber } = await colleague.walkIn("Triage Tierney", "Triage");
  const ticket = ticketNumber!;
  await signIn(page, "nurse");
  await goTo(page, "Triage");
  await keptForOffline(page);
  await choose(page, ticket);
  await assess(page, "2", "Chest pain");
  await expect(shown(page)).toContainText("Emergent");
  await expect.poll(async () => (await colleague.entry(id)).place.urgency).toBe("EMERGENT");

  hospital.network.cut();
  await expect(noContact(page)).toBeVisible();
  await page.reload();
  await choose(page, ticket);
  await expect(shown(page)).toContainText("Emergent");
  await assess(page, "4", "Feels better");
  await expect(shown(page)).toContainText("Less urgent");
  await expect(unsent(page, 1)).toBeVisible();
  hospital.network.mend();
  await expect(upToDate(page)).toBeVisible();
  await expect.poll(async () => (await colleague.entry(id)).place.urgency).toBe("LESS_URGENT");
});

test("a doctor sees somebody, sends them on, and enters who was seen on paper (US-DOC-02, US-DOC-06)", {
  tag: "@long",
}, async ({ page, hospital }) => {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  await colleague.walkIn("Sent On", "General medicine");
  const paper = await colleague.walkIn("Paper Power", "General medicine");
  await signIn(page, "doctor");
  await goTo(page, "Consulting room");
  await freeDesk(page);
  await page.keyboard.press("n");
  const ticket = await shown(page)
    .getByText(/^[A-Z]+-\d+$/)
    .first()
    .innerText();
  await page.keyboard.press("t");
  await expect(page.getByRole("region", { name: "Your desk" })).toContainText("With the patient");
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "To which queue" }).click();
  await page.getByRole("option", { name: /^Laboratory/ }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect(dialog).toBeHidden();
  await expect(onDesk(page, "Call next")).toBeVisible();
  await expect.poll(() => colleague.tickets("Laboratory")).toContain(ticket);
  expect(await colleague.tickets("General medicine")).not.toContain(ticket);

  await page.keyboard.press("l");
  const late = page.getByRole("dialog", { name: "Late entry" });
  await late.getByRole("combobox", { name: "Patient or ticket" }).fill(paper.ticketNumber!);
  await page.getByRole("option", { name: /Paper Power/ }).click();
  await late.getByLabel("Started").fill(clockAgo(3));
  await late.getByLabel("Ended").fill(clockAgo(1));
  await late.getByRole("button", { name: "Enter as served" }).click();
  await expect(late).toBeHidden();
  await expect.poll(async () => (await colleague.entry(paper.id)).state).toBe("SERVED");
  expect((await colleague.entry(paper.id)).unreliable).toBe(true);
});

test("who waits for a doctor that has gone is seen and given to any other (US-REC-10, US-DOC-07)", {
  tag: "@long",
}, async ({ page, elsewhere, hospital }) => {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  const { id, ticketNumber } = await colleague.walkIn("Bound Brady", "Cardiology");
  const ticket = ticketNumber!;
  const doctor = await elsewhere();
  await Promise.all([signInToBoard(page, "reception"), signInToBoard(doctor, "doctor3")]);
  await find(page, ticket);
  await act(page, ticket, "Choose the doctor");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").click();
  await page.getByRole("option", { name: "Dr Lucía Herrera, Room 3" }).click();
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, ticket)).not.toContainText("doctor away");

  await freeDesk(doctor);
  await doctor.getByRole("banner").getByRole("button", { name: "Room 3" }).click();
  await doctor.getByRole("menuitem", { name: "Close the desk" }).click();
  await expect(said(doctor, "Desk closed")).toBeVisible();
  await expect(row(page, ticket)).toContainText("doctor away");
  await act(page, ticket, "Choose the doctor");
  await dialog.getByRole("combobox").click();
  await page.getByRole("option", { name: "Any doctor of the queue" }).click();
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect(row(page, ticket)).not.toContainText("doctor away");
  await expect.poll(async () => (await colleague.entry(id)).boundDoctorId).toBeNull();

  // Whoever comes next finds the doctor at work again.
  await doctor.keyboard.press("o");
  const open = doctor.getByRole("dialog", { name: "Open a desk" });
  await open.getByRole("combobox", { name: "Room" }).click();
  await doctor.getByRole("option", { name: "Room 3" }).click();
  await open.getByRole("checkbox", { name: /^Cardiology/ }).check();
  await open.getByRole("button", { name: "Open", exact: true }).click();
  await expect(doctor.getByRole("region", { name: "Your desk" })).toBeVisible();
});
