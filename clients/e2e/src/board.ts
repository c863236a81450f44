import { expect, type Locator, type Page } from "@playwright/test";

export const row = (page: Page, ticketNumber: string): Locator =>
  page.getByRole("row").filter({ has: page.getByText(ticketNumber, { exact: true }) });

/** Finds somebody on the board, as reception does: by typing. */
export async function find(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Name, ticket or phone" }).fill(text);
}

/** The acts of a row, by its menu. */
export async function act(page: Page, ticketNumber: string, name: string): Promise<void> {
  const label = `Acts for ${ticketNumber}`;
  await page.getByRole("button", { name: label }).click();
  // The menu of an act before may still be fading.
  await page.getByRole("menu", { name: label }).getByRole("menuitem", { name }).click();
}

const desk = (page: Page): Locator => page.getByRole("region", { name: "Your desk" });

/** Ends the break and whoever the demo's day left at the desk, until it is free to call. */
export async function freeDesk(page: Page): Promise<void> {
  const onBreak = page.getByRole("banner").getByRole("button", { name: "on a break" });
  await expect(desk(page)).toBeVisible();
  if (await onBreak.isVisible()) {
    await onBreak.click();
    await page.getByRole("menuitem", { name: "End the break" }).click();
    await expect(onBreak).toBeHidden();
  }
  const start = desk(page).getByRole("button", { name: "Start" });
  const served = desk(page).getByRole("button", { name: "Served" });
  const nobody = desk(page).getByText(/^Nobody/);
  await expect(start.or(served).or(nobody)).toBeVisible();
  if (await start.isVisible()) await start.click();
  await expect(served.or(nobody)).toBeVisible();
  if (await served.isVisible()) await served.click();
  await expect(nobody).toBeVisible();
}

/** Who is at one's desk now. */
export async function atDesk(page: Page): Promise<string> {
  const ticket = desk(page).getByText(/^[A-Z]+-\d+$/);
  await expect(ticket).toBeVisible();
  return ticket.innerText();
}

export const onDesk = (page: Page, name: string): Locator => desk(page).getByRole("button", { name });
