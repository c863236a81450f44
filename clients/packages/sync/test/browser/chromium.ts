import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BrowserContext, chromium, type Page as Tab } from "playwright-core";
import type { Page } from "./page.ts";

const PLACES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export const CHROMIUM = PLACES.find((place) => place && existsSync(place));

/** A browser with a profile that outlives it; its process is ours, so that it can be killed. */
export class Chromium {
  private readonly profile = mkdtempSync(join(tmpdir(), "careturn-chromium-"));
  private child: ChildProcess | null = null;
  private context: BrowserContext | null = null;

  /** @param preferences of the profile, as a person or an administrator sets them */
  constructor(preferences?: object) {
    if (!preferences) return;
    mkdirSync(join(this.profile, "Default"));
    writeFileSync(join(this.profile, "Default", "Preferences"), JSON.stringify(preferences));
  }

  async start(): Promise<void> {
    const port = join(this.profile, "DevToolsActivePort");
    rmSync(port, { force: true });
    const options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
    const where = ["--remote-debugging-port=0", `--user-data-dir=${this.profile}`, "about:blank"];
    // A group of its own: with the browser its helpers are killed.
    this.child = spawn(CHROMIUM!, [...options, ...where], { stdio: "ignore", detached: true });
    for (let waited = 0; !existsSync(port) || readFileSync(port, "utf8").split("\n").length < 2; waited++) {
      if (waited > 600) throw new Error("Chromium doesn't start");
      await sleep(50);
    }
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(port, "utf8").split("\n")[0]}`);
    this.context = browser.contexts()[0]!;
  }

  async tab(address: string): Promise<Page & { tab: Tab }> {
    const tab = await this.context!.newPage();
    await tab.goto(address);
    const ask = (name: string, args: unknown[]) =>
      tab.evaluate(
        ([act, given]) => {
          const { page } = globalThis as unknown as { page: Record<string, (...args: unknown[]) => unknown> };
          return page[act]!(...given);
        },
        [name, args] as const,
      );
    return new Proxy({ tab } as Page & { tab: Tab }, {
      get: (target, name: string) => {
        // Not a promise, though it has every act.
        if (name === "tab" || name === "then") return name === "tab" ? target.tab : undefined;
        return (...args: unknown[]) => ask(name, args);
      },
    });
  }

  /** As a power cut ends it: no page is told. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid!, "SIGKILL");
    await once(child, "exit");
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
