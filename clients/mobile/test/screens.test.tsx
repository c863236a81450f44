// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { SignUpScreen } from "../src/session/SignUpScreen.tsx";
import { known } from "../src/sync/known.ts";
import { pocket } from "../src/sync/pocket.ts";
import { speak } from "../src/texts/i18n.ts";
import { TICKETS, type Ticket } from "../src/tickets/live.ts";
import { TicketView } from "../src/tickets/TicketView.tsx";
import { ThemeProvider } from "../src/ui/theme.tsx";

beforeAll(async () => {
  window.matchMedia ??= (() => ({
    matches: false,
    addListener() {},
    removeListener() {},
    addEventListener() {},
    removeEventListener() {},
  })) as never;
  await speak("en");
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const shown = (node: React.ReactNode) =>
  render(
    <I18nProvider i18n={i18n}>
      <ThemeProvider>{node}</ThemeProvider>
    </I18nProvider>,
  );

function ticket(state: string, more: object = {}): Ticket {
  const forecast = {
    kind: "RANGE",
    start: { p10: "2026-03-02T10:21:00Z", p50: "2026-03-02T10:30:00Z", p90: "2026-03-02T10:43:00Z" },
    early: false,
    ahead: [],
    desks: 1,
    notes: [{ code: "ON_BREAK", name: "Dr Byrne", until: "2026-03-02T10:15:00Z" }],
    asOf: "2026-03-02T09:00:00Z",
  };
  const step = {
    queueId: "q",
    service: "Eye clinic",
    entryId: "e",
    state,
    credits: [],
    peopleAhead: 3,
    forecast,
    ...more,
  };
  return {
    visitId: "v",
    ticketNumber: "A-042",
    facilityId: "f",
    facilityName: "Saint Brigid's",
    timeZone: "Europe/Dublin",
    asOf: "2026-03-02T09:00:00Z",
    ended: false,
    steps: [step],
  } as unknown as Ticket;
}

test("a ticket says the number, how many are ahead, a range in the hospital's time, and why", () => {
  shown(<TicketView ticket={ticket("WAITING")} at={Date.now()} ownId={null} />);
  expect(screen.getByText("A-042")).toBeTruthy();
  expect(screen.getByText("3 people are ahead of you")).toBeTruthy();
  expect(screen.getByText("Probably between 10:20 and 10:45")).toBeTruthy();
  expect(screen.getByText(/Dr Byrne is on a break until 10:15\./)).toBeTruthy();
});

test("a call says where to go, at once and as an alert", () => {
  shown(<TicketView ticket={ticket("CALLED", { room: "Room 4" })} at={Date.now()} ownId={null} />);
  expect(screen.getByRole("alert").textContent).toContain("Please go to Room 4");
  expect(screen.queryByRole("button", { name: "Give up my place" })).toBeNull();
});

test("being late and giving up are asked about, and queued", async () => {
  const act = vi.spyOn(pocket, "act").mockResolvedValue(1);
  shown(<TicketView ticket={ticket("WAITING")} at={Date.now()} ownId={null} />);
  fireEvent.click(screen.getByRole("button", { name: "I am running late" }));
  fireEvent.click(screen.getByRole("radio", { name: "30 min" }));
  fireEvent.click(screen.getByRole("button", { name: "Say that I am late" }));
  expect(act).toHaveBeenCalledWith("runningLate", { entryId: "e", minutes: 30 });
  fireEvent.click(screen.getByRole("button", { name: "Give up my place" }));
  expect(act).toHaveBeenCalledTimes(1);
  fireEvent.click(screen.getByRole("button", { name: "Give up my place" }));
  await waitFor(() => expect(act).toHaveBeenCalledWith("cancelEntry", { entryId: "e" }));
});

test("who missed the call may wait again", () => {
  const act = vi.spyOn(pocket, "act").mockResolvedValue(1);
  shown(<TicketView ticket={ticket("NO_SHOW")} at={Date.now()} ownId={null} />);
  fireEvent.click(screen.getByRole("button", { name: "Wait again" }));
  expect(act).toHaveBeenCalledWith("rejoin", { entryId: "e" });
});

test("a registration that is refused says why, in words", async () => {
  const problem = { code: "login-phone-invalid" };
  vi.spyOn(globalThis, "fetch").mockResolvedValue(
    new Response(JSON.stringify(problem), { status: 400, headers: { "Content-Type": "application/problem+json" } }),
  );
  shown(<SignUpScreen />);
  fireEvent.change(screen.getByLabelText("Phone number"), { target: { value: "0212 555 0100" } });
  fireEvent.click(screen.getByRole("button", { name: "Continue" }));
  fireEvent.change(screen.getByLabelText("First and last name"), { target: { value: "Rosa Jiménez" } });
  fireEvent.change(screen.getByLabelText("Choose a password"), { target: { value: "long enough" } });
  fireEvent.click(screen.getByRole("button", { name: "Send me the code" }));
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Write your phone number with +"));
});

test("what the server told stays readable, and goes with the wipe", async () => {
  known.put(TICKETS, [ticket("WAITING")]);
  expect(known.get<Ticket[]>(TICKETS)?.value[0]?.ticketNumber).toBe("A-042");
  await known.wipe();
  expect(known.get(TICKETS)).toBeUndefined();
  await known.read(TICKETS);
  expect(known.get(TICKETS)).toBeUndefined();
});
