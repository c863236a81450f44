import type { Page } from "@playwright/test";
import { findings } from "../src/axe.ts";
import { Colleague } from "../src/colleague.ts";
import { Door, putUp } from "../src/door.ts";
import { newPhone } from "../src/patient.ts";
import { expect, test } from "../src/test.ts";

const line = (display: Page, number: string) =>
  display.getByRole("row").filter({ has: display.getByText(number, { exact: true }) });

test("a number taken at the kiosk is called on the display (US-DEV-01, US-DEV-02)", async ({
  page,
  elsewhere,
  hospital,
}) => {
  const door = await Door.open(hospital.network.url);
  const display = await elsewhere();
  await putUp(page, "kiosk", await door.pairingCode("Kiosk at the door"));
  await putUp(display, "display", await door.pairingCode("Display in the hall"));

  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "I have no appointment" }).click();
  const answered = page.waitForResponse((response) => response.url().endsWith("/api/v1/kiosk/tickets"));
  await page.getByRole("button", { name: "General medicine", exact: true }).click();
  const number = await page.getByText(/^A-\d+$/).innerText();
  await expect(page.getByRole("img", { name: /^Follow your turn/ })).toBeVisible();
  const { token } = await (await answered).json();

  const { entryId, callId, room } = await door.call(token);
  await expect(line(display, number)).toContainText(room);
  await door.start(entryId, callId);
  await expect(line(display, number)).toHaveAttribute("data-state", "SERVING");
  await door.serve(entryId, callId);
  await expect(line(display, number)).toHaveCount(0);
  // Whoever took the number has gone long since; nobody who comes next finds it.
  await expect(page.getByText(number)).toHaveCount(0);
});

test("who is booked checks in at the kiosk by the code or the phone, and is called on the display (US-DEV-02)", async ({
  page,
  elsewhere,
  hospital,
}) => {
  const { url } = hospital.network;
  const [door, desk] = await Promise.all([Door.open(url), Colleague.signIn(url, "reception2")]);
  const phone = newPhone();
  await door.checkInEarly("Cardiology");
  const byCode = await desk.bookToday(await desk.record("Coded Byrne", newPhone(), "1961-04-18"), "Cardiology");
  await desk.bookToday(await desk.record("Dialled Byrne", phone, "1972-11-05"), "Cardiology");
  const display = await elsewhere();
  await putUp(page, "kiosk", await door.pairingCode("Kiosk for who is booked"));
  await putUp(display, "display", await door.pairingCode("Display for who is booked"));

  const checkIn = async (way: string, type: () => Promise<void>) => {
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "I have an appointment" }).click();
    await page.getByRole("button", { name: way }).click();
    expect(await findings(page), way).toEqual([]);
    await type();
    const answered = page.waitForResponse((one) => one.url().endsWith("/api/v1/kiosk/check-ins"));
    await page.getByRole("button", { name: "Check in" }).click();
    const answer = await answered;
    expect(answer.ok(), await answer.text()).toBe(true);
    const { token } = await answer.json();
    const number = await page.getByText(/^[A-Z]+-\d+$/).innerText();
    await page.getByRole("button", { name: "Done" }).click();
    return { token, number };
  };
  const first = await checkIn("With my booking code", async () => {
    for (const key of byCode.bookingCode!) await page.getByRole("button", { name: key, exact: true }).click();
  });
  const second = await checkIn("With my phone number", async () => {
    await page.getByLabel("Phone number").fill(phone);
    await page.getByLabel("Day").fill("05");
    await page.getByLabel("Month").fill("11");
    await page.getByLabel("Year").fill("1972");
  });
  for (const { token, number } of [first, second]) {
    await door.unbind(token);
    const { entryId, callId, room } = await door.call(token);
    await expect(line(display, number)).toContainText(room);
    await door.start(entryId, callId);
    await door.serve(entryId, callId);
    await expect(line(display, number)).toHaveCount(0);
  }
});

test("the display goes on by itself after the server was away (US-DEV-01)", { tag: "@long" }, async ({
  page: display,
  hospital,
}) => {
  const door = await Door.open(hospital.network.url);
  await putUp(display, "display", await door.pairingCode("Display through a restart"));
  const { token, ticketNumber } = await door.walkIn("General medicine");
  const { entryId, callId, room } = await door.call(token);
  await expect(line(display, ticketNumber)).toContainText(room);
  await hospital.server.stop();
  await expect(display.getByText(/^Not up to date since/)).toBeVisible({ timeout: 90_000 });
  await hospital.server.start();
  await expect(display.getByText(/^Not up to date since/)).toBeHidden({ timeout: 120_000 });
  await door.start(entryId, callId);
  await expect(line(display, ticketNumber)).toHaveAttribute("data-state", "SERVING");
  await door.serve(entryId, callId);
  await expect(line(display, ticketNumber)).toHaveCount(0);
});

test("without contact a kiosk gives numbers of its own, which hold when the contact is back (US-DEV-02)", async ({
  page,
  hospital,
}) => {
  const door = await Door.open(hospital.network.url);
  const leased = page.waitForResponse((response) => response.url().endsWith("/api/v1/kiosk/leases") && response.ok());
  await putUp(page, "kiosk", await door.pairingCode("Kiosk without contact"));
  await leased;
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  hospital.network.cut();
  await page.reload();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "I have no appointment" }).click();
  await page.getByRole("button", { name: "General medicine", exact: true }).click();
  const number = page.getByText(/^A-\d+$/);
  await expect(number).toBeVisible();
  expect(Number((await number.innerText()).slice(2))).toBeGreaterThanOrEqual(700);
  await expect(page.getByText("When your turn comes isn't known yet.")).toBeVisible();
  const handed = page.waitForResponse((response) => response.url().endsWith("/api/v1/kiosk/tickets") && response.ok());
  hospital.network.mend();
  const { token, ticket } = await (await handed).json();
  expect(ticket.ticketNumber).toBe(await number.innerText());
  await page.goto(`/t/${token}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(ticket.ticketNumber);
});
