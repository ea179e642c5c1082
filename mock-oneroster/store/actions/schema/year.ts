import * as z from "zod";

/** What can happen to the school year of the site (Campus facts A.7 and A.10). */
export const yearSchemas = [
  z.strictObject({ action: z.literal("roll-year-over") }),
  z.strictObject({
    action: z.literal("activate-year"),
    year: z
      .string()
      .regex(/^\d{4}$/, 'Write the year in which it ends, in quotes: "2027".')
      .exactOptional()
      .describe("the year in which it ends; the next one when absent"),
  }),
] as const;
