import type { CourseWrite } from "../../contracts/lms/course.ts";
import type { SectionWrite } from "../../contracts/lms/section.ts";
import { decideCoursePost, decideCoursePut } from "../rules/course-row.ts";
import { refuseUnknown, type Decision } from "../rules/decision.ts";
import { decideSectionPost, decideSectionPut } from "../rules/section-row.ts";
import type { CourseRecord, SectionRecord } from "../store/records.ts";
import { applyDecision, type Applied, type LiveWorld } from "./live-world.ts";
import { removeSectionContents } from "./remove-membership.ts";
import { followCode, forgetSectionTies } from "./section-ties.ts";

/** Carries out one row of `POST courses`, without its sections. */
export function postCourse(
  world: LiveWorld,
  row: CourseWrite,
  options: { readonly updateExisting: boolean },
): Applied<CourseRecord> {
  return applyDecision(world.store.courses, decideCoursePost(world, row, options));
}

/** Carries out one row of `PUT courses`. */
export function putCourse(world: LiveWorld, row: CourseWrite): Applied<CourseRecord> {
  return applyDecision(world.store.courses, decideCoursePut(world, row));
}

/** Deletes a course with its sections and their members. The SIS will make it anew, empty. */
export function deleteCourse(world: LiveWorld, id: number): Applied<CourseRecord> {
  const record = world.store.courses.get(id);
  if (record === undefined) return refuseUnknown("There is no course with this id.");
  for (const section of world.store.sections.list("course", id)) deleteSection(world, section.id);
  world.store.courses.remove(id);
  return { kind: "done", record };
}

/** Carries out one row of `POST courses/{id}/sections`. */
export function postSection(
  world: LiveWorld,
  row: SectionWrite,
  options: { readonly courseId: number; readonly updateExisting: boolean },
): Applied<SectionRecord> {
  const accessCode = accessCodeOf(world, world.store.sections.nextId);
  return applySection(world, decideSectionPost(world, row, { ...options, accessCode }));
}

/** Carries out one row of `PUT sections`. */
export function putSection(world: LiveWorld, row: SectionWrite): Applied<SectionRecord> {
  return applySection(world, decideSectionPut(world, row));
}

function applySection(
  { store }: LiveWorld,
  decision: Decision<SectionRecord>,
): Applied<SectionRecord> {
  const before = decision.kind === "update" ? store.sections.get(decision.record.id) : undefined;
  const applied = applyDecision(store.sections, decision);
  if (applied.kind === "done") followCode(store, applied.record, before);
  return applied;
}

/** Deletes a section with its members and its gradebook. */
export function deleteSection(world: LiveWorld, id: number): Applied<SectionRecord> {
  const record = world.store.sections.get(id);
  if (record === undefined) return refuseUnknown("There is no section with this id.");
  for (const transfer of world.store.transfers.list("target", id)) {
    world.store.transfers.remove(transfer.id);
  }
  removeSectionContents(world.store, id);
  forgetSectionTies(world.store, id);
  world.store.sections.remove(id);
  return { kind: "done", record };
}

/** The code by which people could join a section by hand. It depends on the seed and the section alone. */
function accessCodeOf(world: LiveWorld, sectionId: number): string {
  const text = world.random.fork(`access-code/${sectionId}`).hex(10).toUpperCase();
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}
