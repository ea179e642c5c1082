import * as z from "zod";
import { Diagnostic } from "./diagnostic.ts";

/**
 * What became of one batch of a plan's changes, as a run notes it when the batch is done.
 *
 * `batch` counts from 0 in the order of the plan; a plan falls into the same batches each time. `learned` are
 * the LMS ids of what was made: collection, natural key, id. `failed` are places of changes in the batch.
 */
export const ApplyNote = z.strictObject({
  batch: z.number().int().min(0),
  learned: z.array(
    z.tuple([
      z.enum(["buildings", "gradingPeriods", "roles", "users", "courses", "sections"]),
      z.string(),
      z.string(),
    ]),
  ),
  failed: z.array(z.number().int().min(0)),
  diagnostics: z.array(Diagnostic),
});
export type ApplyNote = Readonly<z.infer<typeof ApplyNote>>;
