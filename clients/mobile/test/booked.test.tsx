// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { AppointmentRow } from "../src/booking/AppointmentRow.tsx";
import { WaitForSlot } from "../src/booking/WaitForSlot.tsx";
import { AccessesScreen } from "../src/me/AccessesScreen.tsx";
import { tokens } from "../src/session/tokens.ts";
import { known } from "../src/sync/known.ts";
import type { AppointmentRow as Appointment } from "../src/sync/rows.ts";
import { speak } from "../src/texts/i18n.ts";
import { ThemeProvider } from "../src/ui/theme.tsx";

beforeAll(async () => {
  window.matchMedia ??= (() => ({ matches: false, addListener() {}, removeListener() {} })) as never;
  await speak("en");
});
beforeEach(() => void vi.spyOn(tokens, "valid").mockResolvedValue("token"));
afterEach(async () => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
  await known.wipe();
});

const shown = (node: React.ReactNode) =>
  render(
    <I18nProvider i18n={i18n}>
      <ThemeProvider>{node}</ThemeProvider>
    </I18nProvider>,
  );

/** The server, by the end of what is asked of it; anything else isn't reached. */
function serverSays(answers: Record<string, unknown>): { path: string; body: unknown }[] {
  const asked: { path: string; body: unknown }[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (request) => {
    if (!(request instanceof Request)) throw new TypeError("no network");
    const text = await request.clone().text();
    const path = new URL(request.url).pathname;
    asked.push({ path, body: text ? JSON.parse(text) : null });
    const found = Object.entries(answers).find(([end]) => path.endsWith(end));
    if (!found) throw new TypeError("no network");
    return new Response(JSON.stringify(found[1]), { headers: { "Content-Type": "application/json" } });
  });
  return asked;
}

test("who waits for a free time does so from the hospital's day on, not from Greenwich's", async () => {
  // Half past nine in the evening in New York.
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-03T02:30:00Z") });
  const asked = serverSays({ "/waiting-list": {} });
  shown(<WaitForSlot serviceId="s" doctorId={null} patientId="p" timeZone="America/New_York" />);
  fireEvent.click(screen.getByRole("button", { name: "Put me on the waiting list" }));
  await waitFor(() => expect(asked.length).toBe(1));
  expect(asked[0]!.body).toMatchObject({ fromDay: "2026-03-02", untilDay: "2026-03-30" });
});

test("who is booked today reads before leaving home when it will really begin", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-02T08:00:00Z") });
  const appointment = {
    id: "a",
    serviceId: "s",
    doctorId: "d",
    patientId: "p",
    start: "2026-03-02T10:00:00Z",
    status: "BOOKED",
  } as Appointment;
  const range = { p10: "2026-03-02T10:21:00Z", p50: "2026-03-02T10:30:00Z", p90: "2026-03-02T10:43:00Z" };
  const forecast = { kind: "RANGE", start: range, early: false, ahead: [], desks: 1, notes: [], asOf: range.p10 };
  serverSays({
    "/appointments": { items: [{ appointment: { id: "a" }, forecast }], nextCursor: null },
    "/services/s": { id: "s", name: "Eye clinic", facilityId: "f" },
    "/facilities": { items: [{ id: "f", name: "Saint Brigid's", timeZone: "Europe/Dublin" }], nextCursor: null },
  });
  shown(<AppointmentRow appointment={appointment} />);
  expect(await screen.findByText(/Eye clinic · Probably between 10:20 and 10:45/)).toBeTruthy();
  cleanup();
  // Of what lies far ahead nothing is forecast, nor of what is over.
  shown(<AppointmentRow appointment={{ ...appointment, status: "CANCELLED" }} />);
  expect(screen.queryByText(/Probably/)).toBeNull();
});

test("who opened my record is told by name, role, part and time", async () => {
  const account = { id: "1", kind: "PATIENT", displayName: "Rosa", roles: [], patientId: "p" } as never;
  const signed = { state: "IN" as const, account, isOffline: false };
  vi.spyOn(tokens, "get").mockReturnValue(signed);
  const at = "2026-03-02T08:30:00Z";
  const line = { id: "1", at, person: "Niamh Byrne", roles: ["NURSE"], facilityName: "City Hospital", part: "NOTES" };
  serverSays({ "/patients/p/accesses": { items: [line], nextCursor: null } });
  shown(<AccessesScreen />);
  expect(await screen.findByText("Niamh Byrne (Nurse)")).toBeTruthy();
  expect(screen.getByText(/^notes about you · City Hospital · /)).toBeTruthy();
});
