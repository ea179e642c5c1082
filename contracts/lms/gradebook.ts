import * as z from "zod";
import { ListFrame, WireCount, WireDecimal, WireFlag, WireId, WireText } from "./wire-values.ts";

const wholeText = /^\d{0,18}$/;

/** An id that may be none: 0, null and the empty text mean that there is none. Parsed to a number. */
const WireReference = z
  .custom<string | number | null>(
    (value) =>
      value === null ||
      (typeof value === "string" && wholeText.test(value)) ||
      (Number.isSafeInteger(value) && Number(value) >= 0),
    "An id is a whole number, or 0 for none.",
  )
  .transform(Number);

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
  /** On `GET …/grading_categories/{gc_id}` and in rows of a PUT only: "course", and the section. */
  realm: WireText.exactOptional(),
  realm_id: WireId.exactOptional(),
});
export type GradingCategory = z.infer<typeof GradingCategory>;

/** What a POST or PUT of grading categories takes; a row of a PUT names its category by `id`. */
export const GradingCategoryWrite = z.object({
  id: WireId.exactOptional(),
  title: WireText.exactOptional(),
  calculation_type: WireCount.exactOptional(),
  default_max_points: WireDecimal.exactOptional(),
  default_grading_scale_id: WireReference.exactOptional(),
  drop_lowest: WireCount.exactOptional(),
  weight: WireDecimal.exactOptional(),
  delta: WireCount.exactOptional(),
});
export type GradingCategoryWrite = z.infer<typeof GradingCategoryWrite>;

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

/** Members of a section who get the same work (Schoology API: grading_groups). `members` are enrollment ids. */
export const GradingGroup = z.object({
  id: WireId,
  title: WireText,
  section_id: WireId,
  members: z.array(WireId),
});
export type GradingGroup = z.infer<typeof GradingGroup>;

/** What a POST or PUT of grading groups takes. */
export const GradingGroupWrite = z.object({
  id: WireId.exactOptional(),
  title: WireText.exactOptional(),
  members: z.array(WireId).exactOptional(),
});
export type GradingGroupWrite = z.infer<typeof GradingGroupWrite>;

/** The answer of `GET sections/{id}/grading_groups`: its key is plural, its number of items `count`. */
export const GradingGroupList = z.object({
  grading_groups: z.array(GradingGroup),
  count: WireCount,
  ...ListFrame.shape,
});
export type GradingGroupList = z.infer<typeof GradingGroupList>;

/** A grading period as a section has it: with its weight, from midnight to midnight, school-local. */
export const SectionGradingPeriod = z.object({
  id: WireId,
  title: WireText,
  weight: WireDecimal,
  start: WireText,
  end: WireText,
});
export type SectionGradingPeriod = z.infer<typeof SectionGradingPeriod>;

/** The answer of `GET sections/{id}/grading_periods`. */
export const SectionGradingPeriodList = z.object({
  grading_period: z.array(SectionGradingPeriod),
  ...ListFrame.shape,
});
export type SectionGradingPeriodList = z.infer<typeof SectionGradingPeriodList>;

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
  show_comments: WireFlag.exactOptional(),
  grade_stats: WireFlag.exactOptional(),
  allow_dropbox: WireFlag.exactOptional(),
  allow_discussion: WireFlag.exactOptional(),
  grading_scale_type: WireCount.exactOptional(),
  available: WireFlag.exactOptional(),
  completed: WireFlag.exactOptional(),
  dropbox_locked: WireFlag.exactOptional(),
  show_rubric: z.boolean().exactOptional(),
  completion_status: WireText.exactOptional(),
});
export type Assignment = z.infer<typeof Assignment>;

