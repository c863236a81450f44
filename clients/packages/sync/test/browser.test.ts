import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, Chromium } from "./browser/chromium.ts";
import { handler } from "./http-model.ts";
import { ModelServer } from "./simulation/server.ts";

const KILLS = process.env.CARETURN_ALL ? 40 : 4;

let code: string;
let http: Server;
let address: string;
let server: ModelServer;
/** What the page said was kept, before it was killed. */
let kept: { marker: string; mid: number }[];
let pushesAtOnce: number;
let mostPushesAtOnce: number;
let isDown: boolean;
let browser: Chromium;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === "/") {
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end('<!doctype html><title>Engine</title><script type="module" src="/page.js"></script>');
  } else if (request.url === "/page.js") {
    response.writeHead(200, { "Content-Type": "text/javascript" });
    response.end(code);
  } else if (request.url === "/kept") {
    let body = "";
    for await (const chunk of request) body += chunk;
    kept.push(JSON.parse(body));
    response.end();
  } else if (isDown) {
    request.socket.destroy();
  } else {
    const isPush = request.url!.endsWith("/push");
    if (isPush) mostPushesAtOnce = Math.max(mostPushesAtOnce, ++pushesAtOnce);
    await sleep(20);
    await handler(server)(request, response);
    if (isPush) pushesAtOnce--;
  }
}

/** The engine in Chromium itself, before the model of the server. */
describe.skipIf(!CHROMIUM)(CHROMIUM ? "in a browser" : "in a browser (left out: no Chromium here)", () => {
  beforeAll(async () => {
    const bundle = await rolldown({ input: fileURLToPath(new URL("browser/page.ts", import.meta.url)) });
    code = (await bundle.generate({ format: "esm" })).output[0].code;
    http = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
    http.listen(0, "127.0.0.1");
    await once(http, "listening");
    address = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
  });

  afterEach(() => browser.end());
  afterAll(() => {
    http.closeAllConnections();
    http.close();
  });

  async function opened(preferences?: object): Promise<void> {
    server = new ModelServer({}, () => 0.5);
    server.isHealed = true;
    [kept, pushesAtOnce, mostPushesAtOnce, isDown] = [[], 0, 0, false];
    browser = new Chromium(preferences);
    await browser.start();
  }

  test(`killed ${KILLS} times in the middle of work, it has all that it said was kept, once`, {
    timeout: 60_000 + KILLS * 15_000,
  }, async () => {
    await opened();
    isDown = true;
    for (let kill = 0; kill < KILLS; kill++) {
      const page = await browser.tab(address);
      await page.signIn("ann");
      void page.enqueueOn(kill * 10_000).catch(() => undefined);
      const before = kept.length;
      while (kept.length < before + 5) await sleep(1);
      await sleep(Math.random() * 150);
      await browser.kill();
      await browser.start();
    }
    const page = await browser.tab(address);
    await page.signIn("ann");
    const there = await page.pending();
    expect(there.map(({ mid }) => mid)).toEqual(there.map((_, n) => n + 1));
    const markers = new Map(there.map(({ mid, marker }) => [mid, marker]));
    expect(kept.filter(({ mid, marker }) => markers.get(mid) !== marker)).toEqual([]);
    // One that was kept and not told yet, for each kill.
    expect(there.length - kept.length).toBeLessThanOrEqual(KILLS);

    isDown = false;
    await page.sync();
    expect(await page.status()).toMatchObject({ code: "UP_TO_DATE", unsent: 0 });
    expect(await page.things()).toEqual([{ n: there.length }]);
    expect(there.filter(({ marker }) => server.judged(marker).length !== 1)).toEqual([]);
  });

  test("two tabs take turns at sending; when one is closed, the other sends what it left", {
    timeout: 60_000,
  }, async () => {
    await opened();
    const tabs = [await browser.tab(address), await browser.tab(address)] as const;
    for (const tab of tabs) {
      await tab.signIn("ann");
      await tab.start();
    }
    await Promise.all(Array.from({ length: 60 }, (_, n) => tabs[n % 2]!.enqueue(`t${n}`)));
    isDown = true;
    await tabs[0].enqueue("left");
    await tabs[0].tab.close();
    isDown = false;
    for (let waited = 0; (await tabs[1].pending()).length > 0 && waited < 200; waited++) await sleep(100);
    expect(await tabs[1].pending()).toEqual([]);
    for (let n = 0; n < 60; n++) expect(server.judged(`t${n}`), `t${n}`).toEqual(["APPLIED"]);
    expect(server.judged("left")).toEqual(["APPLIED"]);
    expect(mostPushesAtOnce).toBe(1);
  });

  test("where storage is blocked, it says at once that nothing is saved", { timeout: 60_000 }, async () => {
    await opened({ profile: { default_content_setting_values: { cookies: 2 } } });
    const page = await browser.tab(address);
    expect(await page.signIn("ann")).toBe("not-saved");
    expect(await page.enqueue("m1")).toBe("not-saved");
    expect(await page.status()).toMatchObject({ code: "BLOCKED", notSaved: "not-saved", problem: "storage-failed" });
  });

  test("where storage is full, it says so, keeps what it had, and goes on when there is room", {
    timeout: 60_000,
  }, async () => {
    await opened();
    isDown = true;
    const page = await browser.tab(address);
    const devtools = await page.tab.context().newCDPSession(page.tab);
    const origin = address.slice(0, -1);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 2_000_000 });
    await page.signIn("ann");
    let full = 0;
    while ((await page.enqueue(`f${full + 1}`, 100_000)) === full + 1 && full < 100) full++;
    expect(full).toBeGreaterThan(0);
    expect(await page.status()).toMatchObject({ notSaved: "not-saved", unsent: full });
    await devtools.send("Storage.overrideQuotaForOrigin", { origin });
    expect(await page.enqueue("again")).toBe(full + 1);
    const there = (await page.pending()).map(({ marker }) => marker);
    expect(there).toEqual([...Array.from({ length: full }, (_, n) => `f${n + 1}`), "again"]);
    expect((await page.status()).notSaved).toBeNull();
  });
});
