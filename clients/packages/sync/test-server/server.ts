import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const BUILT = fileURLToPath(new URL("../../../../server/target/careturn-exec.jar", import.meta.url));
const JAR = process.env.CARETURN_JAR ?? BUILT;
const LONGEST_START_MS = 360_000;

export interface Running {
  base: string;
  end(): Promise<void>;
}

async function freePort(): Promise<number> {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  taken.close();
  await once(taken, "close");
  return port;
}

/** The built server with a demo hospital and a database of its own, which goes with it. */
export async function start(): Promise<Running> {
  if (!existsSync(JAR))
    throw new Error("The server isn't built: ./careturn build makes server/target/careturn-exec.jar");
  const folder = mkdtempSync(join(tmpdir(), "careturn-outages-"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
  const options = ["-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-jar", JAR];
  // Nothing of the settings of whoever runs the tests.
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  const own = { PORT: String(port), CARETURN_MODE: "demo", CARETURN_DATA_DIR: "data", CARETURN_DATABASE_PORT: "0" };
  const log = openSync(join(folder, "log"), "w");
  const child = spawn(java, options, {
    cwd: folder,
    env: { PATH, HOME, TMPDIR, LANG, ...own },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const exited = once(child, "exit");
  const end = async () => {
    child.kill("SIGTERM");
    await Promise.race([exited, sleep(30_000, undefined, { ref: false })]);
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  };
  const begun = Date.now();
  while (!(await isReady(base))) {
    if (child.exitCode !== null || Date.now() - begun > LONGEST_START_MS) {
      const said = readFileSync(join(folder, "log"), "utf8").slice(-3_000);
      await end();
      throw new Error(`The server didn't start:\n${said}`);
    }
    await sleep(250);
  }
  return { base, end };
}

async function isReady(base: string): Promise<boolean> {
  try {
    return (await signIn(base)) !== null;
  } catch {
    return false;
  }
}

export interface SignIn {
  accessToken: string;
  account: { id: string; roles: { facilityId: string }[] };
}

/** Somebody of the demo hospital's reception; null where the demo isn't loaded yet. */
export async function signIn(base: string): Promise<SignIn | null> {
  const response = await fetch(`${base}/api/v1/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ userName: "reception", password: "careturn-demo", client: "APP" }),
  });
  return response.ok ? ((await response.json()) as SignIn) : null;
}
