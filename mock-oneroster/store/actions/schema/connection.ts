import * as z from "zod";
import { selector } from "./fields.ts";

const idForm = z.enum(["same", "newGuid"]).exactOptional();

/** What can be set for the connection of the other system (Campus facts A.2, A.4 and A.5). */
export const connectionSchemas = [
  z.strictObject({
    action: z.literal("narrow-connection"),
    schools: z
      .array(selector)
      .max(10_000)
      .exactOptional()
      .describe("the schools that stay visible; all again when absent"),
  }),
  z.strictObject({
    action: z.literal("set-trials-exposed"),
    trials: z.enum(["activeOnly", "all"]),
  }),
  z.strictObject({
    action: z.literal("set-id-policy"),
    user: idForm,
    org: idForm,
    academicSession: idForm,
    course: idForm,
    class: idForm,
    enrollment: idForm,
  }),
  z.strictObject({
    action: z.literal("set-account-rule"),
    require12Account: z.boolean().describe("whether 1.2 too leaves out people without an account"),
  }),
  z.strictObject({
    action: z.literal("set-grade-book-sync"),
    gradeBookSync: z
      .boolean()
      .describe("whether the connection has it: relatives are sent with it only, and grades pass"),
    guardians: z
      .enum(["always", "withGradeBookSync"])
      .exactOptional()
      .describe("whether guardians need it too; as before when absent"),
  }),
] as const;
