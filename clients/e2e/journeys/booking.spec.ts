import type { Locator, Page } from "@playwright/test";
import { find } from "../src/board.ts";
import { goTo, said, signIn } from "../src/people.ts";
import { expect, test } from "../src/test.ts";

/** Where the day doesn't end soon, which it does at 04:00: who comes today has to be booked today. */
function reception(): string {
  const hour = Number(
    new Intl.DateTimeFormat("en", { timeZone: "Europe/Dublin", hour: "2-digit", hourCycle: "h23" }).format(),
  );
  return hour >= 21 || hour < 4 ? "ny-reception" : "reception";
}

const appointment = (page: Page, name: string): Locator => page.getByRole("row").filter({ hasText: name });
const times = (page: Page): Locator => page.getByRole("group", { name: "Next free times" }).getByRole("button");

/** Until the dialog asks for the time. @returns the dialog */
async function chooseService(page: Page): Promise<Locator> {
  await page.getByRole("main").getByRole("button", { name: "Book", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Book an appointment" });
  await dialog.getByRole("combobox", { name: "Service" }).click();
  await page.getByRole("option").first().click();
  return dialog;
}

async function book(page: Page, name: string): Promise<void> {
  const dialog = await chooseService(page);
  await times(page).first().click();
  await expect(dialog.getByRole("region", { name: "Chosen time" })).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Born, or age" }).fill("46");
  await dialog.getByRole("textbox", { name: "Reason, if told" }).fill("Cough");
  await dialog.getByRole("button", { name: "Book", exact: true }).click();
  await expect(dialog).toBeHidden();
  // What is told depends on how soon the server answers; booked it is either way.
  await expect(appointment(page, name)).toContainText("Booked");
}

/** From the appointment and back: the address is written, a guardian comes and goes, and nobody signs in as this patient. */
async function changeTheRecord(page: Page, line: Locator): Promise<void> {
  await line.getByRole("button", { name: /^More for Moved Nolan/ }).click();
  await page.getByRole("menuitem", { name: "Open the record" }).click();
  await expect(page.getByRole("heading", { name: "Moved Nolan" })).toBeVisible();
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByRole("textbox", { name: "Address" }).fill("4 Mill Lane");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("definition").filter({ hasText: "4 Mill Lane" })).toBeVisible();
  const guardians = page.getByRole("region", { name: "Guardians and dependants" });
  await guardians.getByRole("button", { name: "Add" }).click();
  const dialog = page.getByRole("dialog", { name: "Somebody who acts for another" });
  await dialog.getByRole("searchbox").fill("ma");
  await dialog.getByRole("list", { name: "Found" }).getByRole("button").first().click();
  await dialog.getByRole("combobox").click();
  await page.getByRole("option", { name: "Carer" }).click();
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog).toBeHidden();
  await guardians.getByRole("button", { name: /^End: .* acts for Moved Nolan$/ }).click();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(guardians.getByRole("listitem")).toContainText("ended on");
  await page.getByRole("button", { name: "Close the account" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close the account" }).click();
  await expect(said(page, "Nobody signs in as this patient")).toBeVisible();
  await goTo(page, "Appointments");
}

test("a booking is made, checked in, taken back, checked in again, and waits on the board (US-REC-07, US-REC-08, US-REC-11)", async ({
  page,
}) => {
  await signIn(page, reception());
  await goTo(page, "Appointments");
  // Today isn't empty before either.
  await expect(page.getByRole("button", { name: /^Check in / }).first()).toBeVisible();
  await book(page, "Booked Byrne");
  const line = appointment(page, "Booked Byrne");
  await expect(line).toContainText("Booked");
  await line.getByRole("button", { name: /^Check in Booked Byrne/ }).click();
  await expect(line).toContainText("Is here");
  await line.getByRole("button", { name: /^Undo the check-in of Booked Byrne/ }).click();
  await expect(line).toContainText("Booked");
  await goTo(page, "Board");
  await find(page, "Booked Byrne");
  await expect(page.getByRole("row").filter({ hasText: "Booked Byrne" })).toHaveCount(0);
  await goTo(page, "Appointments");
  await line.getByRole("button", { name: /^Check in Booked Byrne/ }).click();
  await expect(line).toContainText("Is here");
  await goTo(page, "Board");
  await find(page, "Booked Byrne");
  await expect(page.getByRole("row").filter({ hasText: "Booked Byrne" })).toBeVisible();
});

test("an appointment gets another time, is cancelled, and comes back by undo; its record is kept (US-REC-07, US-PAT-03)", async ({
  page,
}) => {
  await signIn(page, reception());
  await goTo(page, "Appointments");
  await book(page, "Moved Nolan");
  const line = appointment(page, "Moved Nolan");
  const before = await line.getByRole("cell").first().innerText();
  await line.getByRole("button", { name: /^More for Moved Nolan/ }).click();
  await page.getByRole("menuitem", { name: "Give another time" }).click();
  const dialog = page.getByRole("dialog", { name: "Another time for Moved Nolan" });
  await times(page).nth(1).click();
  await dialog.getByRole("button", { name: "Give this time" }).click();
  await expect(dialog).toBeHidden();
  await expect(said(page, /^Moved Nolan comes on .* instead$/)).toBeVisible();
  await expect(line.getByRole("cell").first()).not.toHaveText(before);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(line.getByRole("cell").first()).toHaveText(before);
  await changeTheRecord(page, line);
  await line.getByRole("button", { name: /^More for Moved Nolan/ }).click();
  await page.getByRole("menuitem", { name: "Cancel the appointment" }).click();
  await expect(line).toHaveCount(0);
  // Of this act, whatever else was told before.
  await expect(said(page, "The appointment of Moved Nolan is cancelled")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(line).toContainText("Booked");
});

test("who finds nothing that suits waits on the list for a free time (US-REC-07)", async ({ page }) => {
  await signIn(page, reception());
  await goTo(page, "Appointments");
  await page.getByRole("main").getByText("Waiting list", { exact: true }).click();
  await page.getByRole("button", { name: "Add to the waiting list" }).click();
  const dialog = page.getByRole("dialog", { name: "Add to the waiting list" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Patient Keane");
  await dialog.getByRole("textbox", { name: "Born, or age" }).fill("61");
  await dialog.getByRole("combobox", { name: "Service" }).click();
  await page.getByRole("option").first().click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(appointment(page, "Patient Keane")).toContainText("Waits");
  await page.getByRole("button", { name: "Waits no more: Patient Keane" }).click();
  await expect(appointment(page, "Patient Keane")).toHaveCount(0);
});
