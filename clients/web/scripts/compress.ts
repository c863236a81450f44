import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Beside each text file of a build its compressed forms, so that the server compresses nothing. */
const dist = new URL(process.argv[2] ?? "../dist/", import.meta.url).pathname;
for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  if (!/\.(js|css|html|svg|webmanifest)$/.test(file)) continue;
  const path = join(dist, file);
  const content = readFileSync(path);
  if (content.length < 1_024) continue;
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
