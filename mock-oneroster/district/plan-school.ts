import type { StaffRow } from "../store/records.ts";
import type { Layout } from "./layout.ts";
import { staffNumber } from "./person-numbers.ts";
import { planCourses, type CoursePlan } from "./plan-courses.ts";
import { planSchedule, type SectionPlan } from "./plan-schedule.ts";
import type { SchoolPlan } from "./plan-schools.ts";
import { planTeachers } from "./plan-teachers.ts";
import type { Seating } from "./seating.ts";
import { planSectionStaff } from "./section-staff.ts";
import { countOf, firstPlaceOf, planStaff, schoolVisited, type StaffPlan } from "./staff.ts";

/** Everything that happens in one school: its courses with their sections, and its staff. */
export interface SchoolSchedule {
  readonly school: SchoolPlan;
  readonly courses: readonly CoursePlan[];
  /** In the order of their numbers, so course by course. */
  readonly sections: readonly TaughtSection[];
  readonly staff: StaffPlan;
}

/** A section with those who teach it, and the room. */
export interface TaughtSection {
  readonly section: SectionPlan;
  readonly room: string;
  readonly staff: readonly Pick<StaffRow, "person" | "staffType">[];
}

/** Plans a school. `before` is the staff of the school before it, some of whom teach here too (F27). */
export function planSchool(
  layout: Layout,
  seating: Seating,
  { school, before }: { readonly school: SchoolPlan; readonly before: StaffPlan | undefined },
): SchoolSchedule {
  const { draws, size, homerooms } = layout;
  const studentsOf = (grade: number): Uint32Array => seating.studentsOf(school.index, grade);
  const structures = layout.structures[school.index] ?? [];
  const courses = planCourses({ school, structures, homerooms }).filter(
    (course) => studentsOf(course.grade).length > 0,
  );
  const { semesters } = size;
  const guests = seating.guestsOf(school.index);
  const sections = planSchedule({ draws, semesters, courses, studentsOf, guests });
  const { teachers, primaries } = planTeachers(sections);
  const students = seating.countOf(school.index);
  const staff = planStaff(layout, school.index, { teachers, students });
  const taught = teachSections(layout, { sections, primaries, staff });
  return { school, courses, sections: withVisitors(layout, taught, { school, before }), staff };
}

interface Teaching {
  readonly sections: readonly SectionPlan[];
  readonly primaries: readonly number[];
  readonly staff: StaffPlan;
}

function teachSections(
  layout: Layout,
  { sections, primaries, staff }: Teaching,
): readonly TaughtSection[] {
  const keyOf = createStaffKeys(layout, staff);
  const teachers = countOf(staff, "teacher");
  const aides = countOf(staff, "aide");
  const firstAide = firstPlaceOf(staff, "aide");
  return sections.map((section, index) => {
    const { number } = section;
    const primary = primaries[index] ?? 0;
    const input = { number, primary, teachers, firstAide, aides };
    const parts = planSectionStaff(layout, input).map(({ place, staffType }) => {
      return { person: keyOf(place), staffType };
    });
    return { section, room: String(100 + primary), staff: parts };
  });
}

/** The same text object for each mention of a person. */
function createStaffKeys({ schools }: Layout, { school }: StaffPlan): (place: number) => string {
  const keys: string[] = [];
  return (place) => (keys[place] ??= String(staffNumber(schools.length, school, place)));
}

/** Gives each teacher who comes from the school before a part in one section. */
function withVisitors(
  layout: Layout,
  sections: readonly TaughtSection[],
  { school, before }: { readonly school: SchoolPlan; readonly before: StaffPlan | undefined },
): readonly TaughtSection[] {
  if (before === undefined || sections.length === 0) return sections;
  const changed = [...sections];
  for (let place = 0; place < countOf(before, "teacher"); place += 1) {
    if (schoolVisited(layout, before.school, place) !== school.index) continue;
    const number = staffNumber(layout.schools.length, before.school, place);
    const at = layout.draws.coTeacher.int(changed.length, number);
    const visited = changed[at];
    if (visited === undefined || visited.staff.length === 0) continue;
    const part = { person: String(number), staffType: "T" } as const;
    changed[at] = { ...visited, staff: [...visited.staff, part] };
  }
  return changed;
}
