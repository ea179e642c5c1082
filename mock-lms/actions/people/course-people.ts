import * as z from "zod";
import { enrollmentStatus } from "../../../contracts/lms/enrollment.ts";
import type { CourseRecord, SectionRecord } from "../../store/records.ts";
import { withStatus } from "../../rules/enrollment-status.ts";
import { pairKey, sectionCodeKey } from "../../store/lms-store.ts";
import { deleteCourse, postCourse, postSection } from "../course-actions.ts";
import type { LiveWorld } from "../live-world.ts";
import { UnknownObjectError } from "../people-actions.ts";
import { forgetListingsInto, forgetOrigins } from "../section-ties.ts";
import {
  carriedOut,
  findBuilding,
  findCourse,
  findSection,
  findUser,
  NameText,
  SectionName,
} from "./find-objects.ts";

/** A teacher creates a course with one section by hand. Grading periods are named by title. */
export const CreateManualCourse = z.strictObject({
  title: NameText,
  courseCode: NameText,
  building: NameText.exactOptional(),
  sectionTitle: NameText,
  sectionCode: NameText,
  /** Most sections made by hand have none. */
  sectionSchoolCode: NameText.exactOptional(),
  gradingPeriods: z.array(NameText).min(1).max(50),
  /** The Unique ID of the teacher, who becomes course admin. */
  teacher: NameText.exactOptional(),
});
export type CreateManualCourse = z.infer<typeof CreateManualCourse>;

/**
 * Creates a course and a section by hand: not synced, and left alone by the sync (facts B.2, extra courses).
 * A course that is there already gets the section only.
 *
 * @throws UnknownObjectError when a building, grading period or the teacher is not there
 * @throws PeopleActionError when a code is taken
 */
export function createManualCourse(
  world: LiveWorld,
  input: CreateManualCourse,
): { readonly course: CourseRecord; readonly section: SectionRecord } {
  const { store } = world;
  const periods = input.gradingPeriods.map((title) => findPeriod(world, title));
  const teacher = input.teacher === undefined ? undefined : findUser(store, input.teacher);
  if (teacher !== undefined && teacher.inactiveAtMs !== null) {
    throw new UnknownObjectError("Failed to create a course by hand: the teacher is inactive.");
  }
  const building = input.building === undefined ? undefined : findBuilding(store, input.building);
  const present = store.courses.find("code", input.courseCode);
  const course =
    present ??
    carriedOut(
      "create a course by hand",
      postCourse(
        world,
        {
          title: input.title,
          course_code: input.courseCode,
          synced: 0,
          ...(building === undefined ? {} : { building_id: String(building) }),
        },
        { updateExisting: false },
      ),
    );
  const applied = postSection(
    world,
    {
      title: input.sectionTitle,
      section_code: input.sectionCode,
      section_school_code: input.sectionSchoolCode ?? "",
      grading_periods: periods.map(String),
      synced: 0,
    },
    { courseId: course.id, updateExisting: false },
  );
  // Nothing is half done: a course without its section goes again.
  if (applied.kind === "refuse" && present === undefined) deleteCourse(world, course.id);
  const section = carriedOut("create a section by hand", applied);
  if (teacher !== undefined) {
    store.enrollments.add((id) => ({
      id,
      sectionId: section.id,
      userId: teacher.id,
      admin: 1,
      status: 1,
      source: "manual",
      archivedBy: "",
    }));
  }
  return { course, section };
}

function findPeriod(world: LiveWorld, title: string): number {
  const period = world.store.gradingPeriods.find("title", title);
  if (period !== undefined) return period.id;
  throw new UnknownObjectError(
    `Failed to create a course by hand: no grading period is called ${title}.`,
  );
}

/** Somebody takes a member out of a section by hand. */
export const RemoveMember = z.strictObject({ section: SectionName, schoolUid: NameText });
export type RemoveMember = z.infer<typeof RemoveMember>;

