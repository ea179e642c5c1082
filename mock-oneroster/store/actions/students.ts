import { compareText } from "../compare-text.ts";
import { isSectionVisible, type Person, type Seat, type Section, type World } from "../world.ts";
import { addSeat, type ActionScene } from "./stamp.ts";

/**
 * Ends a student's rosters in the active trials.
 *
 * `drop` takes the rows away, as Campus does before a term begins; `end` keeps them with the day
 * before the change as their last, so that they are over by any reading of `endDate`.
 */
export function leaveSections(scene: ActionScene, student: Person, how: "drop" | "end"): number {
  const seats = rostersOf(scene.world, student);
  for (const seat of seats) {
    if (how === "drop") scene.world.seats.delete(seat.id);
    else scene.world.seats.set(seat.id, endSeat(scene, seat));
  }
  return seats.length;
}

/** A seat whose last day was the day before the change. */
export function endSeat(scene: ActionScene, seat: Seat): Seat {
  return { ...seat, endDate: scene.yesterday, modified: scene.modified };
}

/** Ends the role of a student everywhere. The person stays: Campus shows whoever was enrolled this year. */
export function endStudentRole(scene: ActionScene, student: Person): void {
  const roles = student.roles.map((role) =>
    role.role === "student" ? { ...role, endDate: scene.yesterday } : role,
  );
  scene.world.people.set(student.id, { ...student, roles, modified: scene.modified });
}

/** Moves the student role to another school from today on. */
export function moveStudentRole(scene: ActionScene, student: Person, school: string): void {
  const others = student.roles.filter((role) => role.role !== "student");
  const roles = [{ role: "student", org: school, beginDate: scene.today }, ...others];
  const { primaryOrg: _left, ...rest } = student;
  const moved = student.primaryOrg === undefined ? rest : { ...rest, primaryOrg: school };
  scene.world.people.set(student.id, { ...moved, roles, modified: scene.modified });
}

/**
 * Enrols a student into sections of a school: one section per course that fits the student's grade,
 * the emptiest first, up to `sectionsMax`. Gives the number of rosters added.
 */
export function joinSections(scene: ActionScene, plan: JoinPlan): number {
  const { student, school, sectionsMax } = plan;
  const chosen = fittingSections(scene.world, student, school).slice(0, sectionsMax);
  for (const section of chosen) {
    addSeat(scene, {
      section: section.id,
      school: section.school,
      person: student.id,
      role: "student",
      beginDate: scene.today,
    });
  }
  return chosen.length;
}

/** Who joins which school, and how many sections at most. */
export interface JoinPlan {
  readonly student: Person;
  readonly school: string;
  readonly sectionsMax: number;
}

/** The rosters of a student that the API shows. */
export function rostersOf(world: World, student: Person): readonly Seat[] {
  return [...world.seats.values()].filter((seat) => {
    if (seat.person !== student.id || seat.role !== "student") return false;
    const section = world.sections.get(seat.section);
    return section === undefined || isSectionVisible(world, section);
  });
}

function fittingSections(world: World, student: Person, school: string): readonly Section[] {
  const sizes = countSeats(world);
  const sections = [...world.sections.values()]
    .filter((section) => section.school === school && isSectionVisible(world, section))
    .filter((section) => fitsGrade(world, section, student))
    .toSorted((a, b) => (sizes.get(a.id) ?? 0) - (sizes.get(b.id) ?? 0) || compareText(a.id, b.id));
  const byCourse = new Map<string, Section>();
  for (const section of sections) {
    if (!byCourse.has(section.course)) byCourse.set(section.course, section);
  }
  return [...byCourse.values()].toSorted((a, b) => compareText(a.course, b.course));
}

function fitsGrade(world: World, section: Section, student: Person): boolean {
  const course = world.courses.get(section.course);
  const grades = section.grades.length > 0 ? section.grades : (course?.grades ?? []);
  if (grades.length === 0 || student.grades.length === 0) return true;
  return student.grades.some((grade) => grades.includes(grade));
}

function countSeats(world: World): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const seat of world.seats.values()) {
    sizes.set(seat.section, (sizes.get(seat.section) ?? 0) + 1);
  }
  return sizes;
}
