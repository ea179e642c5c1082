import * as z from "zod";
import { anySchool, day, enrollmentsOfGone, removal, selector, text } from "./fields.ts";

const term = selector.describe(
  "a sourcedId, first, second, … or a title, which the terms of several schools may have (F13)",
);
const section = selector;

/** What can happen to terms, schools, courses and sections. */
export const scheduleSchemas = [
  z.strictObject({
    action: z.literal("move-term-date"),
    term,
    school: anySchool,
    startDate: day.exactOptional(),
    endDate: day.exactOptional(),
  }),
  z.strictObject({ action: z.literal("rename-term"), term, school: anySchool, title: text }),
  z.strictObject({
    action: z.literal("add-term"),
    school: selector,
    title: text,
    type: z.enum(["term", "semester", "gradingPeriod"]).default("term"),
    startDate: day,
    endDate: day,
  }),
  z.strictObject({
    action: z.literal("rename-school"),
    school: selector,
    name: text.exactOptional(),
    identifier: text.exactOptional(),
  }),
  z.strictObject({
    action: z.literal("change-course-code"),
    course: selector.describe(
      "a sourcedId, first, second, … or a code, which the courses of several schools may have (F49)",
    ),
    school: anySchool,
    code: text,
    title: text.exactOptional(),
  }),
  z.strictObject({
    action: z.literal("drop-section"),
    section,
    how: removal,
    enrollments: enrollmentsOfGone,
  }),
  z.strictObject({
    action: z.literal("cancel-class"),
    section,
    moveTo: selector.exactOptional().describe("the section that its students join today"),
  }),
  z.strictObject({
    action: z.literal("move-section-terms"),
    section,
    terms: z
      .array(term)
      .max(20)
      .describe("terms of its school; none leaves a class without terms (F07)"),
  }),
] as const;
