// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { LockGate } from "../src/session/LockGate.tsx";
import { prefer } from "../src/session/preferences.ts";
import { tokens } from "../src/session/tokens.ts";
import { speak } from "../src/texts/i18n.ts";
import { ThemeProvider } from "../src/ui/theme.tsx";

/** A phone whose face is asked for; the test says what it answers, and when the app is left. */
const phone = vi.hoisted(() => ({
  opens: true,
  asked: 0,
  covered: [] as boolean[],
  leave: () => {},
  back: () => {},
}));
vi.mock("../src/device/unlock", () => ({
  canLock: async () => true,
  unlock: async () => {
    phone.asked += 1;
    return phone.opens;
  },
  onLeave: (left: () => void, back: () => void) => {
    Object.assign(phone, { leave: left, back });
    return () => undefined;
  },
}));
vi.mock("../src/device/cover", () => ({
  coverAmongApps: async (isCovered: boolean) => void phone.covered.push(isCovered),
}));

const account = { id: "1", kind: "PATIENT", displayName: "Rosa", roles: [], patientId: "p" } as never;

beforeAll(async () => {
  window.matchMedia ??= (() => ({ matches: false, addListener() {}, removeListener() {} })) as never;
  await speak("en");
});
beforeEach(() => {
  Object.assign(phone, { opens: true, asked: 0, covered: [] });
  const signed = { state: "IN" as const, account, isOffline: false };
  vi.spyOn(tokens, "get").mockReturnValue(signed);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const mounted = vi.fn();

function Secret() {
  mounted();
  return <input aria-label="What hurts?" />;
}

const start = () =>
  render(
    <I18nProvider i18n={i18n}>
      <ThemeProvider>
        <LockGate>
          <Secret />
        </LockGate>
      </ThemeProvider>
    </I18nProvider>,
  );

test("at the start of a locked app nothing of it is there until it was opened", async () => {
  mounted.mockClear();
  phone.opens = false;
  prefer({ isLocked: true });
  start();
  await waitFor(() => expect(phone.asked).toBe(1));
  expect(screen.getByRole("heading", { name: "CareTurn is locked." })).toBeTruthy();
  expect(mounted).not.toHaveBeenCalled();
  expect(phone.covered).toEqual([true]);
  phone.opens = true;
  fireEvent.click(screen.getByRole("button", { name: "Unlock" }));
  expect(await screen.findByRole("textbox", { name: "What hurts?" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Unlock" })).toBeNull();
});

test("after a minute elsewhere nothing can be read or reached, and what was half written is there again", async () => {
  prefer({ isLocked: true });
  start();
  fireEvent.change(await screen.findByRole("textbox"), { target: { value: "My knee" } });
  phone.opens = false;
  vi.spyOn(Date, "now").mockReturnValue(1_000_000);
  act(() => phone.leave());
  vi.spyOn(Date, "now").mockReturnValue(1_000_000 + 30_000);
  act(() => phone.back());
  expect(screen.getByRole("textbox")).toBeTruthy();
  act(() => phone.leave());
  vi.spyOn(Date, "now").mockReturnValue(1_000_000 + 100_000);
  act(() => phone.back());
  // Neither drawn nor in what a screen reader is given.
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.getByRole("button", { name: "Unlock" })).toBeTruthy();
  phone.opens = true;
  fireEvent.click(screen.getByRole("button", { name: "Unlock" }));
  expect(((await screen.findByRole("textbox")) as HTMLInputElement).value).toBe("My knee");
});

test("an app that isn't locked asks nothing and isn't covered among the others", () => {
  prefer({ isLocked: false });
  start();
  expect(screen.getByRole("textbox")).toBeTruthy();
  expect(phone.asked).toBe(0);
  expect(phone.covered).toEqual([false]);
});
