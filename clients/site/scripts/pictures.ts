import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { freePort } from "../../e2e/src/ports.ts";
import { Server } from "../../e2e/src/server.ts";
import { labelOf, labels } from "../src/labels.ts";
import { type Manifest, manifest, PICTURES } from "../src/pictures.ts";
import { inRoot } from "../src/places.ts";
import { shots, type Taken } from "./shots.ts";

/*
 * The manuals' pictures, from the demo hospital: npm run pictures -w @careturn/site [-- NAME...]
 * Takes the server that ./careturn build left, or the running one that CARETURN_URL names.
 */
const LOCALES: Record<string, string> = { en: "en-IE", es: "es-ES", ar: "ar-EG" };
const CHROMIUM = process.env.CARETURN_CHROMIUM || "/usr/bin/chromium";
const wanted = process.argv.slice(2);

const url = process.env.CARETURN_URL;
if (url) await take(url);
else {
  const port = await freePort();
  const server = new Server(port, `http://localhost:${port}`);
  await server.start();
  try {
    await take(`http://localhost:${port}`);
  } finally {
    await server.remove();
  }
}

async function take(base: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  mkdirSync(inRoot(PICTURES), { recursive: true });
  const taken: Manifest = wanted.length > 0 ? manifest() : {};
  try {
    for (const language of Object.keys(LOCALES)) await takeIn(browser, base, language, taken);
  } finally {
    await browser.close();
  }
  if (process.exitCode) process.stderr.write("Some pictures are missing; the others are kept.\n");
  for (const file of readdirSync(inRoot(PICTURES))) {
    if (file.endsWith(".webp") && !taken[file]) rmSync(join(inRoot(PICTURES), file));
  }
  const sorted = Object.fromEntries(Object.entries(taken).sort(([a], [b]) => a.localeCompare(b)));
  writeFileSync(inRoot(`${PICTURES}/manifest.json`), `${JSON.stringify(sorted, null, 2)}\n`);
}

async function takeIn(browser: Browser, base: string, language: string, taken: Manifest): Promise<void> {
  const all = labels(language);
  const said = new Set([...all.values()].filter((text) => !text.includes("{")));
  const say = (english: string) => labelOf(all, english);
  const context = async (width: number, height: number): Promise<Page> => {
    const own = await browser.newContext({
      baseURL: base,
      viewport: { width, height },
      locale: LOCALES[language]!,
      reducedMotion: "reduce",
      colorScheme: "light",
    });
    return own.newPage();
  };
  const keep = async (name: string, page: Page): Promise<void> => {
    const file = `${name}-${language}.webp`;
    const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
    writeFileSync(inRoot(`${PICTURES}/${file}`), await asWebp(browser, picture));
    const lines = (await page.locator("body").innerText()).split("\n").map((line) => line.trim());
    taken[file] = { language, texts: [...new Set(lines)].filter((line) => said.has(line)).sort() };
    process.stdout.write(`${file}: ${taken[file].texts.length} texts\n`);
  };
  const session: Taken = { language, base, context, keep, say };
  for (const [name, shot] of Object.entries(shots)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    if (!shot.languages.includes(language)) continue;
    await shot.take(session).catch((error: Error) => {
      process.stderr.write(`${name}, ${language}: ${error.message}\n`);
      process.exitCode = 1;
    });
  }
}

/** A third of the size, and as easy to read. */
async function asWebp(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  try {
    const data = await page.evaluate(
      async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = image.width;
        canvas.height = image.height;
        canvas.getContext("2d")!.drawImage(image, 0, 0);
        return canvas.toDataURL("image/webp", 0.82);
      },
      `data:image/png;base64,${png.toString("base64")}`,
    );
    return Buffer.from(data.slice(data.indexOf(",") + 1), "base64");
  } finally {
    await page.close();
  }
}
