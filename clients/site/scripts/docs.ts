import { writeFileSync } from "node:fs";
import { generated } from "../src/generated.ts";
import { inRoot } from "../src/places.ts";

for (const [path, text] of generated()) writeFileSync(inRoot(path), text);
