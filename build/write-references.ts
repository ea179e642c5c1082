import { writeReferences } from "./reference.ts";

await writeReferences("docs/reference");
