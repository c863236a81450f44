import type { Page } from "@playwright/test";
import { findings, tooWide } from "../src/axe.ts";
import { Door } from "../src/door.ts";
import { newPhone, Patient, signInToApp } from "../src/patient.ts";
import { expect, test } from "../src/test.ts";

test.use({ viewport: { width: 390, height: 844 } });

const WAYS = [
  { name: "light", preferences: { language: "en", colours: "LIGHT", textSize: 1 } },
  { name: "dark", preferences: { language: "en", colours: "DARK", textSize: 1 } },
  { name: "right to left", preferences: { language: "ar", colours: "LIGHT", textSize: 1 } },
  { name: "large text", preferences: { language: "en", colours: "LIGHT", textSize: 2 } },
] as const;

const OUTSIDE = ["welcome", "sign-in", "sign-up", "forgotten"];
const INSIDE = [
  "",
  "bookings",
  "notices",
  "me",
  "me/record",
  "me/messages",
  "me/people",
  "me/claim",
  "me/accesses",
  "me/data",
  "me/display",
  "find",
  "scan",
];

/** Each screen as it stands once nothing is being fetched any more. */
async function look(page: Page, paths: string[]): Promise<void> {
  for (const { name, preferences } of WAYS) {
    await page.evaluate((wanted) => localStorage.setItem("careturn.preferences", JSON.stringify(wanted)), preferences);
    for (const path of paths) {
      await page.goto(`/app/${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("[role=status] [role=progressbar]")).toHaveCount(0);
      await expect(page.locator("html")).toHaveAttribute("dir", preferences.language === "ar" ? "rtl" : "ltr");
      expect.soft(await findings(page), `/${path}, ${name}`).toEqual([]);
      expect.soft(await tooWide(page), `/${path}, ${name}: too wide`).toBeLessThanOrEqual(0);
    }
  }
}

test("each screen before the sign-in is accessible in light, dark, right to left and large text", async ({ page }) => {
  await page.goto("/app/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await look(page, OUTSIDE);
});

test("each screen of a patient is accessible in light, dark, right to left and large text", async ({
  page,
  hospital,
}) => {
  const { url } = hospital.network;
  const [patient, door] = await Promise.all([
    Patient.signUp(url, `Seen Pocket ${newPhone().slice(-4)}`),
    Door.open(url),
  ]);
  const { visit, entries } = await patient.join(door.facilityId, "General medicine");
  const services = await patient.services(door.facilityId);
  const { id: serviceId } = services.find(({ queueId }) => queueId === entries[0]!.queueId)!;
  await signInToApp(page, patient.phone);
  await look(page, [
    ...INSIDE,
    `find/${door.facilityId}`,
    `service/${serviceId}`,
    `book/${serviceId}`,
    `ticket/${visit.id}`,
    `check-in/${door.facilityId}`,
  ]);
});
