import * as z from "zod";

/** Decisions of data preparation, and when ids count as changed (F23). */
export const IntegrationMapping = z.strictObject({
  file: z
    .string()
    .min(1)
    .exactOptional()
    .describe(
      "The edited data-prep-users.csv, by its path from this settings file: its Integration-Mapping ID column pairs people with accounts",
    ),
  idChangePercent: z
    .number()
    .min(0)
    .max(100)
    .default(50)
    .describe(
      "F23: when at least this share of the people who have an account have it under another Unique ID, the Users tab is held",
    ),
  idChangeMin: z
    .number()
    .int()
    .min(1)
    .default(5)
    .describe("F23: fewer people than this are not judged"),
});
export type IntegrationMapping = Readonly<z.infer<typeof IntegrationMapping>>;
