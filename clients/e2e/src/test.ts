import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, type Page } from "@playwright/test";
import { OwnBrowser } from "./chromium.ts";
import { Operator, type Ports } from "./hospital.ts";
import { Network } from "./network.ts";

export interface Hospital {
  server: Operator;
  network: Network;
}

interface Fixtures {
  /** A second person's browser, which shares nothing with the first. */
  elsewhere: () => Promise<Page>;
  /** A browser that may be killed. */
  ownBrowser: OwnBrowser;
  whole: undefined;
}

export const test = base.extend<Fixtures, { hospital: Hospital }>({
  hospital: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads it
    async ({}, use) => {
      const ports = JSON.parse(process.env.CARETURN_HOSPITAL ?? "") as Ports;
      const network = await Network.open(ports.network, ports.server);
      await use({ server: new Operator(ports), network });
      network.close();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ hospital }, use) => use(hospital.network.url),
  /** Whatever a journey broke is whole again for the next. */
  whole: [
    async ({ hospital }, use) => {
      await use(undefined);
      hospital.network.mend();
      await hospital.server.start();
    },
    { auto: true, timeout: 300_000 },
  ],
  elsewhere: async ({ browser, contextOptions }, use) => {
    const pages: Page[] = [];
    await use(async () => {
      const page = await (await browser.newContext(contextOptions)).newPage();
      pages.push(page);
      return page;
    });
    for (const page of pages) await page.context().close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads it
  ownBrowser: async ({}, use) => {
    const profile = await mkdtemp(join(tmpdir(), "careturn-browser-"));
    const browser = new OwnBrowser(profile);
    await use(browser);
    await browser.kill();
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  },
});

export { expect } from "@playwright/test";
