import { exists, read } from "./places.ts";

export const PICTURES = "docs/manuals/pictures";

/** For each picture what can be read on it that a program says, in the picture's language. */
export type Manifest = Record<string, { language: string; texts: string[] }>;

export function manifest(): Manifest {
  const file = `${PICTURES}/manifest.json`;
  return exists(file) ? (JSON.parse(read(file)) as Manifest) : {};
}
