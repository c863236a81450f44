import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { serve } from "./http-model.ts";
import { ModelServer } from "./simulation/server.ts";

const DRIVER = fileURLToPath(new URL("../test-driver/driver.ts", import.meta.url));

async function drive(base: string, folder: string) {
  const child = spawn(process.execPath, [DRIVER, base, "ann", "F1", "token-of-ann", folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => JSON.parse((await lines.next()).value as string);
  expect(await answer()).toEqual({ ready: true });
  const ask = (line: object) => {
    child.stdin.write(`${JSON.stringify(line)}\n`);
    return answer();
  };
  return { child, ask };
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("over HTTP and SQLite: a killed process starts again with what it had, and sends it once", async () => {
  const server = new ModelServer({}, () => 0.5);
  server.isHealed = true;
  const folder = mkdtempSync(join(tmpdir(), "careturn-driver-"));
  const { http, port } = await serve(server);
  const base = `http://127.0.0.1:${port}`;
  try {
    const offline = await drive("http://127.0.0.1:1", folder);
    const args = { marker: "m1", id: "thing1" };
    expect(await offline.ask({ do: "enqueue", name: "count", args })).toEqual({ mid: 1 });
    await killed(offline.child);
    const online = await drive(base, folder);
    expect(await online.ask({ do: "sync" })).toMatchObject({ code: "UP_TO_DATE", unsent: 0 });
    expect(await online.ask({ do: "rows", kind: "thing" })).toEqual([{ n: 1 }]);
    expect(server.judged("m1")).toEqual(["APPLIED"]);
    await killed(online.child);
  } finally {
    http.close();
    rmSync(folder, { recursive: true });
  }
});
