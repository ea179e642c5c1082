import * as z from "zod";

/**
 * One row of a Data Prep report as it came back: what stands in the columns that pair a person with an account.
 *
 * `line` is the row as a spreadsheet counts it, the header being the first. Cells are trimmed, empty where there is nothing. `mappingId` is the
 * editable Integration-Mapping ID; the others must be as they were written.
 */
export const DecisionRow = z.strictObject({
  line: z.number().int(),
  schoologyId: z.string(),
  schoologyMatching: z.string(),
  sisMatching: z.string(),
  mappingId: z.string(),
});
export type DecisionRow = Readonly<z.infer<typeof DecisionRow>>;
