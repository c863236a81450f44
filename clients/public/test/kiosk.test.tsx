// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { dateOf } from "../src/kiosk/CheckIn.tsx";
import type { Contact, Result } from "../src/kiosk/contact.ts";
import { Visitor } from "../src/kiosk/Visitor.tsx";
import { Refused } from "../src/shared/device.ts";

const DEVICE = { accountId: "a", facilityId: "f", name: "Door", address: "https://hospital.example" };
const PLACE = {
  name: "St Brigid's",
  country: "IE",
  timeZone: "Europe/Dublin",
  serviceDayStart: "04:00:00",
  offers: [
    { queueId: "q1", service: "General medicine", prefix: "A" },
    { queueId: "q2", service: "X-ray", prefix: "X" },
  ],
  routes: [
    { routeId: "r1", name: "Knee injury", prefix: "A" },
    { routeId: "r2", name: "Check-up", prefix: "X" },
  ],
};
const RESULT = {
  ticketNumber: "A-042",
  token: "0123456789abcdefABCDEF",
  ticket: {
    asOf: "2026-03-02T10:00:00Z",
    steps: [
      {
        service: "General medicine",
        state: "WAITING",
        peopleAhead: 3,
        forecast: { start: { p10: "2026-03-02T10:20:00Z", p50: "2026-03-02T10:30:00Z", p90: "2026-03-02T10:45:00Z" } },
      },
    ],
  },
} as unknown as Result;

let root: HTMLElement;
let contact: {
  hasContact: boolean;
  take: ReturnType<typeof vi.fn>;
  checkIn: ReturnType<typeof vi.fn>;
};

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  root = document.getElementById("root")!;
  contact = { hasContact: true, take: vi.fn(async () => RESULT), checkIn: vi.fn(async () => RESULT) };
});

afterEach(() => {
  render(null, root);
  vi.useRealTimers();
});

// Preact looks after effects a moment later, and misses the page by then.
afterAll(() => new Promise<void>((resolve) => setTimeout(resolve, 200)));

async function open(languages: ("en" | "ar" | "es")[] = ["en", "ar", "es"], queueIds = ["q1", "q2"]): Promise<void> {
  const whole = {
    ...contact,
    subscribe: () => () => undefined,
    numbers: { state: async () => ({ waiting: 0, refused: [] }) },
  } as unknown as Contact;
  const settings = { languages, queueIds, routeIds: ["r1"], print: false };
  await act(() => render(<Visitor contact={whole} device={DEVICE} place={PLACE} settings={settings} />, root));
}

async function press(name: string): Promise<void> {
  const button = [...document.querySelectorAll("button")].find(
    (one) => one.textContent?.includes(name) || one.getAttribute("aria-label") === name,
  );
  if (!button) throw new Error(`no button ${name}: ${root.textContent}`);
  await act(async () => button.click());
}

