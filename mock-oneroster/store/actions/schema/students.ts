import * as z from "zod";
import {
  day,
  dayOrToday,
  leaving,
  newPerson,
  sectionCount,
  selector,
  serviceType,
  text,
} from "./fields.ts";

/** What can happen to students and their places in sections. */
export const studentSchemas = [
  z.strictObject({
    action: z.literal("withdraw-student"),
    student: selector,
    how: leaving,
  }),
  z.strictObject({
    action: z.literal("transfer-student"),
    student: selector,
    toSchool: selector,
    how: leaving.describe(
      "drop: rosters and the old school's enrollment vanish; end: they stay with yesterday as last day",
    ),
  }),
  z.strictObject({
    action: z.literal("enrol-student"),
    student: selector,
    section: selector,
    beginDate: dayOrToday,
    endDate: day.exactOptional(),
  }),
  z.strictObject({
    action: z.literal("leave-section"),
    student: selector,
    section: selector.describe("a sourcedId, or first, second, … of the student's own sections"),
    how: leaving,
  }),
  z.strictObject({
    action: z.literal("enrol-at-school"),
    student: selector,
    school: selector,
    serviceType: serviceType.default("S"),
    grade: text.exactOptional().describe("that of his other school when absent"),
    startDate: dayOrToday,
    sections: sectionCount.default(0),
  }),
  z.strictObject({
    action: z.literal("set-no-show"),
    student: selector.describe("first, second, … count no-shows when noShow is false"),
    noShow: z.boolean().default(true),
    rosters: z
      .enum(["drop", "keep"])
      .default("drop")
      .describe("keep: the enrollments point at a student who is not sent (F62)"),
  }),
  z.strictObject({
    action: z.literal("add-student"),
    school: selector,
    ...newPerson,
    grade: text.exactOptional(),
    sections: sectionCount.default(6),
  }),
] as const;
