import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The repository; paths of documents are told from here, with slashes. */
export const ROOT = new URL("../../../", import.meta.url).pathname;
export const DIST = new URL("../dist/", import.meta.url).pathname;

export const inRoot = (path: string): string => join(ROOT, path);
export const read = (path: string): string => readFileSync(inRoot(path), "utf8");
export const exists = (path: string): boolean => existsSync(inRoot(path));
export const isFolder = (path: string): boolean => exists(path) && statSync(inRoot(path)).isDirectory();

const LEFT_OUT = new Set(["node_modules", "dist", "target", "reports"]);

/** The files beneath a folder whose names end so. */
export function filesIn(folder: string, ending: string): string[] {
  return readdirSync(inRoot(folder), { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.has(name) && !name.startsWith("."))
    .flatMap((file) => {
      const path = `${folder}/${file.name}`;
      if (file.isDirectory()) return filesIn(path, ending);
      return path.endsWith(ending) ? [path] : [];
    })
    .sort();
}
