import * as z from "zod";
import { Dirt } from "./dirt.ts";

/** The ready-made sizes of a generated district. */
export const DistrictPreset = z.enum(["tiny", "small", "medium", "large", "huge", "vast"]);
export type DistrictPreset = z.infer<typeof DistrictPreset>;

const share = (description: string): z.ZodExactOptional<z.ZodNumber> =>
  z.number().min(0).max(1).exactOptional().describe(description);

/** What a generated district is like, but for its seed and its day. */
export const DistrictShape = z.strictObject({
  preset: DistrictPreset.exactOptional().describe("a ready-made size; small when there is none"),
  students: z.number().int().min(1).exactOptional().describe("overrides the preset's"),
  schools: z.number().int().min(1).exactOptional().describe("overrides the preset's"),
  homerooms: z
    .enum(["with", "without"])
    .exactOptional()
    .describe("whether elementary schools have homeroom classes; they do unless told otherwise"),
  semesters: z
    .enum(["together", "apart"])
    .exactOptional()
    .describe(
      "whether a course of both semesters is one section, or one in each: twice the rosters",
    ),
  gradebook: z
    .enum(["none", "some"])
    .exactOptional()
    .describe(
      "whether sections have line items, results and assessments; none unless told, as some makes three times the rosters",
    ),
  staleTrial: share("of schedules: an inactive trial with sections and rosters; 0 unless told"),
  secondStructure: share(
    "of schools with middle and high grades: the high grades keep terms of their own; usually 0.5",
  ),
  dirt: Dirt.exactOptional(),
});
export type DistrictShape = z.infer<typeof DistrictShape>;
