import { mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { LANGUAGES, manualsOf } from "../src/help.ts";
import { addressOf } from "../src/links.ts";
import { DIST, filesIn } from "../src/places.ts";

/* Each manual and each set of slides as a PDF, from the built pages: npm run build, then npm run pdf. */
const CHROMIUM = process.env.CARETURN_CHROMIUM || "/usr/bin/chromium";
const documents = [
  ...Object.keys(LANGUAGES).flatMap(manualsOf),
  ...filesIn("docs/rollout", ".md").filter((path) => path.includes("slides")),
];
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ["--no-sandbox", "--allow-file-access-from-files"],
});
try {
  for (const source of documents) {
    const page = await browser.newPage();
    await page.goto(`file://${join(DIST, "site", addressOf(source))}`);
    // Pictures below the window are fetched only when they are looked at.
    await page.evaluate(async () => {
      for (const image of document.images) image.loading = "eager";
      await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    });
    const path = join(DIST, "pdf", `${basename(dirname(source))}-${basename(source, ".md")}.pdf`);
    mkdirSync(dirname(path), { recursive: true });
    await page.pdf({
      path,
      format: "A4",
      landscape: source.includes("slides"),
      printBackground: false,
      margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" },
    });
    process.stdout.write(`${path}\n`);
    await page.close();
  }
} finally {
  await browser.close();
}
