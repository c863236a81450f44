import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * That the app can be built for phones, as far as it is without Android's and Apple's tools: Metro's bundles, compiled to
 * Hermes' bytecode, and the native projects that Expo makes of app.config.ts. ./careturn test --all calls it.
 */
const root = new URL("../", import.meta.url).pathname;
const work = mkdtempSync(join(tmpdir(), "app-devices-"));
const env = { ...process.env, CI: "1", EXPO_NO_TELEMETRY: "1", EXPO_OFFLINE: "1", NODE_ENV: "production" as const };
const HERMES = 0x1f1903c103bc1fc6n;

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

function check(is: boolean, text: string): void {
  if (!is) fail(text);
}

try {
  const out = join(work, "export");
  execFileSync("expo", ["export", "-p", "android", "-p", "ios", "--output-dir", out], {
    cwd: root,
    stdio: "inherit",
    env,
  });
  for (const system of ["android", "ios"]) {
    const folder = join(out, "_expo/static/js", system);
    const bundles = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".hbc")) : [];
    check(bundles.length > 0, `There is no bundle for ${system}.`);
    const bundle = readFileSync(join(folder, bundles[0]!));
    check(bundle.readBigUInt64LE(0) === HERMES, `The bundle for ${system} isn't Hermes' bytecode.`);
    process.stdout.write(`${system}: ${Math.round(bundle.length / 1024)} kB of bytecode\n`);
  }

  // In a copy: the native projects aren't kept, and a half made one must not stay.
  const copy = join(root, "..", `.app-prebuild-${process.pid}`);
  try {
    for (const name of [
      "app.config.ts",
      "index.ts",
      "package.json",
      "assets",
      "babel.config.js",
      "metro.config.js",
      "src",
    ]) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    if (existsSync(join(root, "node_modules"))) symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    execFileSync("expo", ["prebuild", "--no-install", "-p", "all"], { cwd: copy, stdio: "inherit", env });
    const manifest = readFileSync(join(copy, "android/app/src/main/AndroidManifest.xml"), "utf8");
    check(manifest.includes('android:pathPrefix="/app/"'), "Android doesn't open links to /app/.");
    check(manifest.includes('android:allowBackup="false"'), "Android would copy the patient's data to a backup.");
    const apple = readdirSync(join(copy, "ios")).find((name) => name.endsWith(".xcodeproj"));
    check(apple !== undefined, "There is no project for Xcode.");
    process.stdout.write("prebuild: both native projects\n");
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
