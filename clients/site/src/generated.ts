import { LICENCES, licencesPage } from "./licences.ts";
import { MODULES, modulesPage } from "./modules.ts";
import { stories, TRACEABILITY, testFiles, traceability } from "./stories.ts";

/** Pages that are made from what there is, by their path. */
export function generated(): Map<string, string> {
  return new Map([
    [TRACEABILITY, traceability(stories(), testFiles())],
    [MODULES, modulesPage()],
    [LICENCES, licencesPage()],
  ]);
}
