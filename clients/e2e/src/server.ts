import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { until } from "./until.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;
const WORK = join(ROOT, ".careturn");
const JAR = join(WORK, "app/careturn-exec.jar");
const START_MS = 280_000;

/** The server as ./careturn build left it, with a demo hospital of its own. */
export class Server {
  private process: ChildProcess | null = null;
  private folder = "";
  private readonly port: number;
  private readonly publicUrl: string;

  constructor(port: number, publicUrl: string) {
    this.port = port;
    this.publicUrl = publicUrl;
  }

  get isRunning(): boolean {
    return this.process !== null;
  }

  async start(): Promise<void> {
    if (this.process) return;
    if (!existsSync(JAR)) throw new Error("There is no server to try: run ./careturn build first.");
    if (!this.folder) {
      this.folder = await mkdtemp(join(WORK, "journeys-"));
      // The database runs as somebody else where this runs as root.
      await chmod(this.folder, 0o755);
      await mkdir(join(ROOT, "clients/reports"), { recursive: true });
    }
    const log = openSync(join(ROOT, "clients/reports/journeys-server.log"), "a");
    const started = spawn(join(process.env.JAVA_HOME ?? "", "bin/java"), this.arguments(), {
      cwd: this.folder,
      stdio: ["ignore", log, log],
      env: {
        ...process.env,
        DATABASE_URL: "",
        DATABASE_OWNER_URL: "",
        CARETURN_MODE: "demo",
        CARETURN_DEMO_DATA: "true",
        CARETURN_CLOCK: "",
        CARETURN_DATA_DIR: "data",
        CARETURN_DATABASE_PORT: "0",
        CARETURN_LISTEN: "127.0.0.1",
        CARETURN_PUBLIC_URL: this.publicUrl,
        PORT: String(this.port),
      },
    });
    closeSync(log);
    this.process = started;
    // Whoever breaks off the tests leaves no server behind.
    const end = () => started.kill("SIGKILL");
    process.once("exit", end);
    started.once("exit", () => {
      process.off("exit", end);
      if (this.process === started) this.process = null;
    });
    await until(
      "the server is ready (see clients/reports/journeys-server.log)",
      async () => {
        if (started.exitCode !== null) throw new Error("The server ended; see clients/reports/journeys-server.log.");
        const url = `http://127.0.0.1:${this.port}/actuator/health/readiness`;
        return (await fetch(url).catch(() => null))?.ok;
      },
      START_MS,
    );
  }

  /** As an operator does it. */
  stop(): Promise<void> {
    return this.end("SIGTERM");
  }

  /** As a power cut does it. */
  kill(): Promise<void> {
    return this.end("SIGKILL");
  }

  async remove(): Promise<void> {
    await this.stop();
    // The database notices a moment after the server that it is alone.
    if (this.folder) await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }

  private arguments(): string[] {
    const cache = join(WORK, "app.aot");
    const quick = existsSync(cache) ? [`-XX:AOTCache=${cache}`, "-Xlog:aot*=error"] : [];
    const always = ["-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED", "-Xmx320m"];
    return [...quick, ...always, "-jar", JAR];
  }

  private async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const running = this.process;
    if (!running) return;
    const gone = once(running, "exit");
    running.kill(signal);
    await gone;
    this.process = null;
  }
}
