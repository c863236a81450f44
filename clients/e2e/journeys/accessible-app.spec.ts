import type { Page } from "@playwright/test";
import { findings } from "../src/axe.ts";
import { Door } from "../src/door.ts";
import { Patient, signInToApp } from "../src/patient.ts";
import { expect, test } from "../src/test.ts";

test.use({ viewport: { width: 390, height: 844 } });

const BEFORE = ["welcome", "sign-in", "sign-up", "forgotten"];
const AFTER = [
  "",
  "find",
  "bookings",
  "notices",
  "me",
  "me/record",
  "me/people",
  "me/messages",
  "me/data",
  "me/accesses",
  "me/claim",
  "me/phone",
  "me/display",
];

async function areAccessible(page: Page, screens: string[], how: string): Promise<void> {
  for (const screen of screens) {
    await page.goto(`/app/${screen}`);
    await expect(page.getByRole("heading", { level: 1 }).last()).toBeVisible();
    expect(await findings(page), `/app/${screen}, ${how}`).toEqual([]);
  }
}

test("the app's screens are accessible in light, dark and right to left (US-PAT-10)", { tag: "@long" }, async ({
  page,
  hospital,
}) => {
  const { url } = hospital.network;
  await page.emulateMedia({ reducedMotion: "reduce" });
  await areAccessible(page, BEFORE, "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await areAccessible(page, BEFORE, "dark");

  const [door, patient] = await Promise.all([Door.open(url), Patient.signUp(url, "Axe Reader")]);
  const { visit } = await patient.join(door.facilityId, "General medicine");
  await signInToApp(page, patient.phone);
  const screens = [...AFTER, `find/${door.facilityId}`, `ticket/${visit.id}`];
  await areAccessible(page, screens, "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await areAccessible(page, screens, "light");

  await page.goto("/app/me/display");
  await page.getByText("العربية").click();
  await expect(page.locator('[dir="rtl"]').first()).toBeVisible();
  await areAccessible(page, screens, "right to left");
});
