import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, type Page } from "@playwright/test";
import { OwnBrowser } from "./chromium.ts";
import { Network } from "./network.ts";
import { Server } from "./server.ts";

export interface Hospital {
  server: Server;
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
      const network = await Network.open();
      const server = new Server(network.target, network.url);
      await server.start();
      await use({ server, network });
      network.close();
      await server.remove();
    },
    { scope: "worker", timeout: 300_000 },
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
