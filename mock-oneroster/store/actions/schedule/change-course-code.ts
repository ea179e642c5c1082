import type { Course } from "../../records.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";
import { selectSchoolId } from "../select/school.ts";
import { selectCourses } from "../select/titled.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/** A course gets another code, and the codes of its classes that begin with the old one follow (F35, F49). */
export function changeCourseCode(scene: ActionScene, plan: PlanOf<"change-course-code">): Counts {
  const { world, modified } = scene;
  const school = selectSchoolId(scene, plan.school);
  const courses = selectCourses(scene, { selector: plan.course, school });
  let classes = 0;
  for (const course of courses) {
    const { title = course.title, code } = plan;
    world.courses.put({ ...course, code, title, modified });
    classes += recodeClasses(scene, course, code);
  }
  return { courses: courses.length, classes };
}

/** The sections of every trial belong to the course, so all of them follow. */
function recodeClasses({ world, modified }: ActionScene, course: Course, code: string): number {
  const sections = rowsOf(world.sections, "course", course.id).filter(({ classCode }) =>
    classCode?.startsWith(course.code),
  );
  for (const section of sections) {
    const rest = section.classCode?.slice(course.code.length) ?? "";
    world.sections.put({ ...section, classCode: `${code}${rest}`, modified });
  }
  return sections.length;
}
