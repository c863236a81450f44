import type { Page } from "@playwright/test";
import { findings, tooWide } from "../src/axe.ts";
import { Door } from "../src/door.ts";
import { expect, test } from "../src/test.ts";

test.use({ viewport: { width: 390, height: 844 } });

const large = (page: Page, text: string | RegExp) => page.getByRole("main").getByText(text);

for (const scripted of [true, false]) {
  test.describe(scripted ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled: scripted });

    test("a whole visit by the ticket's link (US-PAT-10, US-PAT-14)", async ({ page, hospital }) => {
      const door = await Door.open(hospital.network.url);
      const { token, ticketNumber } = await door.walkIn("General medicine");
      /** Without a script the reader looks again. */
      const look = async () => {
        if (!scripted) await page.goto(`/t/${token}`);
      };
      await page.goto(`/t/${token}`);
      await expect(page.getByRole("heading", { level: 1 })).toContainText(ticketNumber);
      await expect(large(page, /before you/)).toBeVisible();

      await page.getByText("I am running late").click();
      await page.getByRole("radio", { name: "20 minutes" }).check();
      await page.getByRole("button", { name: "Say that I am late" }).click();
      await expect(large(page, /^You said that you will be here at/)).toBeVisible();
      await page.getByRole("button", { name: "I am here" }).click();
      await expect(large(page, /before you/)).toBeVisible();

      await page.getByText("Give up my place", { exact: true }).click();
      await expect(page.getByText("You are not called any more.")).toBeVisible();
      await page.getByRole("button", { name: "Give up my place for good" }).click();
      await expect(large(page, "You have given up your place.")).toBeVisible();
      await page.getByText("Wait again", { exact: true }).click();
      await page.getByRole("button", { name: "Yes, wait again" }).click();
      await expect(large(page, /before you/)).toBeVisible();

      const { entryId, callId, room } = await door.call(token);
      await look();
      await expect(large(page, "It is your turn")).toBeVisible();
      await expect(large(page, `Please go to: ${room}`)).toBeVisible();
      await door.start(entryId, callId);
      await look();
      await expect(large(page, "You are being seen")).toBeVisible();
      await door.serve(entryId, callId);
      await look();
      await expect(large(page, /^Your visit has ended/)).toBeVisible();

      await page.goto(`/t/${token}`);
      await page.getByRole("link", { name: "How was it? Tell us" }).click();
      await page.getByRole("radio", { name: "Very good" }).check();
      await page.getByRole("button", { name: "Send" }).click();
      await expect(large(page, /^Thank you/)).toBeVisible();
    });
  });
}

test("the ticket is accessible in light, dark and right to left, and fits at 200 % (NFR-A11Y)", async ({
  page,
  hospital,
}) => {
  const door = await Door.open(hospital.network.url);
  const { token } = await door.walkIn("General medicine");
  for (const [scheme, language] of [
    ["light", "en"],
    ["dark", "en"],
    ["light", "ar"],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`/t/${token}?lang=${language}`);
    await expect(page.locator("html")).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
    await page.locator("summary").first().click();
    expect(await findings(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 480 });
  await page.goto(`/t/${token}`);
  expect(await tooWide(page)).toBeLessThanOrEqual(0);
  // A page of a link is under no app's worker, whatever else this browser has open.
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});
