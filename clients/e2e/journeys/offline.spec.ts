import { fillIn, goTo, keptForOffline, noContact, screens, signIn, upToDate } from "../src/people.ts";
import { expect, test } from "../src/test.ts";

test("a reload with the server stopped shows the last known day, and says of when it is (NFR-OFFLINE-01)", {
  tag: "@long",
}, async ({ page, hospital }) => {
  await signIn(page, "reception");
  await keptForOffline(page);
  const facility = page.getByRole("banner").getByText("Saint Brigid's Hospital");
  await expect(facility).toBeVisible();
  await hospital.server.kill();
  await expect(noContact(page)).toBeVisible();
  await page.reload();
  await expect(facility).toBeVisible();
  await expect(noContact(page)).toBeVisible();
  await expect(page.getByText(/The server can't be reached. You see how it was at \d/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Open a desk" })).toBeDisabled();
  for (const name of await screens(page).getByRole("link").allInnerTexts()) await goTo(page, name);
  await hospital.server.start();
  await expect(upToDate(page)).toBeVisible();
});

test("a browser that is killed and opened again without the server goes on where it was", { tag: "@long" }, async ({
  ownBrowser,
  hospital,
}) => {
  const page = await ownBrowser.open();
  await page.goto(`${hospital.network.url}/desk/`);
  await fillIn(page, "reception");
  await expect(upToDate(page)).toBeVisible();
  await keptForOffline(page);
  await ownBrowser.hasKept("careturn.account");
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration("/help/"))?.active?.state))
    .toBe("activated");
  hospital.network.cut();
  await ownBrowser.kill();
  const again = await ownBrowser.open();
  await again.goto(`${hospital.network.url}/desk/board`);
  await expect(again.getByRole("banner").getByText("Saint Brigid's Hospital")).toBeVisible();
  await expect(noContact(again)).toBeVisible();
  await again.goto(`${hospital.network.url}/help/?en&RECEPTIONIST`);
  await expect(again.getByRole("heading", { name: "Register somebody who walks in" })).toBeVisible();
});
