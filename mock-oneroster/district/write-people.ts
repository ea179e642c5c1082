import type { World } from "../store/world.ts";
import { contactPerson, relationshipsOf } from "./contacts.ts";
import { childCount, familyOf, hasContact } from "./families.ts";
import type { Layout } from "./layout.ts";
import { matchParentTeachers } from "./parent-teachers.ts";
import { contactSlots, staffNumber } from "./person-numbers.ts";
import { assignmentsOf, countOf, planOffice, staffPerson, type StaffPlan } from "./staff.ts";
import { demographicsOf, schoolEnrollmentsOf } from "./student-records.ts";
import { studentPerson } from "./students.ts";

/** Writes everybody with their roles and relationships: students, then staff, then guardians and relatives. */
export function writePeople(world: World, layout: Layout, schools: readonly StaffPlan[]): void {
  const parents = matchParentTeachers(layout, teacherNumbers(layout, schools));
  for (let index = 0; index < layout.size.students; index += 1) {
    writeStudent(world, layout, { index, parents });
  }
  for (const plan of [planOffice(layout), ...schools]) writeStaff(world, layout, plan);
  writeContacts(world, layout, parents);
}

function* teacherNumbers(
  { schools }: Layout,
  plans: readonly StaffPlan[],
): Generator<number, void> {
  for (const plan of plans) {
    for (let place = 0; place < countOf(plan, "teacher"); place += 1) {
      yield staffNumber(schools.length, plan.school, place);
    }
  }
}

function writeStudent(
  world: World,
  layout: Layout,
  student: { readonly index: number; readonly parents: ReadonlyMap<number, number> },
): void {
  const { index, parents } = student;
  world.people.put(studentPerson(layout, index));
  world.demographics.put(demographicsOf(layout, index));
  for (const row of schoolEnrollmentsOf(layout, index)) world.schoolEnrollments.put(row);
  const teacher = parents.get(familyOf(layout.draws, index));
  for (const row of relationshipsOf(layout, index, teacher)) world.relationships.put(row);
}

function writeStaff(world: World, layout: Layout, plan: StaffPlan): void {
  for (let place = 0; place < countOf(plan); place += 1) {
    world.people.put(staffPerson(layout, staffNumber(layout.schools.length, plan.school, place)));
    for (const row of assignmentsOf(layout, plan, place)) world.assignments.put(row);
  }
}

function writeContacts(world: World, layout: Layout, parents: ReadonlyMap<number, number>): void {
  for (let family = 0; family < layout.size.students; family += childCount(layout, family)) {
    for (const slot of contactSlots) {
      const isTeacher = slot === 0 && parents.has(family);
      if (hasContact(layout, family, slot) && !isTeacher) {
        world.people.put(contactPerson(layout, family, slot));
      }
    }
  }
}
