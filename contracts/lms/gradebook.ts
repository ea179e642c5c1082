import * as z from "zod";
import { ListFrame, WireCount, WireDecimal, WireFlag, WireId, WireText } from "./wire-values.ts";

/** How a category's grades make its mark (Schoology API: grading_categories). */
export const calculationType = { percent: 1, totalPoints: 2 } as const;

/** A grading category of a section. Assignments without one are ungraded. */
export const GradingCategory = z.object({
  id: WireId,
  title: WireText,
  calculation_type: WireCount.exactOptional(),
  default_max_points: WireDecimal.exactOptional(),
  default_grading_scale_id: WireId.exactOptional(),
  drop_lowest: WireCount.exactOptional(),
  weight: WireDecimal.exactOptional(),
  delta: WireCount.exactOptional(),
});
export type GradingCategory = z.infer<typeof GradingCategory>;

/** The answer of `GET sections/{id}/grading_categories`. */
export const GradingCategoryList = z.object({
  grading_category: z.array(GradingCategory),
  ...ListFrame.shape,
});
export type GradingCategoryList = z.infer<typeof GradingCategoryList>;

/** One step of a scale: a grade from a cutoff up, or a number of points with what it means. */
const GradingScaleLevel = z.object({
  grade: WireText.exactOptional(),
  cutoff: WireDecimal.exactOptional(),
  average: WireDecimal.exactOptional(),
  points: WireDecimal.exactOptional(),
  description: WireText.exactOptional(),
});

/** A grading scale (Schoology API: grading_scales): type 0 numeric, 1 percent, 3 points. */
export const GradingScale = z.object({
  id: WireId,
  title: WireText,
  type: WireCount,
  auto_averaging: WireFlag.exactOptional(),
  hide_numeric: WireFlag.exactOptional(),
  scale: z.object({ level: z.array(GradingScaleLevel) }).exactOptional(),
});
export type GradingScale = z.infer<typeof GradingScale>;

/** The answer of `GET sections/{id}/grading_scales`. */
export const GradingScaleList = z.object({
  grading_scale: z.array(GradingScale),
  ...ListFrame.shape,
});
export type GradingScaleList = z.infer<typeof GradingScaleList>;

/**
 * Gradable material of a section (Schoology API: assignments, grade_items). `due` has no zone: it is the
 * school's local time. A `grading_period` of 0 is "Other", a `grading_category` of 0 is none.
 */
export const Assignment = z.object({
  id: WireId,
  title: WireText,
  description: WireText.exactOptional(),
  due: WireText.exactOptional(),
  grading_scale: WireId.exactOptional(),
  grading_period: WireId.exactOptional(),
  grading_category: WireId.exactOptional(),
  max_points: WireDecimal.exactOptional(),
  factor: WireDecimal.exactOptional(),
  is_final: WireFlag.exactOptional(),
  published: WireFlag.exactOptional(),
  type: WireText.exactOptional(),
  grade_item_id: WireId.exactOptional(),
  count_in_grade: WireFlag.exactOptional(),
  collected_only: WireFlag.exactOptional(),
  auto_publish_grades: WireFlag.exactOptional(),
  assignees: z.array(WireId).exactOptional(),
  grading_group_ids: z.array(WireId).exactOptional(),
  num_assignees: WireCount.exactOptional(),
});
export type Assignment = z.infer<typeof Assignment>;

/** The answer of `GET sections/{id}/assignments` and `GET sections/{id}/grade_items`. */
export const AssignmentList = z.object({ assignment: z.array(Assignment), ...ListFrame.shape });
export type AssignmentList = z.infer<typeof AssignmentList>;

/** What may stand in the place of a grade (Schoology API: grades). The code of "missing" is not established. */
export const gradeException = { none: 0, excused: 1, incomplete: 2 } as const;

/** One grade of one member (Schoology API: grades). With an exception `grade` is null, not zero. */
export const Grade = z.object({
  enrollment_id: WireId,
  assignment_id: WireId,
  grade: z.union([z.number(), z.string(), z.null()]),
  exception: WireCount,
  comment: WireText.exactOptional(),
  comment_status: z.union([WireCount, z.null()]).exactOptional(),
  max_points: WireDecimal.exactOptional(),
  is_final: WireFlag.exactOptional(),
  timestamp: z.union([WireCount, z.literal("")]).exactOptional(),
  type: WireText.exactOptional(),
  scale_id: WireId.exactOptional(),
  scale_type: WireCount.exactOptional(),
  category_id: WireId.exactOptional(),
  pending: WireFlag.exactOptional(),
});
export type Grade = z.infer<typeof Grade>;

/** The grades part of `GET sections/{id}/grades`, and the body of a PUT there. */
export const GradeList = z.object({
  grades: z.object({ grade: z.array(Grade) }),
  ...ListFrame.shape,
});
export type GradeList = z.infer<typeof GradeList>;
