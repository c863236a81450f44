import { basename, dirname } from "node:path";
import { filesIn, read } from "./places.ts";

export const MODULES = "docs/modules.md";
const SOURCES = "server/src/main/java/org/careturn";

interface Module {
  name: string;
  summary: string;
  uses: string[];
  isOpen: boolean;
}

/** From each module's package-info.java; ModulesTest holds the code to what it declares. */
function modules(): Module[] {
  return filesIn(SOURCES, "/package-info.java")
    .filter((path) => dirname(dirname(path)) === SOURCES && read(path).includes("ApplicationModule"))
    .map((path) => {
      const source = read(path);
      const comment = /\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? "";
      const summary = comment
        .replace(/^\s*\* ?/gm, " ")
        .replace(/<[^>]+>|\{@\w+ ([^}]*)\}/g, "$1")
        .replace(/\s+/g, " ")
        .trim();
      const allowed = /allowedDependencies\s*=\s*(\{[\s\S]*?\}|"[^"]*")/.exec(source)?.[1] ?? "";
      return {
        name: basename(dirname(path)),
        summary,
        uses: [...new Set([...allowed.matchAll(/"([a-z]+)[^"]*"/g)].map(([, name]) => name!))],
        isOpen: source.includes("Type.OPEN"),
      };
    });
}

/** What stands one step away: a module that another used module uses too is left out of the drawing. */
function nearest(all: readonly Module[], { uses }: Module): string[] {
  const reached = (name: string, seen = new Set<string>()): Set<string> => {
    for (const next of all.find((module) => module.name === name)?.uses ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        reached(next, seen);
      }
    }
    return seen;
  };
  return uses.filter((name) => !uses.some((other) => other !== name && reached(other).has(name)));
}

export function modulesPage(): string {
  const all = modules();
  const arrows = all.flatMap((module) => nearest(all, module).map((name) => `  ${module.name} --> ${name}`));
  const rows = all.map(
    ({ name, summary, uses, isOpen }) => `| \`${name}\`${isOpen ? " (open)" : ""} | ${summary} | ${uses.join(", ")} |`,
  );
  return `# Modules of the server

Generated from each module's \`package-info.java\` by \`npm run docs -w @careturn/site\`; not to be edited. \`ModulesTest\` fails when the code uses
what isn't declared. An arrow means "may use"; arrows that follow from others are left out of the drawing.

\`\`\`mermaid
flowchart TD
${arrows.join("\n")}
\`\`\`

| module | is | may use |
| --- | --- | --- |
${rows.join("\n")}
`;
}
