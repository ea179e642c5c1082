import { createRandom, type Random } from "../../core/random.ts";
import {
  createWorld,
  firstTrialName,
  type Seat,
  type Stamped,
  type World,
} from "../store/world.ts";
import { buildSchoolYear, buildTerms, schoolYearOf, type SchoolYear } from "./calendar.ts";
import { groupBy } from "./group-by.ts";
import { planGuardians } from "./guardians.ts";
import { placeNames } from "./names.ts";
import { sizeOf, type DistrictOptions } from "./options.ts";
import { buildPerson, type PeopleFrame, type PersonPlan } from "./people.ts";
import { planSchools, type SchoolPlan } from "./plan-schools.ts";
import { planSchedule, toCourse, type SchedulePlan, type SectionPlan } from "./section-plans.ts";
import { planOffice, planStaff, staffKey } from "./staff.ts";
import { planStudent, type StudentPlan } from "./students.ts";

/**
 * Makes a district: schools, a school year with terms, courses, sections, students with guardians, and staff.
 *
 * The same options give the same world, byte for byte, on any machine. Each person is drawn from a stream
 * of his own, so that none depends on who was drawn before. Throws a RangeError on impossible sizes.
 */
export function generateDistrict(options: DistrictOptions): World {
  const size = sizeOf(options);
  const year = schoolYearOf(options.asOf);
  const random = createRandom(options.seed).fork("district");
  const schools = planSchools(random, size);
  const students = Array.from({ length: size.students }, (_, index) =>
    planStudent(random, schools, index),
  );
  const stage: Stage = {
    world: createWorld(),
    random,
    year,
    frame: { status: "active", modified: `${options.asOf}T05:00:00.000Z` },
    districtId: random.fork("district-id").uuid(),
    options,
  };
  addOrgs(stage, schools);
  addSessions(stage, schools);
  const staff = addSchedules(stage, schools, students);
  addPeople(stage, students, staff);
  return stage.world;
}

interface Stage {
  readonly world: World;
  readonly random: Random;
  readonly year: SchoolYear;
  readonly frame: Pick<Stamped, "status" | "modified">;
  readonly districtId: string;
  readonly options: DistrictOptions;
}

function addOrgs(
  { world, random, frame, districtId }: Stage,
  schools: readonly SchoolPlan[],
): void {
  const name = `${random.fork("district-name").pick(placeNames)} Unified School District`;
  world.orgs.set(districtId, {
    ...frame,
    id: districtId,
    name,
    type: "district",
    identifier: "001",
  });
  for (const school of schools) {
    world.orgs.set(school.id, {
      ...frame,
      id: school.id,
      name: school.name,
      type: "school",
      identifier: school.number,
      parent: districtId,
    });
  }
}

function addSessions({ world, year, frame }: Stage, schools: readonly SchoolPlan[]): void {
  const sessions = [
    buildSchoolYear(year, frame),
    ...schools.flatMap((school) => buildTerms(school, year, frame)),
  ];
  for (const session of sessions) world.sessions.set(session.id, session);
}

/** Adds courses, sections and seats school by school. Gives the staff that the schedules need. */
function addSchedules(
  stage: Stage,
  schools: readonly SchoolPlan[],
  students: readonly StudentPlan[],
): readonly PersonPlan[] {
  const bySchool = groupBy(students, (student) => student.school);
  return schools.flatMap((school) => {
    const own = bySchool.get(school) ?? [];
    const homerooms = stage.options.homerooms ?? "with";
    const schedule = planSchedule({ random: stage.random, school, students: own, homerooms });
    addSchedule(stage, school, schedule);
    const needs = { teachers: schedule.teacherCount, students: own.length };
    return planStaff(stage.random, school, needs);
  });
}

function addSchedule(stage: Stage, school: SchoolPlan, schedule: SchedulePlan): void {
  const { world, frame, year } = stage;
  world.trials.set(school.id, { active: firstTrialName, names: [firstTrialName] });
  for (const plan of schedule.courses) {
    world.courses.set(plan.id, toCourse(plan, { ...frame, schoolYear: year.id, org: school.id }));
  }
  for (const plan of schedule.sections) addSection(stage, school, plan);
}

function addSection({ world, frame }: Stage, school: SchoolPlan, plan: SectionPlan): void {
  const { id, course, terms, number } = plan;
  world.sections.set(id, {
    ...frame,
    id,
    trial: firstTrialName,
    title: `${course.title} ${number}`,
    course: course.id,
    school: school.id,
    terms,
    periods: [plan.period],
    number: String(number),
    classCode: `${course.code}-${number}`,
    classType: course.subject.homeroom === true ? "homeroom" : "scheduled",
    location: String(100 + (plan.teachers[0] ?? 0)),
    grades: [course.grade],
    subjects: [course.subject.subject],
    subjectCodes: [],
  });
  const place = { ...frame, section: id, school: school.id };
  plan.teachers.forEach((teacher, index) => {
    const primary = index === 0 ? "true" : "false";
    const person = staffKey(school, teacher);
    putSeat(world, { ...place, id: `t${id}${index}`, person, role: "teacher", primary });
  });
  plan.students.forEach(({ key }, index) => {
    const seat = String(index + 1).padStart(2, "0");
    putSeat(world, { ...place, id: `s${id}${seat}`, person: key, role: "student" });
  });
}

function putSeat(world: World, seat: Seat): void {
  world.seats.set(seat.id, seat);
}

function addPeople(
  stage: Stage,
  students: readonly StudentPlan[],
  staff: readonly PersonPlan[],
): void {
  const { world, random, frame } = stage;
  const teachers = staff.filter((plan) => plan.roles[0]?.role === "teacher");
  const guardianship = planGuardians(
    random,
    students,
    teachers.map((plan) => plan.key),
  );
  const people: PeopleFrame = {
    random,
    modified: frame.modified,
    domain: "district.example",
    dirt: stage.options.dirt ?? {},
  };
  const plans = [
    ...students.map((student) => toPersonPlan(student, guardianship.ofStudent)),
    ...planOffice(random, stage.districtId),
    ...staff.map((plan) => withChildren(plan, guardianship.ofStaff.get(plan.key))),
    ...guardianship.plans,
  ];
  for (const plan of plans) world.people.set(plan.key, buildPerson(people, plan));
}

function toPersonPlan(
  student: StudentPlan,
  guardians: ReadonlyMap<string, readonly string[]>,
): PersonPlan {
  const { key, givenName, familyName, grade, school, index } = student;
  return {
    key,
    mark: String(index + 1),
    givenName,
    familyName,
    identifier: key,
    grades: [grade],
    roles: [{ role: "student", org: school.id }],
    contacts: guardians.get(key) ?? [],
  };
}

function withChildren(plan: PersonPlan, children: readonly string[] | undefined): PersonPlan {
  if (children === undefined) return plan;
  return { ...plan, roles: [...plan.roles, { role: "guardian" }], contacts: children };
}
