import { filesIn } from "./places.ts";

export interface Chapter {
  title: string;
  /** Documents by their path in the repository, in the order of reading. */
  documents: string[];
}

const manuals = (language: string) => filesIn(`docs/manuals/${language}`, ".md");

/** The order in which the site is read. A document that stands in no chapter fails the build. */
export const CHAPTERS: readonly Chapter[] = [
  { title: "Begin", documents: ["README.md", "CHANGELOG.md", "docs/report.md"] },
  { title: "Manuals", documents: ["docs/manuals/README.md", ...manuals("en")] },
  { title: "Manuales", documents: manuals("es") },
  { title: "دليل المريض", documents: manuals("ar") },
  { title: "Rollout", documents: filesIn("docs/rollout", ".md").sort(readmeFirst) },
  {
    title: "Operations",
    documents: [
      "docs/operations.md",
      "docs/growth.md",
      "docs/support.md",
      ...filesIn("docs/runbooks", ".md").sort(readmeFirst),
      "docs/mobile.md",
      "clients/mobile/store.md",
      "docs/replay.md",
    ],
  },
  { title: "Programs", documents: ["docs/api-guide.md", "docs/sync.md"] },
  {
    title: "Requirements",
    documents: [
      "docs/requirements/README.md",
      "docs/requirements/user-stories.md",
      "docs/requirements/traceability.md",
      "docs/requirements/functional.md",
      "docs/requirements/non-functional.md",
      "docs/requirements/open-questions.md",
    ],
  },
  {
    title: "Architecture",
    documents: [
      "docs/architecture.md",
      "docs/modules.md",
      "docs/security-model.md",
      "docs/asvs.md",
      "docs/states.md",
      "docs/appointment-states.md",
      "docs/notification-states.md",
      "docs/erd.md",
    ],
  },
  {
    title: "Develop",
    documents: [
      "CONTRIBUTING.md",
      "SECURITY.md",
      "docs/how-to-add.md",
      "docs/licences.md",
      "docs/licences-server.md",
      "clients/web/README.md",
      "clients/public/README.md",
      "clients/mobile/README.md",
      "clients/e2e/README.md",
      "clients/site/README.md",
      "clients/packages/delivery/schemas/README.md",
    ],
  },
  { title: "Decisions", documents: filesIn("docs/decisions", ".md").sort(readmeFirst) },
];

function readmeFirst(a: string, b: string): number {
  return Number(b.endsWith("README.md")) - Number(a.endsWith("README.md")) || a.localeCompare(b);
}
