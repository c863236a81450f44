import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Call } from "../src/display/calls.ts";
import { PretendServer } from "./pretend-server.ts";

const CHROMIUM = [process.env.CARETURN_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (place) => place && existsSync(place),
);
const UPDATES = 10_000;
/** What a run may hold more at its end than after its first tenth. */
const MOST_GROWTH = 1_500_000;

const server = new PretendServer();
let browser: Browser;
let url: string;

beforeAll(async () => {
  const root = new URL("../", import.meta.url).pathname;
  execFileSync("npx", ["vite", "build", "--mode", "display"], { cwd: root, stdio: "pipe" });
  url = await server.start();
  browser = await chromium.launch({ executablePath: CHROMIUM!, args: ["--no-sandbox", "--disable-gpu"] });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  server.stop();
});

/** Thirty calls as they move on through a day: each update brings a new one and changes others. */
function day(update: number): Call[] {
  return Array.from({ length: 30 }, (_, place) => {
    const number = update + 30 - place;
    const calledAt = new Date(Date.UTC(2026, 2, 2) + number * 1_000).toISOString();
    const state = place < 3 ? "CALLED" : place < 8 ? "SERVING" : "ENDED";
    const recalled = place === 1 ? { recalls: 1, recalledAt: calledAt } : { recalls: 0, recalledAt: null };
    return {
      callId: `call-${number}`,
      ticketNumber: `A-${String(number % 1_000).padStart(3, "0")}`,
      queueId: "q1",
      service: "General medicine",
      room: `Room ${number % 9}`,
      state,
      calledAt,
      ...recalled,
    };
  });
}

test.skipIf(!CHROMIUM)("memory is flat over 10,000 updates (NFR-PERF-20)", { timeout: 300_000 }, async () => {
  const page = await browser.newPage({ serviceWorkers: "block" });
  await page.addInitScript(() => {
    const settings = { languages: ["en", "ar"], queueIds: ["q1"], print: false };
    localStorage.setItem("careturn.display.settings", JSON.stringify(settings));
  });
  await page.goto(`${url}/display/`);
  await expect.poll(() => server.followers, { timeout: 30_000 }).toBe(1);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const held = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    return { bytes: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
  };
  const feed = async (from: number, to: number) => {
    for (let update = from; update < to; update++) {
      server.tell(day(update));
      if (update % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const newest = day(to - 1)[2]!.ticketNumber;
    await page.locator("tbody").getByText(newest, { exact: true }).waitFor({ timeout: 120_000 });
  };
  await feed(0, UPDATES / 10);
  const early = await held();
  await feed(UPDATES / 10, UPDATES);
  const late = await held();
  process.stdout.write(`display after ${UPDATES / 10} and ${UPDATES} updates: ${JSON.stringify([early, late])}\n`);
  expect(late.bytes - early.bytes).toBeLessThan(MOST_GROWTH);
  expect(late.nodes).toBeLessThan(early.nodes + 500);
  expect(late.listeners).toBeLessThan(early.listeners + 20);
});

test.skipIf(!CHROMIUM)(
  "it says that it is out of date, and follows again by itself",
  { timeout: 120_000 },
  async () => {
    const page = await browser.newPage({ serviceWorkers: "block" });
    await page.clock.install();
    await page.addInitScript(() => {
      const settings = { languages: ["en"], queueIds: ["q1"], print: false };
      localStorage.setItem("careturn.display.settings", JSON.stringify(settings));
    });
    await page.goto(`${url}/display/`);
    server.tell(day(1));
    await page.locator("tbody").getByText(day(1)[0]!.ticketNumber, { exact: true }).waitFor();
    server.away = true;
    await page.clock.runFor(50_000);
    await page.getByText(/^Not up to date since/).waitFor();
    server.away = false;
    server.tell(day(2));
    await page.clock.runFor(20_000);
    await page.locator("tbody").getByText(day(2)[0]!.ticketNumber, { exact: true }).waitFor();
    await page.getByText(/^Not up to date since/).waitFor({ state: "hidden" });
  },
);
