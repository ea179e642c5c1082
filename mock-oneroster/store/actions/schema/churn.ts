import * as z from "zod";
import { leaving } from "./fields.ts";

/** Many small changes at once. */
export const churnSchemas = [
  z.strictObject({
    action: z.literal("churn"),
    percent: z.number().min(0).max(100).describe("of the students, at least one unless it is 0"),
    seed: z.union([z.number().int().min(0), z.string().min(1).max(255)]).default(1),
    how: leaving,
  }),
] as const;
