import lighthouse, { type Config, desktopConfig, type Result } from "lighthouse";
import { expect, test } from "../src/test.ts";

const RUNS = 3;

test.describe("Lighthouse", () => {
  test.setTimeout(600_000);

  test("desktop: at least 95 in every category", async ({ ownBrowser, hospital }) => {
    await ownBrowser.open();
    const runs = await measured(ownBrowser.port, `${hospital.network.url}/desk/`, desktopConfig);
    for (const category of Object.keys(runs[0]!.categories)) {
      const score = median(runs.map(({ categories }) => 100 * (categories[category]?.score ?? 0)));
      note(category, `${score}`);
      expect.soft(score, category).toBeGreaterThanOrEqual(95);
    }
  });

  test("throttled phone: largest paint within 2.5 s, blocked at most 200 ms", async ({ ownBrowser, hospital }) => {
    await ownBrowser.open();
    const runs = await measured(ownBrowser.port, `${hospital.network.url}/desk/`);
    const value = (audit: string) => median(runs.map(({ audits }) => audits[audit]?.numericValue ?? Number.NaN));
    note("largest paint", `${Math.round(value("largest-contentful-paint"))} ms`);
    note("blocked", `${Math.round(value("total-blocking-time"))} ms`);
    expect.soft(value("largest-contentful-paint")).toBeLessThanOrEqual(2_500);
    expect.soft(value("total-blocking-time")).toBeLessThanOrEqual(200);
  });
});

async function measured(port: number, url: string, config?: Config): Promise<Result[]> {
  const results: Result[] = [];
  while (results.length < RUNS) {
    const run = await lighthouse(url, { port, output: "json", logLevel: "error" }, config);
    if (!run || run.lhr.runtimeError) throw new Error(`Lighthouse failed: ${run?.lhr.runtimeError?.message ?? url}`);
    results.push(run.lhr);
  }
  return results;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function note(type: string, description: string): void {
  test.info().annotations.push({ type, description });
}
