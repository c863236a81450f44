import { fillIn, goTo, keptForOffline, PASSWORD, STAFF, screens, signIn, signOut, upToDate } from "../src/people.ts";
import { everythingKept } from "../src/storage.ts";
import { expect, test } from "../src/test.ts";

test("a wrong password is refused in words, and the right one lets in", async ({ page }) => {
  await page.goto("/desk/");
  await fillIn(page, "reception2", "not-the-password");
  await expect(page.getByRole("alert")).toHaveText("The user name and the password don't belong together.");
  await expect(page.getByLabel("User name")).toHaveValue("reception2");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(screens(page)).toBeVisible();
});

for (const { userName, displayName, role } of STAFF) {
  test(`${userName} finds each screen of the role, and nobody else's`, async ({ page }) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await signIn(page, userName);
    await page.getByRole("button", { name: `You: ${displayName}` }).click();
    await expect(page.getByRole("menu").getByText(role, { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
    const names = await screens(page).getByRole("link").allInnerTexts();
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      await goTo(page, name);
      await expect(page.getByRole("alert")).toHaveCount(0);
    }
    // The address of a screen of other roles, typed, leads to where the role begins too.
    const mine = await screens(page)
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const path of [
      "board",
      "consulting",
      "triage",
      "booking",
      "messages",
      "analytics",
      "what-if",
      "inbox",
      "admin",
    ]) {
      if (mine.includes(`/desk/${path}`)) continue;
      await page.goto(`/desk/${path}`);
      await expect(page).not.toHaveURL(new RegExp(`/desk/${path}`));
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    }
    // An address that the role has no screen for leads to where the role begins.
    await page.goto("/desk/nobody-has-this");
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    expect(faults).toEqual([]);
  });
}

test("signing out takes the day's data off the computer, in every tab", async ({ page, context }) => {
  await signIn(page, "reception");
  const second = await context.newPage();
  await second.goto("/desk/");
  await expect(upToDate(second)).toBeVisible();
  // The control: before, the hospital's patients are kept here.
  await expect.poll(() => everythingKept(page)).toContain("General medicine");
  await signOut(page);
  await expect(second.getByRole("heading", { name: "Sign in to CareTurn" })).toBeVisible();
  const kept = await everythingKept(page);
  expect(kept).not.toContain("General medicine");
  expect(kept).not.toContain("Ciara Murphy");
  await page.goto("/desk/board");
  await expect(page.getByRole("heading", { name: "Sign in to CareTurn" })).toBeVisible();
});

test("with keys alone: sign in, the help, the palette, out", async ({ page }) => {
  await page.goto("/desk/");
  await expect(page.getByLabel("User name")).toBeFocused();
  await page.keyboard.type("reception");
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(upToDate(page)).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Inbox");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
  await keptForOffline(page);
});
