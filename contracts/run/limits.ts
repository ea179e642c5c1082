import * as z from "zod";

/** Bounds of reading. Reaching one is a finding, never a silent end. */
export const Limits = z.strictObject({
  pageSize: z
    .number()
    .int()
    .min(1)
    .max(50_000)
    .default(5_000)
    .describe("Records per page asked of the SIS; Infinite Campus allows up to 50,000"),
  pagesMax: z
    .number()
    .int()
    .min(1)
    .default(20_000)
    .describe("After so many pages a collection counts as incomplete"),
  attemptsMax: z
    .number()
    .int()
    .min(1)
    .max(10)
    .default(4)
    .describe("How often one request is tried before it counts as failed"),
  rereadsMax: z
    .number()
    .int()
    .min(0)
    .max(10)
    .default(2)
    .describe("How often a collection is read again when the SIS changed while it was read (F78)"),
  overlapPages: z
    .boolean()
    .default(true)
    .describe(
      "Whether a page begins with the last record of the one before it, where the SIS does not count its records: otherwise a record that went meanwhile shows nowhere (F78)",
    ),
  sisPauseMs: z
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(0)
    .describe("Milliseconds to pause between two requests to the SIS; they are never made at once"),
  deltaOverlapMinutes: z
    .number()
    .int()
    .min(0)
    .max(10_080)
    .default(60)
    .describe(
      "How far a delta reaches back before the reading that it builds upon, for clocks that differ",
    ),
  lmsRequestsAtOnce: z
    .number()
    .int()
    .min(1)
    .max(50)
    .default(8)
    .describe("How many requests to the LMS may be under way while it is read"),
});
export type Limits = Readonly<z.infer<typeof Limits>>;