/**
 * Takes a member or course admin out of a section by hand. The membership stays, archived, and its grades
 * come back with it; the next sync brings back who is in the SIS (facts B.2, SG-UNENR).
 *
 * @throws UnknownObjectError when there is no such section, account or membership
 */
export function removeMember(world: LiveWorld, input: RemoveMember): void {
  const section = findSection(world.store, input.section);
  const user = findUser(world.store, input.schoolUid);
  const member = world.store.enrollments.find("member", pairKey(section.id, user.id));
  if (member === undefined || member.status === enrollmentStatus.archived) {
    throw new UnknownObjectError(
      `Failed to remove a member by hand: the account ${user.id} is not in the section ${section.id}.`,
    );
  }
  world.store.enrollments.replace(withStatus(member, enrollmentStatus.archived));
}

/** A teacher deletes a course. `afterwards` says what is left of it: not established beyond "orphaned". */
export const DeleteCourseByHand = z.strictObject({
  courseCode: NameText,
  afterwards: z.enum(["orphaned", "gone"]).default("orphaned"),
});
export type DeleteCourseByHand = z.infer<typeof DeleteCourseByHand>;

/**
 * Deletes a course by hand. The next sync does not find its codes and creates it anew, empty, while the old
 * one stays behind with the work, linked to nothing (facts B.2, never deleted).
 *
 * `orphaned`, the default, keeps it: archived, not synced, under codes that no SIS has. `gone` removes it with
 * its sections and members, as DELETE does.
 *
 * @throws UnknownObjectError when there is no such course
 */
export function deleteCourseByHand(
  world: LiveWorld,
  input: z.input<typeof DeleteCourseByHand>,
): CourseRecord {
  const { store } = world;
  const { courseCode, afterwards } = DeleteCourseByHand.parse(input);
  const course = findCourse(store, courseCode);
  if (afterwards === "gone") return carriedOut("delete a course", deleteCourse(world, course.id));
  const orphanCode = freeCode(
    `${course.code} (orphan ${course.id})`,
    (code) => store.courses.find("code", code) === undefined,
  );
  const orphan = { ...course, code: orphanCode, synced: 0 } as const;
  store.courses.replace(orphan);
  for (const section of store.sections.list("course", course.id)) {
    const code = freeCode(`${section.code} (orphan ${section.id})`, (wanted) => {
      const key = sectionCodeKey({ ...section, code: wanted });
      return key === undefined || store.sections.find("code", key) === undefined;
    });
    store.sections.replace({ ...section, code, schoolCode: "", synced: 0 });
    setArchiveMark(world, section.id, 1);
    forgetListingsInto(store, section.id);
    for (const member of store.enrollments.list("section", section.id)) {
      forgetOrigins(store, member.id);
    }
  }
  return orphan;
}

/** The code, or the first with a number behind it that nobody has: people may have given any code. */
function freeCode(code: string, isFree: (code: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const wanted = number === 1 ? code : `${code} ${number}`;
    if (isFree(wanted)) return wanted;
  }
}

/** A course admin archives a section, or takes it out of the archive. */
export const ArchiveSection = z.strictObject({ section: SectionName, archived: z.boolean() });
export type ArchiveSection = z.infer<typeof ArchiveSection>;

/**
 * Archives a section by hand, or unarchives it. Archived sections are hidden from lists as past ones are; an
 * unarchived one is shown even when its grading periods are over.
 *
 * @throws UnknownObjectError when there is no such section
 */
export function archiveSection(world: LiveWorld, input: ArchiveSection): SectionRecord {
  const section = findSection(world.store, input.section);
  setArchiveMark(world, section.id, input.archived ? 1 : 0);
  return section;
}

function setArchiveMark({ store }: LiveWorld, sectionId: number, archived: 0 | 1): void {
  const mark = store.archiveMarks.find("section", String(sectionId));
  if (mark === undefined) store.archiveMarks.add((id) => ({ id, sectionId, archived }));
  else store.archiveMarks.replace({ ...mark, archived });
}
