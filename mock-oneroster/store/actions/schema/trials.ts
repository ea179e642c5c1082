import * as z from "zod";
import { anySchool, trialName } from "./fields.ts";

/** What can happen to the trials of a schedule (Campus facts A.7). */
export const trialSchemas = [
  z.strictObject({
    action: z.literal("activate-trial"),
    school: anySchool,
    name: trialName.describe("a new name makes a copy of the active trial"),
  }),
  z.strictObject({
    action: z.literal("create-trial"),
    school: anySchool,
    name: trialName,
    holds: z
      .enum(["copy", "empty", "rolled-in"])
      .default("copy")
      .describe("rolled-in: the section list of last year, or of now, without people (F03)"),
  }),
  z.strictObject({
    action: z.literal("lock-trial"),
    school: anySchool,
    name: trialName,
    locked: z.boolean().default(true),
  }),
] as const;
