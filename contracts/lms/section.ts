import * as z from "zod";
import { ListFrame, WireFlag, WireId, WireText } from "./wire-values.ts";

const sectionFields = {
  description: WireText.exactOptional(),
  location: WireText.exactOptional(),
  /** 0 is Sunday. */
  meeting_days: z.array(WireText).exactOptional(),
  start_time: WireText.exactOptional(),
  end_time: WireText.exactOptional(),
  class_periods: z.array(WireText).exactOptional(),
};

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
  grading_periods: z.array(WireId),
  active: WireFlag.exactOptional(),
  synced: WireFlag,
  /** Of a linked section only: its master section (undocumented). */
  parent_id: WireId.exactOptional(),
  ...sectionFields,
  /** On `GET users/{id}/sections` only: whether that user is a course admin. */
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
  grading_periods: z.array(WireId).exactOptional(),
  synced: WireFlag.exactOptional(),
  ...sectionFields,
});
export type SectionWrite = z.infer<typeof SectionWrite>;

/** The answer of `GET courses/{id}/sections`, `GET sections` and `GET users/{id}/sections`. */
export const SectionList = z.object({ section: z.array(Section), ...ListFrame.shape });
export type SectionList = z.infer<typeof SectionList>;
