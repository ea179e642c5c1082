import * as z from "zod";
import { day, selector, text } from "./fields.ts";

const task = selector.describe(
  "a sourcedId, first, second, … or a title, which the tasks of several courses may have",
);
const term = selector
  .exactOptional()
  .describe("a sourcedId, first, second, … or a title; all terms when absent");

/** What can happen in the grade book on the SIS side (Campus facts A.11). */
export const gradebookSchemas = [
  z.strictObject({
    action: z.literal("set-grade-item"),
    item: selector,
    title: text.exactOptional(),
    description: text.exactOptional(),
    assignDate: day.exactOptional(),
    dueDate: day.exactOptional(),
    resultValueMin: z.number().exactOptional(),
    resultValueMax: z.number().exactOptional(),
  }),
  z.strictObject({ action: z.literal("open-grading-window"), task, term }),
  z.strictObject({ action: z.literal("close-grading-window"), task, term }),
  z.strictObject({
    action: z.literal("post-grade"),
    section: selector,
    student: selector.describe("a sourcedId, or first, second, … of the section's own students"),
    task: selector.describe("a sourcedId, first, second, … or a title of the course's tasks"),
    term: selector
      .exactOptional()
      .describe(
        "a sourcedId, a title, or first, second, … of the section's terms; that of today when absent",
      ),
    score: z.number().exactOptional(),
    textScore: text.exactOptional().describe("such as A-"),
    comment: text.exactOptional(),
  }),
] as const;
