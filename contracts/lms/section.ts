import * as z from "zod";
import { ListFrame, WireFlag, WireId, WireIds, WireText } from "./wire-values.ts";

const sectionFields = {
  description: WireText.exactOptional(),
  location: WireText.exactOptional(),
  /** 0 is Sunday. */
  meeting_days: z.array(WireText).exactOptional(),
  start_time: WireText.exactOptional(),
  end_time: WireText.exactOptional(),
  class_periods: z.array(WireText).exactOptional(),
  weight: WireText.exactOptional(),
};

/** What members may do in a section, and how it counts (Schoology API: sections, options). */
const SectionOptions = z.object({
  course_format: WireText.exactOptional(),
  weighted_grading_categories: WireText.exactOptional(),
  upload_documents: WireText.exactOptional(),
  create_discussion: WireText.exactOptional(),
  member_post: WireText.exactOptional(),
  member_post_comment: WireText.exactOptional(),
  default_grading_scale_id: WireText.exactOptional(),
  hide_overall_grade: WireText.exactOptional(),
});

/**
 * A section as it is read (Schoology API: sections). `section_school_code` is unique in the organisation,
 * `section_code` per course and set of grading periods; both are case-sensitive.
 *
 * Sections of past grading periods are hidden unless `include_past=1` (F50).
 */
export const Section = z.object({
  id: WireId,
  course_id: WireId,
  course_title: WireText.exactOptional(),
  course_code: WireText.exactOptional(),
  school_id: WireId,
  section_title: WireText,
  section_code: WireText,
  section_school_code: WireText,
  access_code: WireText.exactOptional(),
  grading_periods: WireIds,
  active: WireFlag.exactOptional(),
  synced: WireFlag,
  profile_url: WireText.exactOptional(),
  /** Of the course. */
  subject_area: WireText.exactOptional(),
  grade_level_range_start: WireText.exactOptional(),
  grade_level_range_end: WireText.exactOptional(),
  /** Of a linked section only: its master section (undocumented). */
  parent_id: WireId.exactOptional(),
  ...sectionFields,
  /** Whether the caller is a course admin, or on `GET users/{id}/sections` that user. */
  admin: WireFlag.exactOptional(),
});
export type Section = z.infer<typeof Section>;

/**
 * One row of `POST courses/{id}/sections`, `PUT sections` or `PUT sections/{id}`. The title is written as
 * `title` and read as `section_title`. A new section needs a title, grading periods and one of the two
 * codes. With `update_existing=1` a row matches by section code and grading periods, never by school code.
 */
export const SectionWrite = z.object({
  id: WireId.exactOptional(),
  title: WireText.exactOptional(),
  section_code: WireText.exactOptional(),
  section_school_code: WireText.exactOptional(),
  grading_periods: WireIds.exactOptional(),
  synced: WireFlag.exactOptional(),
  options: SectionOptions.exactOptional(),
  ...sectionFields,
});
export type SectionWrite = z.infer<typeof SectionWrite>;

/** The answer of `GET courses/{id}/sections`, `GET sections` and `GET users/{id}/sections`. */
export const SectionList = z.object({ section: z.array(Section), ...ListFrame.shape });
export type SectionList = z.infer<typeof SectionList>;

/**
 * One row of `POST sections/copy`: from which section, and into which. The target is the section with the
 * `section_school_code`, which must be empty, or else a new one in the course.
 */
export const SectionCopyRow = z.object({
  source_section_id: WireId.exactOptional(),
  source_section_school_code: WireText.exactOptional(),
  course_id: WireId.exactOptional(),
  course_code: WireText.exactOptional(),
  title: WireText.exactOptional(),
  description: WireText.exactOptional(),
  section_code: WireText.exactOptional(),
  section_school_code: WireText.exactOptional(),
  grading_periods: WireIds.exactOptional(),
});
export type SectionCopyRow = z.infer<typeof SectionCopyRow>;
