import type { StaffRow } from "../store/records.ts";
import type { World } from "../store/world.ts";
import { writeGrades } from "./graded-rows.ts";
import { termsMet } from "./offer.ts";
import { gradingTasksOf } from "./gradebook.ts";
import type { Layout } from "./layout.ts";
import { studentNumber } from "./person-numbers.ts";
import { planSchool, type SchoolSchedule, type TaughtSection } from "./plan-school.ts";
import { createRosterWriter, type WriteRosters } from "./roster-rows.ts";
import type { Seating } from "./seating.ts";
import {
  frameCourse,
  placementsOf,
  toCourse,
  toSection,
  type CourseFrame,
} from "./section-rows.ts";
import type { StaffPlan } from "./staff.ts";

/** The ranks of sections in an inactive trial are this much higher, within the same course. */
const staleRank = 500;

/**
 * Writes the courses, sections, rosters and staff rows of all schools in the order of their ids, one school
 * after another, so that no more than one is ever held as objects. Gives the staff of each.
 */
export function writeSchedules(
  world: World,
  layout: Layout,
  seating: Seating,
): readonly StaffPlan[] {
  const studentKeys = Array.from({ length: layout.size.students }, (_, index) =>
    String(studentNumber(index)),
  );
  const writeRosters = createRosterWriter({
    layout,
    studentKeys,
    put: (row) => world.rosters.put(row),
  });
  const plans: StaffPlan[] = [];
  for (const school of layout.schools) {
    const schedule = planSchool(layout, seating, { school, before: plans.at(-1) });
    writeSchool({ world, layout, writeRosters, schedule });
    plans.push(schedule.staff);
  }
  return plans;
}

interface SchoolStage {
  readonly world: World;
  readonly layout: Layout;
  readonly writeRosters: WriteRosters;
  readonly schedule: SchoolSchedule;
}

function writeSchool(stage: SchoolStage): void {
  const { world, layout, schedule } = stage;
  let next = 0;
  for (const plan of schedule.courses) {
    const course = frameCourse(layout, plan);
    world.courses.put(toCourse(layout, course, schedule.school));
    for (const task of gradingTasksOf(plan, layout.frame)) world.gradingTasks.put(task);
    const first = next;
    while (schedule.sections[next]?.section.course === plan) next += 1;
    writeTrials(stage, course, schedule.sections.slice(first, next));
  }
}

/** Writes the sections of a course: those of the active trial, then the copies in a stale one. */
function writeTrials(
  stage: SchoolStage,
  course: CourseFrame,
  sections: readonly TaughtSection[],
): void {
  const { activeTrial, staleTrial } = course.plan.structure;
  for (const taught of sections)
    writeSection(stage, { course, taught, trial: activeTrial, lift: 0 });
  if (staleTrial === undefined) return;
  for (const taught of sections) {
    writeSection(stage, { course, taught, trial: staleTrial, lift: staleRank });
  }
}

interface SectionStage {
  readonly course: CourseFrame;
  readonly taught: TaughtSection;
  readonly trial: string;
  /** Added to the section's number to make its id. */
  readonly lift: number;
}

function writeSection(
  { world, layout, writeRosters, schedule }: SchoolStage,
  { course, taught, trial, lift }: SectionStage,
): void {
  const { section, room, staff } = taught;
  const id = String(section.number + lift);
  const school = schedule.school.id;
  const placements = placementsOf(section, course);
  const place = { id, trial, school, course, location: room, placements };
  world.sections.put(toSection(layout, section, place));
  for (const [rank, part] of staff.entries()) {
    world.staff.put(toStaffRow(layout, part, { section: id, school, rank }));
  }
  writeRosters(section, { section: id, school, rosters: `s${id}` });
  if (layout.gradebook === "some" && lift === 0) {
    const { startDate: start } = course.plan.structure.terms[termsMet(section.meets)[0] ?? "year"];
    writeGrades(world, layout, { section, id, school, start });
  }
}

function toStaffRow(
  { frame }: Layout,
  { person, staffType }: Pick<StaffRow, "person" | "staffType">,
  at: Pick<StaffRow, "section" | "school"> & { readonly rank: number },
): StaffRow {
  return {
    id: `t${at.section}${at.rank}`,
    status: frame.status,
    modified: frame.modified,
    metadata: undefined,
    section: at.section,
    school: at.school,
    person,
    role: staffType === "S" ? "aide" : "teacher",
    primary: staffType === "P" ? "true" : "false",
    beginDate: undefined,
    endDate: undefined,
    staffType,
  };
}
