import { signIn } from "../src/people.ts";
import { expect, test } from "../src/test.ts";

test("the desk's pages are served with what protects and what speeds up", async ({ request }) => {
  const page = await request.get("/desk/board");
  expect(page.status()).toBe(200);
  const headers = page.headers();
  const policy = headers["content-security-policy"] ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("object-src 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["permissions-policy"]).toContain("camera=()");
  expect(headers["cache-control"]).toContain("no-cache");

  const script = /src="(\/desk\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1];
  expect(script).toBeDefined();
  const program = await request.get(script!, { headers: { "Accept-Encoding": "br" } });
  expect(program.headers()["content-encoding"]).toBe("br");
  expect(program.headers()["cache-control"]).toContain("immutable");
  const worker = await request.get("/desk/worker.js");
  expect(worker.headers()["cache-control"]).toContain("no-cache");

  expect((await request.get("/desk/assets/not-there.js")).status()).toBe(404);
  expect((await request.get("/desk")).url()).toMatch(/\/desk\/$/);
});

test("the first load of reception stays within 220 kB", async ({ browser, baseURL }) => {
  // Compressed, as it goes over the wire; what the worker fetches for later isn't part of it.
  const page = await browser.newPage({ baseURL: baseURL!, serviceWorkers: "block", locale: "en-IE" });
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  const bytes = new Map<string, number>();
  const addresses = new Map<string, string>();
  wire.on("Network.requestWillBeSent", ({ requestId, request }) => addresses.set(requestId, request.url));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  await signIn(page, "reception");
  const program = [...bytes].filter(([id]) => /\/desk\/(assets\/|board|$)/.test(addresses.get(id) ?? ""));
  const total = program.reduce((sum, [, size]) => sum + size, 0);
  test.info().annotations.push({ type: "first load", description: `${(total / 1_000).toFixed(1)} kB` });
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThanOrEqual(220_000);
  await page.close();
});
