import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "../../../..");

export const place = (path: string): string => join(ROOT, path);

export const text = (path: string): string => readFileSync(place(path), "utf8");

export const yaml = (path: string): unknown => parse(text(path), { merge: true });

export const schema = (name: string): object =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../schemas", name), "utf8"));

/** The settings that `.env.example` describes, with the defaults that it names. */
export const defaults = (): Map<string, string> =>
  new Map(
    [...text(".env.example").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map((m) => [m[1] as string, m[2] as string]),
  );

export const settings = (): Set<string> => new Set(defaults().keys());
