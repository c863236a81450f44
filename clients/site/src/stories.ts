import { basename } from "node:path";
import { exists, filesIn, read } from "./places.ts";
import { SCREENS } from "./screens.ts";

const STORIES = "docs/requirements/user-stories.md";
export const TRACEABILITY = "docs/requirements/traceability.md";

export interface Story {
  id: string;
  title: string;
  requirements: string[];
  /** By the name of their file. */
  tests: string[];
  screens: string[];
  notShown: string;
}

/** As they stand in the document: a heading, and lines that begin with a word and a colon. */
export function stories(source: string = read(STORIES)): Story[] {
  return source
    .split(/^### (?=US-)/m)
    .slice(1)
    .map((part) => {
      const [, id = "", title = ""] = /^(US-[A-Z]+-\d+) (.*)/.exec(part) ?? [];
      const line = (word: string) =>
        new RegExp(`^${word}: (.*?)(?=\\n\\n|\\n*$(?![\\s\\S]))`, "ms").exec(part)?.[1]?.replace(/\s+/g, " ") ?? "";
      return {
        id,
        title,
        requirements: line("Requirements").match(/N?FR-[A-Z0-9]+-\d+/g) ?? [],
        tests: [...line("Tests").matchAll(/`([^`]+)`/g)].map(([, name]) => basename(name!)),
        screens: line("Screens").split(", ").filter(Boolean),
        notShown: line("Not shown by a test"),
      };
    });
}

/** Where each test is, by the name under which stories know it. */
export function testFiles(): Map<string, string> {
  const java = filesIn("server/src/test/java", "Test.java");
  const clients = [".test.ts", ".test.tsx", ".spec.ts"].flatMap((ending) => filesIn("clients", ending));
  return new Map([...java, ...clients].map((path) => [basename(path, ".java"), path]));
}

/** What doesn't fit together, in words. */
export function storyFaults(all: readonly Story[], tests: ReadonlyMap<string, string>): string[] {
  const known = new Set(all.map(({ id }) => id));
  const requirements = new Set(
    ["functional", "non-functional"].flatMap((name) =>
      [...read(`docs/requirements/${name}.md`).matchAll(/\*\*(N?FR-[A-Z0-9]+-\d+)\*\*/g)].map(([, id]) => id!),
    ),
  );
  return [
    ...all.filter(({ tests: named }) => named.length === 0).map(({ id }) => `${id} has no test`),
    ...all.flatMap(({ id, tests: named }) =>
      named.filter((name) => !tests.has(name)).map((name) => `${id} names ${name}, which doesn't exist`),
    ),
    ...all.flatMap(({ id, screens }) =>
      screens.filter((name) => !SCREENS[name]).map((name) => `${id} names the screen "${name}", which is unknown`),
    ),
    ...all.flatMap(({ id, requirements: named }) =>
      named.filter((name) => !requirements.has(name)).map((name) => `${id} names ${name}, which doesn't exist`),
    ),
    ...Object.entries(SCREENS)
      .filter(([, { source }]) => !exists(source))
      .map(([name, { source }]) => `the screen "${name}" stands in ${source}, which doesn't exist`),
    ...[...tests.values()].flatMap((path) =>
      (read(path).match(/\bUS-[A-Z]{3}-\d{2}\b/g) ?? [])
        .filter((id) => !known.has(id))
        .map((id) => `${path} names ${id}, which is unknown`),
    ),
  ];
}

/** The table of stories, tests and screens. */
export function traceability(all: readonly Story[], tests: ReadonlyMap<string, string>): string {
  const link = (path: string) => `../../${path}`;
  const named = (name: string) => `[${name}](${link(tests.get(name) ?? "")})`;
  const screen = (name: string) => {
    const { address, source } = SCREENS[name]!;
    return `[${name}](${link(source)})${address ? ` \`${address}\`` : ""}`;
  };
  const rows = all.map(
    ({ id, title, tests: of, screens }) =>
      `| [${id}](user-stories.md#${id.toLowerCase()}-${slugOf(title)}) | ${title} | ${of.map(named).join(", ")} | ${screens.map(screen).join(", ")} |`,
  );
  const open = all.filter(({ notShown }) => notShown).map(({ id, notShown }) => `- ${id}: ${notShown}`);
  const byRequirement = new Map<string, string[]>();
  for (const { id, requirements } of all)
    for (const one of requirements) byRequirement.set(one, [...(byRequirement.get(one) ?? []), id]);
  const requirements = [...byRequirement]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([id, of]) => `| ${id} | ${of.join(", ")} |`);
  return `# Stories, tests, screens

Generated from the lines of [user-stories.md](user-stories.md) by \`npm run docs -w @careturn/site\` in \`clients/\`; not to be edited. The test
command fails when a story has no test, names one that doesn't exist, or when this page is out of date.

${all.length} stories, ${new Set(all.flatMap(({ tests: of }) => of)).size} tests, ${new Set(all.flatMap(({ screens }) => screens)).size} screens.

| story | | tests | screens |
| --- | --- | --- | --- |
${rows.join("\n")}

## Not shown by a test

${open.join("\n")}

## Requirements and their stories

| requirement | stories |
| --- | --- |
${requirements.join("\n")}
`;
}

const slugOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");
