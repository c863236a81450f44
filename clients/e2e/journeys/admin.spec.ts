import type { Page } from "@playwright/test";
import { find, freeDesk, onDesk, row } from "../src/board.ts";
import { Colleague } from "../src/colleague.ts";
import { fillIn, goTo, PASSWORD, said, screens, upToDate } from "../src/people.ts";
import { expect, test } from "../src/test.ts";

async function administer(page: Page, part: string): Promise<void> {
  await page.getByRole("navigation", { name: "Administration" }).getByRole("link", { name: part, exact: true }).click();
}

async function choose(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole("dialog").getByRole("combobox", { name }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** Names that no earlier run on the same server has taken. */
const LETTERS = Array.from({ length: 3 }, () => String.fromCharCode(65 + Math.floor(Math.random() * 26))).join("");
const ROOM = `Room ${LETTERS}`;
const USER = `nora.${LETTERS.toLowerCase()}`;
const OWN_PASSWORD = "careturn-demo of her own";
const SERVICE = `Dermatology ${LETTERS}`;

test("an administrator adds a service and a doctor, who then sees a patient (US-ADM-01, US-ADM-03)", async ({
  page,
  elsewhere,
  hospital,
}) => {
  const doctor = await elsewhere();
  await page.goto("/desk/");
  await fillIn(page, "admin");
  await page.getByRole("button", { name: "Saint Brigid's Hospital" }).click();
  await expect(upToDate(page)).toBeVisible();
  await goTo(page, "Administration");

  await administer(page, "Rooms and departments");
  await page.getByRole("button", { name: "Add a room" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(ROOM);
  await choose(page, "Department", "Outpatients");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(said(page, `${ROOM} is saved`)).toBeVisible();

  await administer(page, "Services");
  await page.getByRole("button", { name: "Add a service" }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill(SERVICE);
  await choose(page, "Department", "Outpatients");
  await dialog.getByRole("textbox", { name: "Letters on its tickets" }).fill(LETTERS);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(said(page, `${SERVICE} is added, and its queue is open`)).toBeVisible();

  await administer(page, "People");
  await page.getByRole("button", { name: "Add somebody" }).click();
  await dialog.getByRole("textbox", { name: "Name, as colleagues and patients see it" }).fill("Dr Nora Quinn");
  await dialog.getByRole("textbox", { name: "User name" }).fill(USER);
  await dialog.getByRole("checkbox", { name: "Doctor" }).check();
  await dialog.getByRole("textbox", { name: "First password" }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(said(page, "Dr Nora Quinn is saved")).toBeVisible();

  const colleague = await Colleague.signIn(hospital.network.url, "reception2");
  const { id, ticketNumber } = await colleague.walkIn("First Skin", SERVICE);
  await doctor.goto("/desk/");
  await fillIn(doctor, USER);
  await expect(doctor.getByRole("heading", { name: "One more step" })).toBeVisible();
  await doctor.getByLabel("New password", { exact: true }).fill(OWN_PASSWORD);
  await doctor.getByRole("button", { name: "Sign in" }).click();
  await expect(screens(doctor)).toBeVisible();
  await goTo(doctor, "Consulting room");
  await doctor.getByRole("main").getByRole("button", { name: "Open a desk" }).click();
  await choose(doctor, "Room", ROOM);
  await doctor
    .getByRole("dialog")
    .getByRole("checkbox", { name: `${SERVICE} (${LETTERS})` })
    .check();
  await doctor.getByRole("dialog").getByRole("button", { name: "Open", exact: true }).click();
  await expect(doctor.getByRole("dialog")).toBeHidden();
  await freeDesk(doctor);
  await onDesk(doctor, "Call next").click();
  await expect(onDesk(doctor, `${ticketNumber} First Skin`)).toBeVisible();
  await goTo(page, "Board");
  await find(page, ticketNumber!);
  await expect(row(page, ticketNumber!)).toContainText(ROOM);
  await onDesk(doctor, "Start").click();
  await onDesk(doctor, "Served").click();
  await expect.poll(async () => (await colleague.entry(id)).state).toBe("SERVED");
});
