import { act, atDesk, find, freeDesk, onDesk, row } from "../src/board.ts";
import { Colleague } from "../src/colleague.ts";
import { signInToBoard } from "../src/people.ts";
import { expect, test } from "../src/test.ts";

test("reception sees, as it happens, whom a doctor calls, starts and has served (US-DOC-02)", async ({
  page,
  elsewhere,
}) => {
  const doctor = await elsewhere();
  await Promise.all([signInToBoard(page, "reception"), signInToBoard(doctor, "doctor")]);
  await freeDesk(doctor);
  await doctor.keyboard.press("n");
  const ticket = await atDesk(doctor);
  await expect(row(page, ticket)).toContainText("Called");
  await expect(row(page, ticket)).toContainText("Room 1");
  await doctor.keyboard.press("t");
  await expect(row(page, ticket)).toContainText("With the patient");
  await doctor.keyboard.press("s");
  await expect(row(page, ticket)).toHaveCount(0);
  await expect(row(doctor, ticket)).toHaveCount(0);
});

test("what was done is undone at once, for everybody (US-REC-09)", async ({ page, elsewhere, hospital }) => {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  const { entryId, ticketNumber } = named(await colleague.walkIn("Undo Murray", "Cardiology"));
  const nurse = await elsewhere();
  await Promise.all([signInToBoard(page, "reception"), signInToBoard(nurse, "nurse")]);
  await Promise.all([find(page, ticketNumber), find(nurse, ticketNumber)]);
  await act(page, ticketNumber, "Put on hold");
  await expect(row(nurse, ticketNumber)).toContainText("On hold");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(nurse, ticketNumber)).not.toContainText("On hold");
  await expect.poll(async () => (await colleague.entry(entryId)).state).toBe("WAITING");
});

test("an urgency changes only with a reason, and moves the patient at every desk (US-REC-06)", async ({
  page,
  elsewhere,
  hospital,
}) => {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  const { ticketNumber } = named(await colleague.walkIn("Override Walsh", "Cardiology"));
  const nurse = await elsewhere();
  await Promise.all([signInToBoard(page, "reception"), signInToBoard(nurse, "nurse")]);
  await Promise.all([find(page, ticketNumber), find(nurse, ticketNumber)]);
  await act(page, ticketNumber, "Change the urgency");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Emergent" }).check();
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect(dialog.getByText("Say why; it is kept with the change.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Why" }).fill("Chest pain");
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect(dialog).toBeHidden();
  await expect(row(nurse, ticketNumber)).toContainText("Emergent");
});

test("two desks that call at one moment get two patients (FR-QUEUE-10)", async ({ page, elsewhere, hospital }) => {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  await colleague.walkIn("Twice One", "General medicine");
  await colleague.walkIn("Twice Two", "General medicine");
  const other = await elsewhere();
  await Promise.all([signInToBoard(page, "doctor"), signInToBoard(other, "doctor2")]);
  await Promise.all([freeDesk(page), freeDesk(other)]);
  await Promise.all([page.keyboard.press("n"), other.keyboard.press("n")]);
  const [here, there] = await Promise.all([atDesk(page), atDesk(other)]);
  expect(here).not.toBe(there);
  // And each sees the other's at the other's desk.
  await expect(row(page, there)).toContainText("Room 2");
  await expect(row(other, here)).toContainText("Room 1");
  for (const desk of [page, other]) {
    await onDesk(desk, "Start").click();
    await onDesk(desk, "Served").click();
  }
});

test("under a search the desk still calls, and a place counts among all who wait (US-REC-05)", async ({
  page,
  hospital,
}) => {
  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  const tickets: string[] = [];
  for (const name of ["Search One", "Search Two", "Search Three"]) {
    tickets.push(named(await colleague.walkIn(name, "General medicine")).ticketNumber);
  }
  const [, second, third] = tickets as [string, string, string];
  await signInToBoard(page, "doctor");
  await freeDesk(page);
  const place = async (ticket: string) => Number(await row(page, ticket).getByRole("gridcell").first().innerText());
  const before = await place(third);
  expect(before).toBeGreaterThan(2);
  await find(page, third);
  await expect(row(page, second)).toHaveCount(0);
  expect(await place(third)).toBe(before);
  await act(page, third, "Move up");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Why" }).fill("Arrived together");
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect.poll(() => place(third)).toBe(before - 1);
  await find(page, "nobody at all");
  await expect(onDesk(page, "Call next")).toBeEnabled();
  await find(page, "");
  expect(await place(second)).toBe(before);
});

function named({ id, ticketNumber }: { id: string; ticketNumber?: string | null }) {
  return { entryId: id, ticketNumber: ticketNumber! };
}
