import { expect, type Locator, type Page } from "@playwright/test";

export const PASSWORD = "careturn-demo";

/** Who works at the demo hospital, and what their role is called. */
export const STAFF = [
  { userName: "reception", displayName: "Ciara Murphy", role: "Reception" },
  { userName: "doctor", displayName: "Dr Aoife Byrne", role: "Doctor" },
  { userName: "nurse", displayName: "Niamh Doyle", role: "Nurse" },
] as const;

export async function fillIn(page: Page, userName: string, password: string = PASSWORD): Promise<void> {
  await page.getByLabel("User name").fill(userName);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Until the hospital's day is on the screen that the role begins with. */
export async function signIn(page: Page, userName: string, url = ""): Promise<void> {
  await page.goto(`${url}/desk/`);
  await fillIn(page, userName);
  await expect(screens(page)).toBeVisible();
  await expect(upToDate(page)).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^You:/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to CareTurn" })).toBeVisible();
}

export const screens = (page: Page): Locator => page.getByRole("navigation", { name: "Screens" });
export const upToDate = (page: Page): Locator => page.getByRole("contentinfo").getByText("Up to date");
export const noContact = (page: Page): Locator => page.getByRole("contentinfo").getByText("No contact with the server");

/** What was told about an act, as it is shown; a screen reader gets it a second time. */
export const said = (page: Page, text: string | RegExp): Locator => page.getByText(text).first();

/** Below: how many changes wait to be sent. */
export const unsent = (page: Page, count: number): Locator =>
  page.getByRole("contentinfo").getByText(`${count} unsent`, { exact: true });

/** The program is kept for the time without a network: only then may that begin. */
export async function keptForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

export async function goTo(page: Page, screen: string): Promise<void> {
  await screens(page).getByRole("link", { name: screen, exact: true }).click();
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
}

export async function signInToBoard(page: Page, userName: string, url = ""): Promise<void> {
  await signIn(page, userName, url);
  await goTo(page, "Board");
}
