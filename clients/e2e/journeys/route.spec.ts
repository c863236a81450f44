import { act, find, row } from "../src/board.ts";
import { Colleague } from "../src/colleague.ts";
import { signInToBoard } from "../src/people.ts";
import { expect, test } from "../src/test.ts";

test("reception sends somebody on a route of the facility (FR-QUEUE-12)", async ({ page, hospital }) => {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  await signInToBoard(page, "reception");
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Register and give a ticket" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Route Walker");
  await dialog.getByRole("combobox", { name: "Service" }).click();
  await page
    .getByRole("option", { name: /^Emergency with tests: Triage → Laboratory \+ X-ray → Emergency doctor → Pharmacy/ })
    .click();
  await dialog.getByRole("button", { name: "Reason for coming" }).click();
  await dialog.getByRole("textbox", { name: "Reason for coming" }).fill("Tired for a month");
  await dialog.getByRole("button", { name: "Register and give a ticket" }).click();
  const given = page.getByRole("dialog", { name: "Ticket" });
  const ticket = await given.getByText(/^[A-Z]+-\d+$/).innerText();
  await page.keyboard.press("Escape");
  await find(page, ticket);
  await expect(row(page, ticket)).toHaveCount(1);
  const { visit, steps } = await colleague.visitOf(ticket, "Triage");
  expect(visit.reasonForComing).toBe("Tired for a month");
  expect(steps.map(({ ordinal }) => ordinal)).toEqual([1, 2, 2, 3, 4]);
});

test("who is at the doctor's is sent to several queues at once and comes back afterwards (US-DOC-04)", async ({
  page,
  hospital,
}) => {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  const { ticketNumber } = await colleague.walkIn("Parallel Way", "General medicine");
  const ticket = ticketNumber!;
  await signInToBoard(page, "reception");
  await find(page, ticket);
  await act(page, ticket, "Transfer");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "To which queue" }).click();
  await page.getByRole("option", { name: /^Laboratory/ }).click();
  await page.getByRole("option", { name: /^X-ray/ }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("checkbox", { name: "Comes back here afterwards" }).check();
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect(row(page, ticket)).toHaveCount(2);
  const { steps } = await colleague.visitOf(ticket, "Laboratory");
  expect(steps.map(({ ordinal }) => ordinal)).toEqual([1, 2, 2, 3]);
});
