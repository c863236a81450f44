import type { Locator, Page } from "@playwright/test";
import { findings, tooWide } from "../src/axe.ts";
import { fillIn, goTo, STAFF, screens, signIn, upToDate } from "../src/people.ts";
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

/** Somebody's record, and each dialog that it opens; by their places, as their names differ by language. */
async function recordIsAccessible(page: Page, way: Way): Promise<void> {
  await page.locator('nav a[href="/desk/patients"]').click();
  await page.getByRole("searchbox").fill("ma");
  await page.locator('main ul a[href^="/desk/patients/"]').first().click();
  const [details, guardians, whole] = [0, 1, -1].map((at) => page.locator("main section").nth(at).getByRole("button"));
  await expect(whole!.first()).toBeVisible();
  await expect(guardians!.first()).toBeEnabled();
  expect(await findings(page), `a record, ${way}`).toEqual([]);
  for (const opens of [guardians!.first(), whole!.first()]) {
    await opens.click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await findings(page), `a dialog of the record, ${way}`).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await details!.first().click();
  await expect(page.locator("main form")).toBeVisible();
  expect(await findings(page), `a record that is changed, ${way}`).toEqual([]);
}

const pathnames = (links: Locator): Promise<string[]> =>
  links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));

async function fitsAt200Percent(page: Page, paths: string[]): Promise<void> {
  // 1280 pixels at 200 %.
  await page.setViewportSize({ width: 640, height: 450 });
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    expect(await tooWide(page), `${path} at 200 %`).toBeLessThanOrEqual(0);
  }
}

test("administration is accessible in light, dark and right to left, and fits at 200 %", { tag: "@long" }, async ({
  page,
}) => {
  await page.goto("/desk/");
  await fillIn(page, "admin");
  await page.getByRole("button", { name: "Saint Brigid's Hospital" }).click();
  await expect(upToDate(page)).toBeVisible();
  const others = await pathnames(screens(page).getByRole("link"));
  await goTo(page, "Administration");
  const parts = page.getByRole("navigation", { name: "Administration" }).getByRole("link");
  await expect(parts.first()).toBeVisible();
  const paths = [...new Set([...others, ...(await pathnames(parts))])];
  expect(paths.length).toBeGreaterThan(10);
  for (const way of WAYS) {
    await show(page, way);
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("main").getByRole("heading", { level: 1 }).first()).toBeVisible();
      await expect(page.getByRole("main").locator("[class*=Skeleton]")).toHaveCount(0);
      expect(await findings(page), `${path}, ${way}`).toEqual([]);
    }
  }
  await fitsAt200Percent(page, paths);
});

for (const { userName } of STAFF) {
  const tag = userName === "reception" ? [] : "@long";
  test(`each screen of ${userName} is accessible in light, dark and right to left, and fits at 200 %`, { tag }, async ({
    page,
  }) => {
    await signIn(page, userName);
    const paths = await pathnames(screens(page).getByRole("link"));
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
      if (paths.includes("/desk/patients")) await recordIsAccessible(page, way);
    }
    await fitsAt200Percent(page, paths);
  });
}
