import type { Page } from "@playwright/test";
import { Colleague } from "../src/colleague.ts";
import { Door } from "../src/door.ts";
import { Outbox, Patient, signInToApp } from "../src/patient.ts";
import { everythingKept } from "../src/storage.ts";
import { expect, test } from "../src/test.ts";

test.use({ viewport: { width: 390, height: 844 } });

/** Screens that one came from stay beneath; what is seen is the last one. */
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).last();
const words = (page: Page, text: string | RegExp) => page.getByRole("main").getByText(text).last();
const title = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name }).last();
const time = (page: Page) => page.getByRole("button", { name: /^\d\d:\d\d$/ });

test("a time is found, booked, changed and given back, and the desk sees each of it (US-PAT-05, US-PAT-06)", async ({
  page,
  hospital,
}) => {
  const { url } = hospital.network;
  const [patient, desk] = await Promise.all([
    Patient.signUp(url, "Booked Pocket"),
    Colleague.signIn(url, "reception2"),
  ]);
  await signInToApp(page, patient.phone);
  await button(page, "Book an appointment").click();
  await button(page, /^Saint Brigid's Hospital/).click();
  await expect(words(page, "What do you need an appointment for?")).toBeVisible();
  await button(page, /^General medicine/).click();
  // Not the first: that may be too soon to be given back.
  await button(page, "Later days").click();
  await time(page).last().click();
  const booked = page.waitForResponse((one) => one.url().endsWith("/api/v1/appointments") && one.ok());
  await button(page, "Book").click();
  const { id, start } = await (await booked).json();
  await expect(words(page, "Saint Brigid's Hospital")).toBeVisible();
  expect(await desk.appointment(id)).toMatchObject({ status: "BOOKED", start, patientId: patient.id });

  await button(page, "Change the time").click();
  await expect(title(page, "Another time")).toBeVisible();
  const changed = page.waitForResponse((one) => one.url().endsWith("/reschedule") && one.ok());
  await time(page).last().click();
  await expect(title(page, "Change to this time?")).toBeVisible();
  await button(page, "Change the time").click();
  const second = await (await changed).json();
  await expect(page.getByText("Your appointment has another time now.")).toBeVisible();
  expect((await desk.appointment(second.id)).status).toBe("BOOKED");
  expect((await desk.appointment(second.id)).start).not.toBe(start);

  await button(page, "Cancel the appointment").click();
  await expect(words(page, "Cancel this appointment?")).toBeVisible();
  await button(page, "Keep it").click();
  await button(page, "Cancel the appointment").click();
  await button(page, "Cancel the appointment").click();
  await expect(words(page, "The appointment was cancelled.")).toBeVisible();
  await expect.poll(async () => (await desk.appointment(second.id)).status).toBe("CANCELLED");
});

test("an older record is claimed by a code to the phone, name and birth date (US-PAT-04, US-PAT-18)", async ({
  page,
  hospital,
}) => {
  const { url } = hospital.network;
  const [patient, desk, outbox] = await Promise.all([
    Patient.signUp(url, "Older Pocket"),
    Colleague.signIn(url, "reception2"),
    Outbox.open(url),
  ]);
  await desk.record("Older Pocket", patient.phone, "1980-12-31");
  await signInToApp(page, patient.phone);
  await page.goto("/app/me/claim");
  await button(page, "Send me the code").click();
  const code = page.getByRole("textbox", { name: "Code of six digits" });
  await expect(code).toBeVisible();
  await code.fill(await outbox.code(patient.phone));
  await page.getByRole("textbox", { name: "Date of birth" }).fill("31 12 1980");
  await button(page, "Find my record").click();
  await expect(page.getByText("Your older record is yours here now.")).toBeVisible();
  await page.goto("/app/me/record");
  await expect(words(page, /Born on 31 Dec 1980|Born on Dec 31, 1980/)).toBeVisible();
  // Of the staff nobody has read it since; whoever does stands there.
  await page.goto("/app/me/accesses");
  await expect(title(page, "Who opened my record")).toBeVisible();
  await page.goto("/app/me/data");
  const file = page.waitForEvent("download");
  await button(page, "Take my data").click();
  expect((await file).suggestedFilename()).toBe("my-data.json");
  await expect(words(page, "This is all that is kept about you.")).toBeVisible();
});

test("a call that is repeated sounds again, and after the visit one says how it was (US-PAT-13)", async ({
  page,
  elsewhere,
  hospital,
}) => {
  const { url } = hospital.network;
  // What a phone does that is felt, in place of a motor that this browser lacks.
  const felt = () => {
    (window as unknown as { felt: number }).felt = 0;
    navigator.vibrate = () => {
      (window as unknown as { felt: number }).felt += 1;
      return true;
    };
  };
  const times = (one: Page) => one.evaluate(() => (window as unknown as { felt: number }).felt);
  const [patient, door] = await Promise.all([Patient.signUp(url, "Recalled Pocket"), Door.open(url)]);
  const { visit } = await patient.join(door.facilityId, "General medicine");
  await page.addInitScript(felt);
  const link = await elsewhere();
  await link.addInitScript(felt);
  await signInToApp(page, patient.phone);
  await link.goto(`${url}/t/${visit.token}`);
  await expect(words(page, visit.ticketNumber)).toBeVisible();
  const { entryId, callId } = await door.call(visit.token);
  await expect(words(page, "It's your turn")).toBeVisible();
  await expect.poll(() => times(page)).toBe(1);
  await expect.poll(() => times(link)).toBe(1);
  await door.callAgain(entryId, callId);
  await expect.poll(() => times(page)).toBe(2);
  await expect.poll(() => times(link)).toBe(2);
  await door.start(entryId, callId);
  await door.serve(entryId, callId);
  await expect(words(page, "You have been seen. Get well soon.")).toBeVisible();

  const asked = link.locator('a[href^="/f/"]');
  await expect(asked).toBeVisible();
  const feedbackToken = (await asked.getAttribute("href"))!.split("/")[2]!.split("?")[0];
  await page.goto(`/app/feedback/${feedbackToken}`);
  await page.getByRole("radio", { name: "4 of 5" }).click();
  await page.getByRole("textbox", { name: "In your words (may be left out)" }).fill("Kind people");
  await button(page, "Send").click();
  await expect(words(page, "Thank you. The hospital reads this.")).toBeVisible();
});

test("at the sign-out everything about the patient leaves the device (US-PAT-18)", async ({ page, hospital }) => {
  const { url } = hospital.network;
  const [patient, door] = await Promise.all([Patient.signUp(url, "Leaving Pocket"), Door.open(url)]);
  const { visit } = await patient.join(door.facilityId, "General medicine");
  await signInToApp(page, patient.phone);
  await expect(words(page, visit.ticketNumber)).toBeVisible();
  await expect.poll(() => everythingKept(page)).toContain("Leaving Pocket");
  await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Me" }).last().click();
  await button(page, "Sign out").click();
  await expect(button(page, "I am new here")).toBeVisible();
  const kept = await everythingKept(page);
  for (const text of ["Leaving Pocket", visit.ticketNumber, patient.phone, patient.id, visit.token])
    expect(kept, text).not.toContain(text);
});
