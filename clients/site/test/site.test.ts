import { expect, test } from "vitest";
import { asvsFaults, asvsRows } from "../src/asvs.ts";
import { generated } from "../src/generated.ts";
import { makeHelp } from "../src/help.ts";
import { licenceFaults } from "../src/licences.ts";
import { deadLinks } from "../src/links.ts";
import { render, slug } from "../src/markdown.ts";
import { exists, read } from "../src/places.ts";
import { makeSite } from "../src/site.ts";
import { type Story, stories, storyFaults, testFiles, traceability } from "../src/stories.ts";

test("every document has its place, and every link leads somewhere", () => {
  expect(makeSite().faults).toEqual([]);
  expect(makeHelp().faults).toEqual([]);
});

test("a dead link is found: a file, a folder, a heading", () => {
  const source = "# One\n\n[a](nowhere.md) [b](#two) [c](#one) [d](decisions) [e](../server) [f](https://example.org)";
  const found = deadLinks([render("docs/operations.md", source, () => undefined)]);
  expect(found).toEqual([
    "docs/operations.md: nowhere.md doesn't exist",
    "docs/operations.md: #two names no heading of docs/operations.md",
    "docs/operations.md: ../server is a folder without a README.md",
  ]);
});

test("headings have the names that GitHub gives them", () => {
  expect(slug("A call's way through the system")).toBe("a-calls-way-through-the-system");
  expect(slug("US-PAT-01 Register with my phone")).toBe("us-pat-01-register-with-my-phone");
  expect(slug("الرسائل واللغة")).toBe("الرسائل-واللغة");
});

test.each([...generated()])("%s is current (npm run docs -w @careturn/site)", (path, text) => {
  expect(exists(path) ? read(path) : "").toBe(text);
});

test("every story has tests that exist, screens that exist, and known requirements", () => {
  expect(stories().length).toBeGreaterThan(60);
  expect(storyFaults(stories(), testFiles())).toEqual([]);
});

test("what is wrong with a story is found", () => {
  const good: Story = {
    id: "US-PAT-01",
    title: "Register",
    requirements: ["FR-ID-01"],
    tests: ["OneTest"],
    screens: ["help"],
    notShown: "",
  };
  const tests = new Map([["OneTest", "docs/requirements/user-stories.md"]]);
  const faults = (change: Partial<Story>) =>
    storyFaults([{ ...good, ...change }], tests).filter((fault) => fault.startsWith("US-"));
  expect(faults({})).toEqual([]);
  expect(faults({ tests: [] })).toEqual(["US-PAT-01 has no test"]);
  expect(faults({ tests: ["GoneTest"] })).toEqual(["US-PAT-01 names GoneTest, which doesn't exist"]);
  expect(faults({ screens: ["moon"] })).toEqual(['US-PAT-01 names the screen "moon", which is unknown']);
  expect(faults({ requirements: ["FR-ID-99"] })).toEqual(["US-PAT-01 names FR-ID-99, which doesn't exist"]);
  // The document of the tests is in this case the stories themselves, of which only one is known.
  expect(storyFaults([good], tests)).toContain("docs/requirements/user-stories.md names US-PAT-02, which is unknown");
  expect(traceability([good], tests)).toContain("| [US-PAT-01](user-stories.md#us-pat-01-register) | Register |");
});

test("every package has a licence that is taken", () => {
  expect(licenceFaults()).toEqual([]);
});

test("what ASVS asks is shown by tests that exist where it is said to be met", () => {
  expect(asvsRows().length).toBeGreaterThan(100);
  expect(asvsFaults(asvsRows(), testFiles())).toEqual([]);
  const wrong = asvsRows("| 1.1 a | met | x | |\n| 1.2 b | met | x | `NoTest` |\n| 1.3 c | perhaps | x | |");
  expect(asvsFaults(wrong, testFiles())).toEqual([
    "1.1 a is met without a proof",
    "1.2 b names NoTest, which doesn't exist",
    '1.3 c: "perhaps" says nothing',
  ]);
});
