import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/**
 * The web app of clients/mobile in {@code dist}: Metro's export, a worker that keeps exactly these files for the time
 * without a network, and beside each text file its compressed forms, so that the server compresses nothing.
 */
const root = new URL("../", import.meta.url).pathname;
const dist = process.argv[2] ?? join(root, "dist");

rmSync(dist, { recursive: true, force: true });
execFileSync("expo", ["export", "-p", "web", "--output-dir", dist], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, CI: "1", EXPO_NO_TELEMETRY: "1", EXPO_OFFLINE: "1", NODE_ENV: "production" },
});

const files = readdirSync(dist, { recursive: true, encoding: "utf8", withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1))
  .filter((name) => !/\.(map|br|gz)$|metadata\.json$/.test(name))
  .sort();
const digest = createHash("sha256");
for (const name of files) digest.update(name).update(readFileSync(join(dist, name)));
const worker = readFileSync(join(root, "scripts/worker.js"), "utf8")
  .replace("__VERSION__", digest.digest("hex").slice(0, 16))
  .replace('"__FILES__"', JSON.stringify(files.map((name) => `/app/${name}`)));
writeFileSync(join(dist, "worker.js"), worker);

for (const name of [...files, "worker.js"]) {
  if (!/\.(js|css|html|svg|webmanifest)$/.test(name)) continue;
  const path = join(dist, name);
  const content = readFileSync(path);
  if (content.length < 1_024) continue;
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
