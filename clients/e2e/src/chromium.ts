import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { until } from "./until.ts";

/** The system's; Playwright's own browsers aren't used. */
export const CHROMIUM = process.env.CARETURN_CHROMIUM || "/usr/bin/chromium";

export const CHROMIUM_OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** A browser with a folder of its own, which may be killed like by a power cut and opened again. */
export class OwnBrowser {
  private readonly profile: string;
  private process: ChildProcess | null = null;
  private browser: Browser | null = null;
  /** Where other programs reach it. */
  port = 0;

  constructor(profile: string) {
    this.profile = profile;
  }

  async open(): Promise<Page> {
    const portFile = join(this.profile, "DevToolsActivePort");
    await rm(portFile, { force: true });
    const options = ["--headless=new", "--remote-debugging-port=0", `--user-data-dir=${this.profile}`, "--lang=en-IE"];
    this.process = spawn(CHROMIUM, [...CHROMIUM_OPTIONS, ...options, "about:blank"], {
      // A group of its own, so that its helpers die with it.
      detached: true,
      stdio: "ignore",
      env: { ...process.env, TZ: "Asia/Kathmandu" },
    });
    const { pid } = this.process;
    // Whoever breaks off the tests leaves no browser behind.
    const end = () => pid && process.kill(-pid, "SIGKILL");
    process.once("exit", end);
    this.process.once("exit", () => process.off("exit", end));
    this.port = await until("the browser opens", async () => {
      const text = existsSync(portFile) ? await readFile(portFile, "utf8") : "";
      return Number(text.split("\n")[0]) || undefined;
    });
    this.browser = await chromium.connectOverCDP(`http://127.0.0.1:${this.port}`);
    const [context] = this.browser.contexts();
    return context!.pages()[0] ?? (await context!.newPage());
  }

  /** Until the browser has brought to the disk what the page keeps beside its databases: that takes it some seconds. */
  async hasKept(text: string): Promise<void> {
    const folder = join(this.profile, "Default/Local Storage/leveldb");
    await until(`the browser keeps ${text}`, async () => {
      const files = await readdir(folder).catch(() => []);
      for (const file of files) if ((await readFile(join(folder, file), "latin1")).includes(text)) return true;
      return false;
    });
  }

  async kill(): Promise<void> {
    const { process: running, browser } = this;
    if (!running?.pid || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, "exit");
    process.kill(-running.pid, "SIGKILL");
    await gone;
    await browser?.close().catch(() => undefined);
    this.process = null;
  }
}
