import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "../../../..");

export const text = (path: string): string => readFileSync(join(ROOT, path), "utf8");

export const yaml = (path: string): unknown => parse(text(path), { merge: true });

export const schema = (name: string): object =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../schemas", name), "utf8"));

/** The settings that `.env.example` describes. */
export const settings = (): Set<string> =>
  new Set([...text(".env.example").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map((m) => m[1] as string));
