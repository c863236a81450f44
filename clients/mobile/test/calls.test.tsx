// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { act, cleanup, render } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { known } from "../src/sync/known.ts";
import { speak } from "../src/texts/i18n.ts";
import { TICKETS, type Ticket } from "../src/tickets/live.ts";
import { useCalls } from "../src/tickets/useCalls.ts";
import { went } from "./router.tsx";

const sounded = vi.hoisted(() => vi.fn(async (_title: string, _text: string) => undefined));
vi.mock("../src/device/alarm", () => ({ callAttention: sounded, prepareSound() {} }));

beforeAll(() => speak("en"));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Phone() {
  useCalls();
  return null;
}

function told(state: string, recalls?: number): void {
  const step = { queueId: "q", service: "Eyes", entryId: "e", state, credits: [], room: "Room 4", recalls };
  const called = state === "CALLED" ? { calledAt: "2026-03-02T09:00:00Z" } : {};
  const ticket = { visitId: "v", ticketNumber: "A-042", timeZone: "Europe/Dublin", steps: [{ ...step, ...called }] };
  act(() => known.put(TICKETS, [ticket as unknown as Ticket]));
}

test("a call sounds once, and again each time that it is repeated", () => {
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("no network"));
  told("WAITING", 0);
  render(
    <I18nProvider i18n={i18n}>
      <Phone />
    </I18nProvider>,
  );
  expect(sounded).not.toHaveBeenCalled();
  told("CALLED", 0);
  told("CALLED", 0);
  expect(sounded.mock.calls).toEqual([["It's your turn", "A-042: Please go to Room 4"]]);
  told("CALLED", 1);
  told("CALLED", 1);
  expect(sounded).toHaveBeenCalledTimes(2);
  told("CALLED", 2);
  expect(sounded).toHaveBeenCalledTimes(3);
  told("SERVING", 0);
  expect(sounded).toHaveBeenCalledTimes(3);
  expect(new Set(went)).toEqual(new Set(["/ticket/v"]));
});
