// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";

/** The ticket's page as the server writes it: what it says of the call stands in the page itself. */
const page = (state: string, call: string) =>
  `<main id="ticket" data-state="${state}" data-call="${call}" data-say="${state}" data-offline="" data-sound="Sound" data-sound-on="On"><footer></footer></main>`;

class Stream extends EventTarget {
  static open: Stream | null = null;
  static readonly CLOSED = 2;
  readonly readyState = 1;

  constructor() {
    super();
    Stream.open = this;
  }

  close() {}
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("the phone makes itself heard at the call, and each time that it is repeated", async () => {
  vi.useFakeTimers();
  const vibrate = vi.fn();
  let now = page("WAITING", "");
  Object.defineProperty(navigator, "vibrate", { value: vibrate, configurable: true });
  vi.stubGlobal("EventSource", Stream);
  vi.stubGlobal("fetch", async () => new Response(now));
  history.replaceState(null, "", "/t/0123456789abcdefABCDEF");
  document.body.innerHTML = now;
  await import("../src/ticket/ticket.ts");
  const told = async (next: string) => {
    now = next;
    Stream.open!.dispatchEvent(new Event("ticket"));
    await vi.advanceTimersByTimeAsync(3_000);
  };
  // The first one only says how things stand.
  Stream.open!.dispatchEvent(new Event("ticket"));
  await told(page("CALLED", "e/09:00/0"));
  expect(vibrate).toHaveBeenCalledTimes(1);
  await told(page("CALLED", "e/09:00/0"));
  expect(vibrate).toHaveBeenCalledTimes(1);
  await told(page("CALLED", "e/09:00/1"));
  expect(vibrate).toHaveBeenCalledTimes(2);
  await told(page("WAITING", ""));
  expect(vibrate).toHaveBeenCalledTimes(2);
});