async function type(id: string, text: string): Promise<void> {
  const field = document.getElementById(id) as HTMLInputElement;
  await act(() => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const submit = () => act(async () => document.querySelector("form")!.requestSubmit());

test("a number is taken in the language that was chosen, with people ahead, a range and the link's code", async () => {
  await open();
  await press("Español");
  expect(document.documentElement.lang).toBe("es");
  await press("No tengo cita");
  expect(document.activeElement?.tagName).toBe("H1");
  await press("General medicine");
  expect(contact.take).toHaveBeenCalledWith(
    PLACE,
    "f",
    { wish: { queueId: "q1" }, name: "General medicine", prefix: "A" },
    "es",
  );
  expect(root.textContent).toContain("A-042");
  expect(root.textContent).toContain("Hay 3 personas antes que usted");
  expect(root.textContent).toContain("entre las 10:20 y las 10:45");
  expect(root.querySelector("svg[role=img] path")?.getAttribute("d")?.length).toBeGreaterThan(500);
});

test("a route that was chosen for this kiosk has one number, and says its services in their order", async () => {
  const [step] = RESULT.ticket!.steps;
  const steps = [step, { service: "X-ray", state: null }];
  contact.take.mockResolvedValueOnce({ ...RESULT, ticket: { ...RESULT.ticket, steps } });
  await open(["en"]);
  await press("Take a number");
  expect(root.textContent).not.toContain("Check-up");
  await press("Knee injury");
  const wanted = { wish: { routeId: "r1" }, name: "Knee injury", prefix: "A" };
  expect(contact.take).toHaveBeenCalledWith(PLACE, "f", wanted, "en");
  expect(root.textContent).toContain("General medicine · X-ray");
});

test("a booking code is typed by the keys on the screen", async () => {
  await open(["en"]);
  await press("I have an appointment");
  await press("With my booking code");
  for (const key of "ABCD234") await press(key);
  await submit();
  expect(contact.checkIn).not.toHaveBeenCalled();
  expect(root.querySelector("[role=alert]")?.textContent).toContain("Please check");
  await press("5");
  await submit();
  expect(contact.checkIn).toHaveBeenCalledWith({ facilityId: "f", bookingCode: "ABCD2345" });
  expect(root.textContent).toContain("A-042");
});

test("phone and birth date check in; what fits nobody is said in one way", async () => {
  contact.checkIn.mockRejectedValueOnce(new Refused(409, "no-booking-found"));
  await open(["en"]);
  await press("I have an appointment");
  await press("With my phone number");
  await type("phone", "087 123 4567");
  await type("day", "18");
  expect(document.activeElement?.id).toBe("month");
  await type("month", "4");
  await type("year", "1961");
  await submit();
  expect(contact.checkIn).toHaveBeenCalledWith({ facilityId: "f", phone: "0871234567", birthDate: "1961-04-18" });
  expect(root.querySelector("[role=alert]")?.textContent).toContain("We find no appointment of today");
  expect(dateOf({ day: "31", month: "2", year: "1961" })).toBeNull();
  expect(dateOf({ day: "1", month: "2", year: "3000" })).toBeNull();
  expect(dateOf({ day: "", month: "", year: "" })).toBeNull();
});

test("what a keyboard writes stays: noticing that somebody is there draws nothing between", async () => {
  await open(["en"]);
  await press("I have an appointment");
  await press("With my phone number");
  const field = document.getElementById("phone") as HTMLInputElement;
  await act(async () => {
    field.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true }));
  });
  // As a browser does it: between one listener of an event and the next, what waits is drawn.
  field.value = "087";
  await act(async () => {
    dispatchEvent(new Event("input"));
  });
  expect(field.value).toBe("087");
});

test("without contact a number is given all the same, and no time is made up", async () => {
  contact.hasContact = false;
  contact.take.mockResolvedValueOnce({ ...RESULT, ticketNumber: "A-700", ticket: null });
  await open(["en"]);
  expect(root.textContent).toContain("No connection");
  await press("Take a number");
  await press("General medicine");
  expect(root.textContent).toContain("A-700");
  expect(root.textContent).toContain("isn't known yet");
  expect(root.textContent).not.toContain("between");
});

test("where no number is left, people are sent to the reception", async () => {
  contact.take.mockRejectedValueOnce(new Refused(0, "no-numbers"));
  await open(["en"]);
  await press("Take a number");
  await press("X-ray");
  expect(root.querySelector("[role=alert]")?.textContent).toContain("Please go to the reception.");
});

test("who goes away leaves nothing behind", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  await open(["en", "es"]);
  await press("English");
  await press("I have an appointment");
  await press("With my phone number");
  await type("phone", "0871234567");
  await act(() => void vi.advanceTimersByTime(46_000));
  expect(root.querySelector("[role=alertdialog]")?.textContent).toContain("Are you still there?");
  await press("Yes, I am here");
  expect(root.querySelector("[role=alertdialog]")).toBeNull();
  expect((document.getElementById("phone") as HTMLInputElement).value).toBe("0871234567");
  await act(() => void vi.advanceTimersByTime(46_000));
  await act(() => void vi.advanceTimersByTime(16_000));
  expect(root.textContent).toContain("Please choose your language");
  await press("English");
  await press("I have an appointment");
  await press("With my phone number");
  expect((document.getElementById("phone") as HTMLInputElement).value).toBe("");
});

test("each screen is without faults for axe", async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  new Function(axe).call(window);
  const check = async (screen: string) => {
    const { violations } = await (window as unknown as { axe: { run: (of: Element) => Promise<AxeResults> } }).axe.run(
      root,
    );
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      screen,
    ).toEqual([]);
  };
  await open();
  await check("language");
  await press("العربية");
  expect(document.documentElement.dir).toBe("rtl");
  await check("start");
  await press("لدي موعد");
  await press("برمز الحجز");
  await check("code");
  await press("رجوع");
  await press("برقم هاتفي");
  await check("phone");
  await press("البدء من جديد");
  await press("English");
  await press("Take a number");
  await check("service");
  await press("General medicine");
  await check("ticket");
});
