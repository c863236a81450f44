import lighthouse, { type Config, desktopConfig, type Result } from "lighthouse";
import { Door } from "../src/door.ts";
import { median, note } from "../src/measure.ts";
import { expect, test } from "../src/test.ts";

const RUNS = 3;
/** An ordinary 3G connection and a cheap phone, as Lighthouse simulates them. */
const PHONE_3G: Config = {
  extends: "lighthouse:default",
  settings: {
    onlyCategories: ["performance"],
    throttling: {
      rttMs: 300,
      throughputKbps: 700,
      requestLatencyMs: 0,
      downloadThroughputKbps: 0,
      uploadThroughputKbps: 0,
      cpuSlowdownMultiplier: 4,
    },
  },
};

test.describe("Lighthouse", () => {
  test.setTimeout(900_000);

  test("desktop: at least 95 in every category", async ({ ownBrowser, hospital }) => {
    await ownBrowser.open();
    const runs = await measured(ownBrowser.port, `${hospital.network.url}/desk/`, desktopConfig);
    for (const category of Object.keys(runs[0]!.categories)) {
      const score = median(runs.map(({ categories }) => 100 * (categories[category]?.score ?? 0)));
      note(category, `${score}`);
      expect.soft(score, category).toBeGreaterThanOrEqual(95);
    }
  });

  test("the desk on a throttled phone: largest paint within 2.5 s, blocked at most 200 ms", async ({
    ownBrowser,
    hospital,
  }) => {
    await ownBrowser.open();
    const { paint, blocked } = figures(await measured(ownBrowser.port, `${hospital.network.url}/desk/`));
    expect.soft(paint).toBeLessThanOrEqual(2_500);
    expect.soft(blocked).toBeLessThanOrEqual(200);
  });

  test("the ticket's page over 3G: readable within 2 s, its script at most 60 kB", async ({ ownBrowser, hospital }) => {
    const door = await Door.open(hospital.network.url);
    const { token } = await door.walkIn("General medicine");
    await ownBrowser.open();
    const url = `${hospital.network.url}/t/${token}`;
    const { paint, script } = figures(await measured(ownBrowser.port, url, PHONE_3G));
    expect.soft(paint).toBeLessThanOrEqual(2_000);
    expect.soft(script).toBeLessThanOrEqual(60_000);
  });

  test("the app on a throttled phone: largest paint within 4 s, its script at most 450 kB", async ({
    ownBrowser,
    hospital,
  }) => {
    await ownBrowser.open();
    const { paint, script } = figures(await measured(ownBrowser.port, `${hospital.network.url}/app/`));
    expect.soft(paint).toBeLessThanOrEqual(4_000);
    expect.soft(script).toBeLessThanOrEqual(450_000);
  });
});

/** Milliseconds until the largest paint and how long it was blocked, and compressed bytes of script before; medians. */
function figures(runs: Result[]): { paint: number; blocked: number; script: number } {
  const value = (audit: string) => median(runs.map(({ audits }) => audits[audit]?.numericValue ?? Number.NaN));
  const [paint, blocked] = [value("largest-contentful-paint"), value("total-blocking-time")];
  const script = median(runs.map(scriptBytes));
  note("largest paint", `${Math.round(paint)} ms`);
  note("blocked", `${Math.round(blocked)} ms`);
  note("script", `${Math.round(script / 1_000)} kB`);
  return { paint, blocked, script };
}

function scriptBytes({ audits }: Result): number {
  const details = audits["network-requests"]?.details as
    | { items: { resourceType?: string; transferSize?: number }[] }
    | undefined;
  const scripts = details?.items.filter(({ resourceType }) => resourceType === "Script") ?? [];
  return scripts.reduce((sum, { transferSize = 0 }) => sum + transferSize, 0);
}

async function measured(port: number, url: string, config?: Config): Promise<Result[]> {
  const results: Result[] = [];
  while (results.length < RUNS) {
    const run = await lighthouse(url, { port, output: "json", logLevel: "error" }, config);
    if (!run || run.lhr.runtimeError) throw new Error(`Lighthouse failed: ${run?.lhr.runtimeError?.message ?? url}`);
    results.push(run.lhr);
  }
  return results;
}
