import type { Locator, Page } from "@playwright/test";
import { atDesk, find, freeDesk, row } from "../src/board.ts";
import { Colleague } from "../src/colleague.ts";
import { signInToBoard } from "../src/people.ts";
import { expect, test } from "../src/test.ts";

/** Nothing here is pressed by the mouse. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let steps = 0; steps < 40; steps++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}

test("with keys alone a doctor calls, starts, serves, and takes it back", async ({ page, hospital }) => {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  await colleague.walkIn("Keys Kelly", "General medicine");
  await signInToBoard(page, "doctor");
  await freeDesk(page);
  await page.keyboard.press("n");
  const ticket = await atDesk(page);
  await page.keyboard.press("t");
  await expect(row(page, ticket)).toContainText("With the patient");
  await page.keyboard.press("s");
  await expect(row(page, ticket)).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(row(page, ticket)).toContainText("With the patient");
  await page.keyboard.press("s");
  await expect(row(page, ticket)).toHaveCount(0);
});

test("with keys alone reception registers somebody, holds and finds the patient again", async ({ page }) => {
  await signInToBoard(page, "reception");
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Register and give a ticket" });
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("Keyboard Kane");
  await tabTo(page, dialog.getByRole("textbox", { name: "Born, or age" }));
  await page.keyboard.type("33");
  await tabTo(page, dialog.getByRole("combobox", { name: "Service" }));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("General");
  // Routes that begin there come after it.
  await expect(page.getByRole("option", { name: /^General medicine/ }).first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await tabTo(page, dialog.getByRole("button", { name: "Register and give a ticket" }));
  await page.keyboard.press("Enter");
  const ticket = page.getByRole("dialog", { name: "Ticket" });
  const number = await ticket.getByText(/^[A-Z]+-\d+$/).innerText();
  await page.keyboard.press("Escape");
  await expect(ticket).toBeHidden();
  await page.keyboard.press("/");
  await page.keyboard.type(number);
  await expect(row(page, number)).toBeVisible();
  await tabTo(page, row(page, number));
  await page.keyboard.press("h");
  await expect(row(page, number)).toContainText("On hold");
  await find(page, "");
});
