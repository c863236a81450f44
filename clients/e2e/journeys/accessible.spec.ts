import type { Page } from "@playwright/test";
import { findings, tooWide } from "../src/axe.ts";
import { fillIn, STAFF, screens, signIn } from "../src/people.ts";
import { expect, test } from "../src/test.ts";

const WAYS = ["light", "dark", "right to left"] as const;

type Way = (typeof WAYS)[number];

async function show(page: Page, way: Way): Promise<void> {
  await page.emulateMedia({ colorScheme: way === "dark" ? "dark" : "light", reducedMotion: "reduce" });
  await page.evaluate(
    (language) => localStorage.setItem("careturn.language", language),
    way === "right to left" ? "ar" : "en",
  );
}

test("the sign-in is accessible in light, dark and right to left", async ({ page }) => {
  await page.goto("/desk/");
  for (const way of WAYS) {
    await show(page, way);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("dir", way === "right to left" ? "rtl" : "ltr");
    expect(await findings(page), way).toEqual([]);
  }
});

for (const { userName } of STAFF) {
  const tag = userName === "reception" ? [] : "@long";
  test(`each screen of ${userName} is accessible in light, dark and right to left, and fits at 200 %`, { tag }, async ({
    page,
  }) => {
    await signIn(page, userName);
    const paths = await screens(page)
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
    for (const way of WAYS) {
      await show(page, way);
      await page.reload();
      await expect(page.getByRole("contentinfo").getByRole("status")).toHaveAttribute("data-code", "UP_TO_DATE");
      for (const path of paths) {
        await page.locator(`nav a[href="${path}"]`).click();
        await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.getByRole("main").locator("[class*=Skeleton]")).toHaveCount(0);
        expect(await findings(page), `${path}, ${way}`).toEqual([]);
      }
    }
    // 1280 pixels at 200 %.
    await page.setViewportSize({ width: 640, height: 450 });
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      expect(await tooWide(page), `${path} at 200 %`).toBeLessThanOrEqual(0);
    }
  });
}

/** Pages on which the first button of each bar, and the first name of a list, opens a dialog. */
const WITH_DIALOGS = ["people", "services", "rooms", "schedules", "devices", "templates"];

test("administration, analytics and what-if with their dialogs are accessible in light, dark and right to left, and fit at 200 %", {
  tag: "@long",
}, async ({ page }) => {
  test.setTimeout(900_000);
  await page.goto("/desk/");
  await fillIn(page, "admin");
  await page.getByRole("button", { name: "Saint Brigid's Hospital" }).click();
  const main = page.getByRole("main");
  const ready = async () => {
    await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(main.locator("[class*=Skeleton]")).toHaveCount(0);
    await expect(main.locator("[aria-busy=true]")).toHaveCount(0);
  };
  const judge = async (where: string) => expect.soft(await findings(page), where).toEqual([]);
  const pages = async () => {
    const links = await page.locator("nav[class*=tabs] a").all();
    return Promise.all(links.map(async (link) => (await link.getAttribute("href"))!));
  };
  for (const way of WAYS) {
    await show(page, way);
    await page.goto("/desk/admin/people");
    await ready();
    for (const path of await pages()) {
      await page.locator(`nav[class*=tabs] a[href="${path}"]`).click();
      await ready();
      await judge(`${path}, ${way}`);
      if (!WITH_DIALOGS.some((one) => path.endsWith(`/${one}`))) continue;
      const openers = main.locator("[class*=bar] button, table:first-of-type tbody tr:first-child button[class*=open]");
      for (let at = 0; at < (await openers.count()); at++) {
        await openers.nth(at).click();
        const dialog = page.getByRole("dialog");
        await expect(dialog).toBeVisible();
        await expect(dialog.locator("[class*=Skeleton]")).toHaveCount(0);
        await judge(`${path}, dialog ${at}, ${way}`);
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
      }
    }
    await page.goto("/desk/analytics");
    await ready();
    for (const view of await main.getByRole("radio").all()) {
      await view.check({ force: true });
      await ready();
      await judge(`analytics, ${await view.getAttribute("value")}, ${way}`);
    }
    await page.goto("/desk/what-if");
    await ready();
    await judge(`what-if, ${way}`);
  }
  // 1280 pixels at 200 %.
  await page.setViewportSize({ width: 640, height: 450 });
  await page.goto("/desk/admin/people");
  await ready();
  for (const path of [...(await pages()), "/desk/analytics", "/desk/what-if"]) {
    await page.goto(path);
    await ready();
    expect.soft(await tooWide(page), `${path} at 200 %`).toBeLessThanOrEqual(0);
  }
});
