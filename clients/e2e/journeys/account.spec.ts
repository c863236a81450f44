import type { Locator, Page } from "@playwright/test";
import {
  fillIn,
  keptForOffline,
  noContact,
  PASSWORD,
  said,
  screens,
  signIn,
  signOut,
  upToDate,
} from "../src/people.ts";
import { expect, test } from "../src/test.ts";
import { totp } from "../src/totp.ts";

async function openAccount(page: Page, part: string): Promise<Locator> {
  await page.getByRole("button", { name: /^You:/ }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  const dialog = page.getByRole("dialog", { name: "Your account" });
  await dialog.getByText(part, { exact: true }).click();
  return dialog;
}

test("a PIN opens the desk without the server, and nobody else's does (FR-SYNC-11)", async ({ page, hospital }) => {
  await signIn(page, "nurse2");
  await keptForOffline(page);
  const dialog = await openAccount(page, "PIN");
  await dialog.getByRole("textbox", { name: "PIN", exact: true }).fill("482913");
  await dialog.getByRole("textbox", { name: "Your password" }).fill("not-the-password");
  await dialog.getByRole("button", { name: "Set the PIN" }).click();
  await expect(dialog.getByText("This isn't your password.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Your password" }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Set the PIN" }).click();
  await expect(said(page, "The PIN opens this screen from now on")).toBeVisible();
  hospital.network.cut();
  await page.reload();
  const locked = page.getByRole("heading", { name: "The screen is locked" });
  await expect(locked).toBeVisible();
  await expect(screens(page)).toHaveCount(0);
  await page.getByRole("textbox", { name: "PIN" }).fill("111111");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("This isn't your PIN.");
  await page.getByRole("textbox", { name: "PIN" }).fill("482913");
  await page.keyboard.press("Enter");
  await expect(screens(page)).toBeVisible();
  await expect(noContact(page)).toBeVisible();
  hospital.network.mend();
  await expect(upToDate(page)).toBeVisible();
});

test("a second factor is switched on, asked for, replaced by a recovery code, and switched off", {
  tag: "@long",
}, async ({ page }) => {
  await signIn(page, "reception2");
  const dialog = await openAccount(page, "Second factor");
  await dialog.getByRole("button", { name: "Switch it on" }).click();
  await expect(dialog.getByRole("img", { name: "Code for the authenticator app" })).toBeVisible();
  const secret = await dialog.locator("code").innerText();
  await dialog.getByRole("textbox", { name: "First code of the app" }).fill(totp(secret));
  await dialog.getByRole("button", { name: "Switch it on" }).click();
  const listed = dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(listed).toHaveCount(10);
  const codes = await listed.allInnerTexts();
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await page.keyboard.press("Escape");
  await signOut(page);

  await fillIn(page, "reception2");
  const asked = page.getByRole("textbox", { name: "Code of your authenticator app, or a recovery code" });
  await asked.fill(codes[0]!);
  await page.keyboard.press("Enter");
  await expect(screens(page)).toBeVisible();
  const again = await openAccount(page, "Second factor");
  await again.getByRole("button", { name: "Switch it off" }).click();
  await again.getByRole("textbox").fill(codes[1]!);
  await again.getByRole("button", { name: "Switch it off" }).click();
  await expect(said(page, "The second factor is switched off")).toBeVisible();
});

test("the password is changed by the present one, and the new one lets in", { tag: "@long" }, async ({ page }) => {
  // Nobody else's journey signs in as this doctor.
  await signIn(page, "doctor3");
  const wanted = "a heron on the weir";
  const dialog = await openAccount(page, "Password");
  const change = dialog.getByRole("button", { name: "Change the password" });
  await dialog.getByRole("textbox", { name: "Present password" }).fill("wrong");
  await dialog.getByRole("textbox", { name: "New password", exact: true }).fill(wanted);
  await dialog.getByRole("textbox", { name: "New password, once more" }).fill(wanted);
  await change.click();
  await expect(dialog.getByText("This isn't your present password.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Present password" }).fill(PASSWORD);
  await change.click();
  await expect(said(page, "Your password is changed; all other sign-ins are ended")).toBeVisible();
  await page.keyboard.press("Escape");
  await signOut(page);
  await fillIn(page, "doctor3", wanted);
  await expect(screens(page)).toBeVisible();
});
