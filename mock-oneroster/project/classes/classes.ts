import type { Section } from "../../store/records.ts";
import { periodsOf, termsOf } from "../../store/placements.ts";
import type { ViewMember } from "../class-view.ts";
import { filled, type RefMaker, type WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";

/** Sections of the trials that are shown, as classes. */
export function classMember(scene: ProjectionScene): ViewMember {
  const { world, ids, sight } = scene;
  return createTableMember<Section>({
    table: world.sections,
    ids,
    idClass: "class",
    shows: (row) => sight.sectionRows[row] === 1,
    project: (section, ref) => projectClass(scene, section, ref),
    fields: {
      status: { field: "status", few: true },
      dateLastModified: { field: "modified", few: true },
      "school.sourcedId": { field: "school", keyOf: (text) => scene.keyOf("org", text) },
      "course.sourcedId": { field: "course", keyOf: (text) => scene.keyOf("course", text) },
    },
  });
}

/** A section as a class, the same in both versions. Nothing on the wire tells its trial (facts A.7). */
function projectClass({ ids }: ProjectionScene, section: Section, ref: RefMaker): WireRecord {
  return {
    sourcedId: ids.of("class", section.id),
    status: section.status,
    dateLastModified: section.modified,
    metadata: section.metadata,
    title: section.title,
    classCode: section.classCode,
    classType: section.classType,
    location: section.location,
    grades: filled(section.grades),
    subjects: filled(section.subjects),
    course: ref("course", ids.of("course", section.course)),
    school: ref("org", ids.of("org", section.school)),
    terms: termsOf(section).map((id) => ref("academicSession", ids.of("academicSession", id))),
    subjectCodes: filled(section.subjectCodes),
    periods: filled(periodsOf(section)),
    resources: filled(section.resources.map((id) => ref("resource", id))),
  };
}
