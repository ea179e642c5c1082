import * as z from "zod";
import type { GradeRecord } from "../../store/records.ts";
import { defineAction } from "./action-record.ts";
import { NameText } from "./find-objects.ts";
import * as book from "./gradebook-people.ts";
import * as setup from "./gradebook-setup-people.ts";

const section = {
  sectionSchoolCode: NameText.describe("section school code, or the id of a section without one"),
};
const Amount = z.number().min(-1e6).max(1e6);
const LongText = z.string().max(100_000);
const item = {
  ...section,
  item: z.union([NameText, z.int().min(1)]).describe("title or id of the item"),
};
const cell = { ...item, schoolUid: NameText.describe("Unique ID of the member") };

export const createItem = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("create-item"),
      ...section,
      title: NameText,
      type: z.enum(["assignment", "discussion", "assessment"]).exactOptional(),
      description: LongText.exactOptional(),
      due: z.string().max(30).exactOptional().describe("YYYY-MM-DD HH:MM:SS where the school is"),
      category: NameText.exactOptional(),
      gradingPeriod: NameText.exactOptional(),
      scale: NameText.exactOptional(),
      maxPoints: Amount.exactOptional(),
      factor: Amount.exactOptional(),
      midtermOrFinal: z.boolean().exactOptional(),
      published: z.boolean().exactOptional(),
      countInGrade: z.boolean().exactOptional(),
      collectedOnly: z.boolean().exactOptional(),
      assignees: z.array(NameText).max(10_000).exactOptional(),
      syncToSis: z.boolean().exactOptional(),
      gradingTask: NameText.exactOptional(),
    })
    .describe("a teacher creates an assignment, a discussion or an assessment"),
  perform: ({ world }, action) => ({
    assignmentId: book.createItem(world, action).id,
  }),
});

export const deleteItem = defineAction({
  schema: z
    .strictObject({ kind: z.literal("delete-item"), ...item })
    .describe("a teacher deletes an item with its grades (F102)"),
  perform: ({ world }, action) => ({ assignmentId: book.deleteItemByHand(world, action).id }),
});

export const publishItem = defineAction({
  schema: z
    .strictObject({ kind: z.literal("publish-item"), ...item, published: z.boolean() })
    .describe("a teacher publishes an item or takes it back (F103)"),
  perform: ({ world }, action) => ({ assignmentId: book.publishItem(world, action).id }),
});

export const moveItem = defineAction({
  schema: z
    .strictObject({ kind: z.literal("move-item"), ...item, category: NameText.nullable() })
    .describe("a teacher moves an item to another category, or to none"),
  perform: ({ world }, action) => ({ assignmentId: book.moveItemToCategory(world, action).id }),
});

export const setSyncToSis = defineAction({
  schema: z
    .strictObject({ kind: z.literal("set-sync-to-sis"), ...item, syncToSis: z.boolean() })
    .describe("a teacher ticks or unticks Sync to SIS of an item"),
  perform: ({ world }, action) => ({ assignmentId: book.setSyncToSis(world, action).id }),
});

export const setGradingTask = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("set-grading-task"),
      ...item,
      gradingTask: z.string().max(255).describe("empty for none"),
    })
    .describe("a teacher chooses the grading task of the SIS that an item is for"),
  perform: ({ world }, action) => ({ assignmentId: book.setGradingTask(world, action).id }),
});

export const grade = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("grade"),
      ...cell,
      grade: z.union([Amount, z.string().max(100)]).nullable(),
    })
    .describe("a teacher grades a member"),
  perform: ({ world }, action) => written(book.gradeMember(world, action)),
});

export const setException = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("set-exception"),
      ...cell,
      exception: z.enum(["excused", "incomplete", "missing", "none"]),
    })
    .describe("a teacher excuses a member, or marks work as incomplete or missing (F100)"),
  perform: ({ world }, action) => written(exceptions[action.exception](world, action)),
});

const exceptions = {
  excused: book.excuseMember,
  incomplete: book.markIncomplete,
  missing: book.markMissing,
  none: book.clearException,
} as const;

export const comment = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("comment"),
      ...cell,
      comment: LongText,
      visible: z.boolean().default(true),
    })
    .describe("a teacher comments on a grade"),
  perform: ({ world }, action) => written(book.commentOnGrade(world, action)),
});

export const scoreAutomatically = defineAction({
  schema: z
    .strictObject({ kind: z.literal("score-automatically"), ...cell, score: Amount })
    .describe("the LMS scores an assessment by itself"),
  perform: ({ world }, action) => written(book.scoreAutomatically(world, action)),
});

export const overrideFinalGrade = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("override-final-grade"),
      ...section,
      schoolUid: NameText,
      period: NameText.describe("title of a grading period, other, or final"),
      grade: Amount.nullable(),
    })
    .describe("a teacher overrides a computed grade of a period, or the final one (F104)"),
  perform: ({ world }, action) => {
    book.overrideFinalGrade(world, action);
    return {};
  },
});

export const createCategory = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("create-category"),
      ...section,
      title: NameText,
      calculation: z.enum(["percent", "totalPoints"]).exactOptional(),
      weight: Amount.exactOptional(),
      dropLowest: z.int().min(0).max(10).exactOptional(),
    })
    .describe("a teacher creates a grading category"),
  perform: ({ world }, action) => ({
    categoryId: setup.createCategory(world, action).id,
  }),
});

export const deleteCategory = defineAction({
  schema: z
    .strictObject({ kind: z.literal("delete-category"), ...section, title: NameText })
    .describe("a teacher deletes a grading category; its items become ungraded"),
  perform: ({ world }, action) => ({ categoryId: setup.deleteCategoryByHand(world, action).id }),
});

export const createGroup = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("create-group"),
      ...section,
      title: NameText,
      members: z.array(NameText).max(10_000),
    })
    .describe("a teacher creates a grading group"),
  perform: ({ world }, action) => ({ groupId: setup.createGroup(world, action).id }),
});

const PercentLevel = z.strictObject({ grade: NameText, cutoff: Amount, average: Amount });
const PointsLevel = z.strictObject({ points: Amount, description: LongText });

export const addScale = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("add-scale"),
      sectionSchoolCode: NameText.exactOptional().describe("the organisation's without"),
      title: NameText,
      levels: z.union([z.array(PercentLevel).max(100), z.array(PointsLevel).max(100)]),
    })
    .describe("adds a grading scale, of letters by percent or of points"),
  perform: ({ world }, action) => ({ scaleId: setup.addScale(world, action).id }),
});

export const setUpGradebook = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("set-up-gradebook"),
      ...section,
      weightedCategories: z.boolean().exactOptional(),
      defaultScale: NameText.nullable().exactOptional(),
      periodWeights: z.record(NameText, Amount).exactOptional(),
    })
    .describe("a teacher sets how a gradebook adds up"),
  perform: ({ world }, action) => ({
    sectionId: setup.setUpGradebook(world, action).id,
  }),
});

function written({
  id,
  assignmentId,
  enrollmentId,
}: GradeRecord): Readonly<Record<string, number>> {
  return { gradeId: id, assignmentId, enrollmentId };
}
