import type { Page } from "@playwright/test";
import { act, atDesk, find, freeDesk, row } from "../src/board.ts";
import { Colleague } from "../src/colleague.ts";
import { keptForOffline, noContact, signInToBoard, unsent, upToDate } from "../src/people.ts";
import { expect, test } from "../src/test.ts";

/** Registers somebody new by keys alone and counts the fields that were filled; answers the ticket's number. */
async function register(page: Page, name: string, age: string): Promise<string> {
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Register and give a ticket" });
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  const fields = dialog.locator("input:not([type=hidden])");
  const filled = () =>
    fields.evaluateAll((all) =>
      (all as HTMLInputElement[]).map(({ type, value, checked }) => (type === "radio" ? checked : value)),
    );
  const before = await filled();
  await page.keyboard.type(name);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type(age);
  const service = dialog.getByRole("combobox", { name: "Service" });
  if (!(await service.inputValue()).startsWith("General medicine")) {
    await service.click();
    // Routes that begin there come after it.
    await page
      .getByRole("option", { name: /^General medicine/ })
      .first()
      .click();
  }
  const after = await filled();
  expect(after).toHaveLength(before.length);
  expect(after.filter((value, index) => value !== before[index]).length).toBeLessThanOrEqual(3);
  await dialog.getByRole("button", { name: "Register and give a ticket" }).click();
  const ticket = page.getByRole("dialog", { name: "Ticket" });
  await expect(ticket.getByText(name)).toBeVisible();
  await expect(ticket.getByRole("img", { name: "Code that opens the ticket on a phone" })).toBeVisible();
  const number = await ticket.getByText(/^[A-Z]+-\d+$/).innerText();
  await page.keyboard.press("Escape");
  await expect(ticket).toBeHidden();
  return number;
}

test("a walk-in is registered at reception and served by a doctor, each seeing the other's acts (US-REC-02)", async ({
  page,
  elsewhere,
}) => {
  const doctor = await elsewhere();
  await Promise.all([signInToBoard(page, "reception"), signInToBoard(doctor, "doctor")]);
  await freeDesk(doctor);
  const number = await register(page, "Walk Inwards", "46");
  await find(doctor, number);
  await expect(row(doctor, number)).toContainText("Walk Inwards");
  // In order: whoever came before is called before, unless one says why.
  await act(doctor, number, "Call");
  const why = doctor.getByRole("dialog");
  const called = doctor.getByRole("region", { name: "Your desk" }).getByText(number, { exact: true });
  await expect(why.or(called)).toBeVisible();
  if (await why.isVisible()) {
    await why.getByRole("textbox", { name: "Why" }).fill("Arrived together");
    await why.getByRole("button", { name: "Do it" }).click();
  }
  expect(await atDesk(doctor)).toBe(number);
  await find(page, number);
  await expect(row(page, number)).toContainText("Called");
  await doctor.keyboard.press("t");
  await expect(row(page, number)).toContainText("With the patient");
  await doctor.keyboard.press("s");
  await expect(row(page, number)).toHaveCount(0);
});

test("a walk-in without a network gets a number that holds when the network is back (US-REC-02)", async ({
  page,
  hospital,
}) => {
  await signInToBoard(page, "reception");
  await keptForOffline(page);
  // The desk fetches numbers for such a time when it begins; registering once shows that it is ready.
  await register(page, "Before Outage", "30");
  hospital.network.cut();
  // By the stream that breaks; the next look at the server would tell up to 45 seconds later.
  await expect(noContact(page)).toBeVisible({ timeout: 12_000 });
  const number = await register(page, "During Outage", "51");
  await find(page, number);
  await expect(row(page, number)).toContainText("During Outage");
  await expect(unsent(page, 2)).toBeVisible();
  hospital.network.mend();
  await expect(upToDate(page)).toBeVisible();
  await expect(row(page, number)).toContainText("During Outage");
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  await expect.poll(() => colleague.tickets("General medicine")).toContain(number);
});
