import { newPerson, type NewPerson } from "../people/new-person.ts";
import type { ActionScene } from "../scene.ts";
import { selectSchool } from "../select/school.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { joinSections } from "./join-sections.ts";
import { addEnrollment } from "./school-enrollments.ts";

/** A student who is new in the district joins a school and some of its sections. */
export function addStudent(scene: ActionScene, plan: PlanOf<"add-student">): Counts {
  const school = selectSchool(scene, plan.school).id;
  return welcome(scene, { person: plan, school, grade: plan.grade, sectionsMax: plan.sections });
}

/** Who comes, and where to. */
export interface Newcomer {
  readonly person: NewPerson;
  readonly school: string;
  readonly grade: string | undefined;
  readonly sectionsMax: number;
}

/** Adds the person, his place at the school, and his rosters from today on. */
export function welcome(scene: ActionScene, plan: Newcomer): Counts {
  const { school, grade, sectionsMax } = plan;
  const person = newPerson(scene, plan.person, { word: "student", place: school });
  scene.world.people.put(person);
  const student = person.id;
  addEnrollment(scene, { student, school, serviceType: "P", grade, startDate: scene.today });
  const grades = grade === undefined ? [] : [grade];
  const join = { student, school, grades, sectionsMax, beginDate: scene.today };
  return { users: 1, enrollmentsAdded: joinSections(scene, join) };
}
