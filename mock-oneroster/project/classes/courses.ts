import type { Course } from "../../store/records.ts";
import type { ViewMember } from "../class-view.ts";
import { filled, type RefMaker, type WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { stampColumns } from "./stamp.ts";

/** Courses of the active year's calendars. */
export function courseMember(scene: ProjectionScene): ViewMember {
  const { world, ids, sight } = scene;
  return createTableMember<Course>({
    table: world.courses,
    ids,
    idClass: "course",
    shows: (row) => sight.course(world.courses.rows.at(row)),
    project: (course, ref) => projectCourse(scene, course, ref),
    fields: {
      ...stampColumns,
      "org.sourcedId": { field: "org", keyOf: (text) => scene.keyOf("org", text) },
    },
  });
}

function projectCourse({ ids }: ProjectionScene, course: Course, ref: RefMaker): WireRecord {
  const { schoolYear, org } = course;
  return {
    sourcedId: ids.of("course", course.id),
    status: course.status,
    dateLastModified: course.modified,
    metadata: course.metadata,
    title: course.title,
    schoolYear:
      schoolYear === undefined
        ? undefined
        : ref("academicSession", ids.of("academicSession", schoolYear)),
    courseCode: course.code,
    grades: filled(course.grades),
    subjects: filled(course.subjects),
    org: org === undefined ? undefined : ref("org", ids.of("org", org)),
    subjectCodes: filled(course.subjectCodes),
    resources: filled(course.resources.map((id) => ref("resource", id))),
  };
}
