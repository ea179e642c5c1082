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
});
export type Limits = Readonly<z.infer<typeof Limits>>;
