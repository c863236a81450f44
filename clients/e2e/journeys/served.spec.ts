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
