import { z } from "zod";

const selector = z
  .string()
  .min(1)
  .max(255)
  .describe("a sourcedId of either version, or first, second, … tenth");
const text = z.string().max(1_000);

/** Everything that can happen in the SIS, by name. Times come from the clock when it happens. */
export const SisAction = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("activate-trial"),
    school: selector.exactOptional().describe("all schools when absent"),
    name: z.string().min(1).max(255),
  }),
  z.strictObject({
    action: z.literal("withdraw-student"),
    student: selector,
    how: z
      .enum(["drop", "end"])
      .default("drop")
      .describe("drop: the rosters vanish; end: they stay with yesterday as last day"),
  }),
  z.strictObject({
    action: z.literal("transfer-student"),
    student: selector,
    toSchool: selector,
  }),
  z.strictObject({ action: z.literal("enrol-student"), student: selector, section: selector }),
  z.strictObject({
    action: z.literal("rename-user"),
    user: selector,
    givenName: text.exactOptional(),
    familyName: text.exactOptional(),
  }),
  z.strictObject({ action: z.literal("end-staff"), section: selector, teacher: selector }),
  z.strictObject({
    action: z.literal("add-student"),
    school: selector,
    givenName: text,
    familyName: text,
    grade: text.exactOptional(),
    username: text.exactOptional(),
    email: text.exactOptional(),
    sourcedId: z.string().min(1).max(255).exactOptional(),
    sections: z
      .number()
      .int()
      .min(0)
      .max(20)
      .default(6)
      .describe("how many sections of the school to join"),
  }),
]);
export type SisAction = z.infer<typeof SisAction>;
