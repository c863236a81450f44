import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { api } from "../src/index.ts";

/** FR-API-01 */
test("the description has no fault that the strict rules of redocly.yaml know", { timeout: 180_000 }, () => {
  const output = execFileSync("npm", ["run", "-s", "lint"], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, NO_COLOR: "1", REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(output).not.toMatch(/^ +\d+:\d+ +(warning|error) /m);
});

test("the generated client asks what it is told to ask", async () => {
  const asked: string[] = [];
  const client = api({
    baseUrl: "http://server.test",
    fetch: async (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      return Response.json({ items: [] });
    },
  });
  await client.GET("/api/v1/facilities/{facilityId}", {
    params: { path: { facilityId: "01890a5d-ac96-774b-bcce-b302099a8057" } },
  });
  expect(asked).toEqual(["GET /api/v1/facilities/01890a5d-ac96-774b-bcce-b302099a8057"]);
});