/** What a POST or PUT of an assignment takes; `type` and the counts are read-only and passed over. */
export const AssignmentWrite = z.object({
  title: WireText.exactOptional(),
  description: WireText.exactOptional(),
  due: WireText.exactOptional(),
  grading_scale: WireReference.exactOptional(),
  grading_period: WireReference.exactOptional(),
  grading_category: WireReference.exactOptional(),
  max_points: WireDecimal.exactOptional(),
  factor: WireDecimal.exactOptional(),
  is_final: WireFlag.exactOptional(),
  published: WireFlag.exactOptional(),
  count_in_grade: WireFlag.exactOptional(),
  collected_only: WireFlag.exactOptional(),
  auto_publish_grades: WireFlag.exactOptional(),
  show_comments: WireFlag.exactOptional(),
  grade_stats: WireFlag.exactOptional(),
  allow_dropbox: WireFlag.exactOptional(),
  allow_discussion: WireFlag.exactOptional(),
  /** Enrollment ids; an empty list takes all away. */
  assignees: z.array(WireId).exactOptional(),
  grading_group_ids: z.array(WireId).exactOptional(),
});
export type AssignmentWrite = z.infer<typeof AssignmentWrite>;

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
  /** What a person put in the place of a calculated grade. */
  override: z.union([WireDecimal, z.null()]).exactOptional(),
  calculated_grade: z.union([WireDecimal, z.null()]).exactOptional(),
  pending: WireFlag.exactOptional(),
  location: WireText.exactOptional(),
});
export type Grade = z.infer<typeof Grade>;

const CommentStatus = z
  .custom<0 | 1 | "0" | "1" | "" | null>(
    (value) => value === null || ["", "0", "1", 0, 1].some((known) => known === value),
    "A comment_status is 0 or 1.",
  )
  .transform((value): 0 | 1 | null =>
    value === null || value === "" ? null : Number(value) === 1 ? 1 : 0,
  );

/** One row of `PUT sections/{id}/grades`: a number, a level of the item's scale, or null to clear. */
export const GradeWrite = z.object({
  type: WireText.exactOptional(),
  assignment_id: WireId.exactOptional(),
  enrollment_id: WireId.exactOptional(),
  grade: z
    .custom<string | number | null>(
      (value) => value === null || typeof value === "string" || Number.isFinite(value),
      "A grade is a number, a level of the scale, or null.",
    )
    .exactOptional(),
  comment: WireText.exactOptional(),
  comment_status: CommentStatus.exactOptional(),
  exception: WireReference.exactOptional(),
});
export type GradeWrite = z.infer<typeof GradeWrite>;

/** One row of a PUT of final comments: `period_id` is a grading period's id, "other" or "final". */
export const FinalCommentWrite = z.object({
  enrollment_id: WireId.exactOptional(),
  period_id: WireText.exactOptional(),
  comment: WireText.exactOptional(),
  comment_status: CommentStatus.exactOptional(),
});
export type FinalCommentWrite = z.infer<typeof FinalCommentWrite>;

const FinalMark = z.number().nullable();

/** Final grades of one member: by period ("p13011"), by midterm or final ("a" and its id), "other" and "final". */
const FinalGrade = z.object({
  enrollment_id: WireId,
  period: z.array(
    z.object({
      period_id: z.string(),
      grade: FinalMark,
      comment: WireText.exactOptional(),
      comment_status: CommentStatus.exactOptional(),
    }),
  ),
  scale_id: WireId.exactOptional(),
});

/** The answer of `GET sections/{id}/grades`; its `grades` part is also the body of a PUT there. */
export const GradeList = z.object({
  grades: z.object({ grade: z.array(Grade) }),
  period: z
    .array(z.object({ period_id: z.string(), period_title: WireText, weight: WireDecimal }))
    .exactOptional(),
  final_grade: z.array(FinalGrade).exactOptional(),
  ...ListFrame.shape,
});
export type GradeList = z.infer<typeof GradeList>;

/** Grades of one user in one section (Schoology API: users/{id}/grades). */
const UserSectionGrades = z.object({
  section_id: WireId,
  period: z.array(
    z.object({ period_id: z.string(), period_title: WireText, assignment: z.array(Grade) }),
  ),
  final_grade: z.array(
    z.object({
      period_id: z.string(),
      grade: FinalMark,
      weight: WireDecimal.exactOptional(),
      comment: WireText,
      comment_status: CommentStatus,
      scale_id: WireId,
      grading_category: z
        .array(z.object({ category_id: WireId, grade: FinalMark }))
        .exactOptional(),
    }),
  ),
  grading_category: z.array(z.object({ id: WireId, title: WireText })),
});

/** The answer of `GET users/{user_id}/grades`. */
export const UserGradeList = z.object({
  section: z.array(UserSectionGrades),
  ...ListFrame.shape,
});
export type UserGradeList = z.infer<typeof UserGradeList>;
