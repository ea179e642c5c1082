import * as z from "zod";
import { dayOrToday, newPerson, selector, staffRole, staffType } from "./fields.ts";

const ownTeacher = selector.describe(
  "a sourcedId, or first, second, … of the section's own staff, the primary teacher first",
);
const sectionsOfLeaver = z
  .enum(["end", "keep"])
  .default("end")
  .describe("end: he leaves his sections as of yesterday; keep: he stays on them");

/** What can happen to staff: district assignments, and places on sections (Campus facts A.9). */
export const staffSchemas = [
  z.strictObject({
    action: z.literal("hire-staff"),
    school: selector,
    ...newPerson,
    role: staffRole.default("teacher"),
    sections: z.array(selector).max(50).default([]),
    staffType: staffType.default("P"),
  }),
  z.strictObject({
    action: z.literal("assign-staff"),
    section: selector,
    user: selector.describe("counts teachers, or for staffType S anyone"),
    staffType: staffType.default("T"),
    beginDate: dayOrToday,
  }),
  z.strictObject({
    action: z.literal("end-staff"),
    section: selector,
    teacher: ownTeacher,
  }),
  z.strictObject({
    action: z.literal("replace-teacher"),
    section: selector,
    teacher: ownTeacher.default("first"),
    by: selector.describe("counts teachers"),
    beginDate: dayOrToday,
  }),
  z.strictObject({
    action: z.literal("end-assignment"),
    user: selector,
    school: selector.exactOptional().describe("everywhere when absent"),
    how: z
      .enum(["end", "drop"])
      .default("end")
      .describe("end: the assignment stays with yesterday as last day; drop: it vanishes"),
    sections: sectionsOfLeaver,
  }),
  z.strictObject({
    action: z.literal("change-role"),
    user: selector,
    role: staffRole,
    school: selector.exactOptional().describe("everywhere when absent"),
    how: z
      .enum(["replace", "add"])
      .default("replace")
      .describe("replace: the roles that he has become this one; add: he has both"),
    sections: sectionsOfLeaver.describe(
      "what becomes of his sections when he is no teacher any more",
    ),
  }),
] as const;
