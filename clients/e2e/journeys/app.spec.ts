import type { Page } from "@playwright/test";
import { Colleague } from "../src/colleague.ts";
import { Door } from "../src/door.ts";
import { newPhone, Outbox, Patient, signInToApp } from "../src/patient.ts";
import { keptForOffline, PASSWORD } from "../src/people.ts";
import { expect, type Hospital, test } from "../src/test.ts";

test.use({ viewport: { width: 390, height: 844 } });

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const words = (page: Page, text: string | RegExp) => page.getByRole("main").getByText(text);
const noConnection = (page: Page) => page.getByRole("status").getByText(/^No connection/);
const unsentHere = (page: Page) => page.getByText(/1 change waits to be sent\.$/);

/** Somebody who waits for general medicine with the app's first screen open. */
async function waiting(page: Page, hospital: Hospital, name: string) {
  const { url } = hospital.network;
  const [door, patient] = await Promise.all([Door.open(url), Patient.signUp(url, name)]);
  const { visit, entries } = await patient.join(door.facilityId, "General medicine");
  await signInToApp(page, patient.phone);
  await expect(words(page, visit.ticketNumber)).toBeVisible();
  const colleague = await Colleague.signIn(url, "reception2");
  const state = async () => (await colleague.entry(entries[0]!.id)).state;
  return { ticketNumber: visit.ticketNumber, state };
}

async function giveUp(page: Page): Promise<void> {
  await button(page, "Give up my place").click();
  await expect(words(page, "Give up your place?")).toBeVisible();
  await button(page, "Give up my place").click();
}

test("somebody new signs up by a code, takes a number from home, is called and served (US-PAT-01, US-PAT-10)", async ({
  page,
  hospital,
}) => {
  const { url } = hospital.network;
  const [door, outbox] = await Promise.all([Door.open(url), Outbox.open(url)]);
  const phone = newPhone();
  await page.goto("/app/");
  await button(page, "I am new here").click();
  await page.getByRole("textbox", { name: "Phone number" }).fill(phone);
  await button(page, "Continue").click();
  await page.getByRole("textbox", { name: "First and last name" }).fill("Home Waiter");
  await page.getByRole("textbox", { name: "Choose a password" }).fill(PASSWORD);
  await button(page, "Send me the code").click();
  const code = page.getByRole("textbox", { name: "Code of six digits" });
  await expect(code).toBeVisible();
  await code.fill(await outbox.code(phone));
  await button(page, "Done").click();
  await expect(page.getByRole("heading", { level: 1, name: "Hello Home Waiter" })).toBeVisible();

  await button(page, "Take a number").click();
  await button(page, /^Saint Brigid's Hospital/).click();
  await button(page, /^General medicine/).click();
  const joined = page.waitForResponse((response) => response.url().endsWith("/api/v1/visits/join") && response.ok());
  await button(page, "Take a number now").click();
  const { visit } = await (await joined).json();
  await expect(words(page, "Your number").last()).toBeVisible();
  await expect(words(page, visit.ticketNumber).last()).toBeVisible();

  const { entryId, callId, room } = await door.call(visit.token);
  await expect(words(page, "It's your turn").last()).toBeVisible();
  await expect(words(page, `Please go to ${room}`).last()).toBeVisible();
  await door.start(entryId, callId);
  await expect(words(page, "You are being seen now.").last()).toBeVisible();
  await door.serve(entryId, callId);
  await expect(words(page, "You have been seen. Get well soon.").last()).toBeVisible();
});

test("without a network the ticket shows again after a reload, and a change is sent on return (NFR-OFFLINE)", async ({
  page,
  context,
  hospital,
}) => {
  const { ticketNumber, state } = await waiting(page, hospital, "Offline Pocket");
  await keptForOffline(page);
  hospital.network.cut();
  await page.reload();
  await expect(words(page, ticketNumber)).toBeVisible();
  await expect(noConnection(page)).toBeVisible();
  await giveUp(page);
  await expect(unsentHere(page)).toBeVisible();
  // A second tab knows of it, and sends it when the first is gone.
  const second = await context.newPage();
  await second.goto("/app/");
  await expect(unsentHere(second)).toBeVisible();
  await page.close();
  hospital.network.mend();
  await expect.poll(state).toBe("CANCELLED");
  await expect(unsentHere(second)).toBeHidden();
  await expect(words(second, /^You gave up your place/)).toBeVisible();
});

test("a newer version of the app takes over when one says so, and unsent changes stay", async ({ page, hospital }) => {
  const { state } = await waiting(page, hospital, "New Pocket");
  await keptForOffline(page);
  hospital.network.releaseNewVersion();
  await page.reload();
  await expect(page.getByText("A newer version of the app is ready.")).toBeVisible();
  hospital.network.cut();
  await giveUp(page);
  await expect(unsentHere(page)).toBeVisible();
  const reloaded = page.waitForEvent("load");
  await button(page, "Use it now").click();
  await reloaded;
  await expect(unsentHere(page)).toBeVisible();
  await expect(page.getByText("A newer version of the app is ready.")).toBeHidden();
  hospital.network.mend();
  await expect.poll(state).toBe("CANCELLED");
});
