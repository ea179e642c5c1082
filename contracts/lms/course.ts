import * as z from "zod";
import { SectionWrite } from "./section.ts";
import { ListFrame, WireCount, WireDecimal, WireFlag, WireId, WireText } from "./wire-values.ts";

const courseFields = {
  department: WireText.exactOptional(),
  description: WireText.exactOptional(),
  credits: WireDecimal.exactOptional(),
  /** 0 other, 1 health, 2 language arts, 3 mathematics … 9 arts. */
  subject_area: WireCount.exactOptional(),
  /** 0 none, 1 pre-K, 2 K, 3 to 14 the grades 1 to 12, 15 higher education. */
  grade_level_range_start: WireCount.exactOptional(),
  grade_level_range_end: WireCount.exactOptional(),
  /** Read only with `fetch_district_course_name=1`. */
  district_course_name: WireText.exactOptional(),
};

/**
 * A course (Schoology API: courses). Nobody is enrolled in a course, only in its sections. The course
 * code is unique in the whole organisation and case-sensitive.
 */
export const Course = z.object({
  id: WireId,
  building_id: WireId,
  title: WireText,
  course_code: WireText,
  synced: WireFlag,
  ...courseFields,
});
export type Course = z.infer<typeof Course>;

/** One row of `POST courses`, `PUT courses` or `PUT courses/{id}`. New courses need title and code; PUT rows need `id`. */
export const CourseWrite = z.object({
  id: WireId.exactOptional(),
  building_id: WireId.exactOptional(),
  title: WireText.exactOptional(),
  course_code: WireText.exactOptional(),
  synced: WireFlag.exactOptional(),
  ...courseFields,
  sections: z.object({ section: z.array(SectionWrite) }).exactOptional(),
});
export type CourseWrite = z.infer<typeof CourseWrite>;

/** The answer of `GET courses`. */
export const CourseList = z.object({ course: z.array(Course), ...ListFrame.shape });
export type CourseList = z.infer<typeof CourseList>;
