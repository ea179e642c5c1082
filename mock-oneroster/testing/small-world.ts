import { createWorld, type World } from "../store/world.ts";
import {
  courseRow,
  enrollmentRow,
  lineItemRow,
  madeAt,
  orgRow,
  personRow,
  relationshipRow,
  rosterRow,
  sectionRow,
  staffRow,
  termRow,
} from "./rows.ts";

const frame = { status: "active", modified: madeAt, metadata: undefined };

/**
 * A Campus district that fits in a head, made by hand: a middle school (`lake`) with the grades 07 and 08 and a high
 * school (`hill`) with 08 and 09, in the school year 2026-2027.
 *
 * Six students a school (`1001` to `1006`, `1011` to `1016`, half of them in each grade), all in mathematics and art.
 * Three teachers a school (`2001`, `2011`, …; `2003` and `2013` are co-teachers), an administrator and an aide.
 * The guardian `3001` has children in both schools, the teacher `2001` is a parent too, and `3003` is a relative.
 */
export function smallWorld(): World {
  const world = createWorld();
  world.orgs.put(orgRow({ id: "district", type: "district", name: "Small District" }));
  world.schoolYears.put({
    ...frame,
    id: "year-2027",
    title: "2026-2027",
    type: "schoolYear",
    startDate: "2026-08-17",
    endDate: "2027-06-05",
    schoolYear: "2027",
    parent: undefined,
  });
  addSchool(world, { id: "lake", number: "100", digit: "0", grades: ["07", "08"] });
  addSchool(world, { id: "hill", number: "200", digit: "1", grades: ["08", "09"] });
  addFamilies(world);
  addGradebook(world);
  world.setView({ activeYear: "2027" });
  return world;
}

interface School {
  readonly id: string;
  readonly number: string;
  /** Stands in the ids of everything that belongs to the school. */
  readonly digit: string;
  readonly grades: readonly [string, string];
}

function addSchool(world: World, school: School): void {
  const { id, number, digit } = school;
  const structure = `structure${digit}`;
  const calendar = `calendar${digit}`;
  world.orgs.put(
    orgRow({ id, type: "school", name: `${id} school`, identifier: number, parent: "district" }),
  );
  world.calendars.put({ id: calendar, school: id, schoolYear: "2027", name: "26-27" });
  world.structures.put({ id: structure, calendar, name: "Main" });
  world.trials.put({ id: `trial${digit}`, structure, name: "A", active: true, locked: false });
  addTerms(world, digit);
  addStaff(world, school);
  addStudents(world, school);
  school.grades.forEach((grade, index) => addCourses(world, school, { grade, index }));
}

function addTerms(world: World, digit: string): void {
  const structure = `structure${digit}`;
  const rows = [
    ["0", "Year", "term", "year-2027", "2026-08-17", "2027-06-05"],
    ["1", "Semester 1", "semester", "year-2027", "2026-08-17", "2026-12-18"],
    ["2", "Semester 2", "semester", "year-2027", "2027-01-05", "2027-06-05"],
    ["3", "Q1", "gradingPeriod", `70${digit}1`, "2026-08-17", "2026-10-16"],
    ["4", "Q2", "gradingPeriod", `70${digit}1`, "2026-10-17", "2026-12-18"],
  ] as const;
  for (const [last, title, type, parent, startDate, endDate] of rows) {
    const id = `70${digit}${last}`;
    world.terms.put(termRow({ id, structure, title, type, parent, startDate, endDate }));
  }
}

function addStaff(world: World, { id: org, digit }: School): void {
  const roles = ["teacher", "teacher", "teacher", "administrator", "aide"];
  roles.forEach((role, index) => {
    const person = `20${digit}${index + 1}`;
    const familyName = `Staff ${person}`;
    world.people.put(personRow({ id: person, givenName: "Sam", familyName }));
    const dates = { startDate: undefined, endDate: undefined };
    world.assignments.put({ id: `a${person}`, person, org, role, ...dates, written: undefined });
  });
}

function studentsOf({ digit }: School, index: number): readonly string[] {
  return [1, 2, 3].map((place) => `10${digit}${index * 3 + place}`);
}

function addStudents(world: World, school: School): void {
  school.grades.forEach((grade, index) => {
    for (const person of studentsOf(school, index)) {
      const [givenName, familyName] = [`Given ${person}`, `Family ${person}`];
      world.people.put(personRow({ id: person, givenName, familyName }));
      const calendar = `calendar${school.digit}`;
      world.schoolEnrollments.put(enrollmentRow({ person, school: school.id, calendar, grade }));
      const facts = { birthDate: "2013-05-01", sex: "female", facts: {} };
      world.demographics.put({ ...frame, id: person, ...facts });
    }
  });
}

/** Mathematics meets all year in two sections, art in the first semester in one. */
function addCourses(
  world: World,
  school: School,
  { grade, index }: { readonly grade: string; readonly index: number },
): void {
  const { id: org, digit } = school;
  const at = { org, calendar: `calendar${digit}`, schoolYear: "year-2027", grades: [grade] };
  const math = courseRow({ ...at, id: `50${digit}${index}1`, title: "Math", code: `MA${grade}` });
  const art = courseRow({ ...at, id: `50${digit}${index}2`, title: "Art", code: `AR${grade}` });
  world.courses.put(math);
  world.courses.put(art);
  const students = studentsOf(school, index);
  const plans = [
    { course: math, number: "1", term: "0", teacher: "1", students: students.slice(0, 2) },
    { course: math, number: "2", term: "0", teacher: "2", students: students.slice(2) },
    { course: art, number: "1", term: "1", teacher: "2", students },
  ];
  for (const [place, plan] of plans.entries()) {
    addSection(world, school, { ...plan, id: `60${digit}${index}${place + 1}` });
  }
}

interface SectionPlan {
  readonly id: string;
  readonly course: { readonly id: string; readonly code: string };
  readonly number: string;
  readonly term: string;
  readonly teacher: string;
  readonly students: readonly string[];
}

function addSection(world: World, { id: school, digit }: School, plan: SectionPlan): void {
  const { id: section, number } = plan;
  const placements = [{ term: `70${digit}${plan.term}`, period: section.slice(-1) }];
  const classCode = `${plan.course.code}-${number}`;
  const trial = `trial${digit}`;
  const at = { course: plan.course.id, school, trial };
  world.sections.put(sectionRow({ ...at, id: section, number, classCode, placements }));
  plan.students.forEach((person, index) => {
    world.rosters.put(rosterRow({ id: `s${section}${index}`, section, school, person }));
  });
  const staff = [
    [plan.teacher, "P"],
    ["3", "T"],
    ["5", "S"],
  ] as const;
  for (const [last, staffType] of staff) {
    const person = `20${digit}${last}`;
    world.staff.put(
      staffRow({ id: `t${section}${staffType}`, section, school, person, staffType }),
    );
  }
}

function addFamilies(world: World): void {
  for (const id of ["3001", "3002", "3003"]) {
    const [givenName, familyName] = [`Given ${id}`, `Family ${id}`];
    world.people.put(personRow({ id, givenName, familyName, identifier: undefined }));
  }
  world.relationships.put(relationshipRow({ person: "1001", contact: "3001" }));
  world.relationships.put(relationshipRow({ person: "1011", contact: "3001" }));
  world.relationships.put(
    relationshipRow({ person: "1001", contact: "3002", type: "Father", seq: 2 }),
  );
  world.relationships.put(relationshipRow({ person: "1002", contact: "2001" }));
  world.relationships.put(
    relationshipRow({ person: "1003", contact: "3003", guardian: false, type: "Aunt" }),
  );
}

/** Mathematics of grade 07 at the lake has a grading task, and its first section a quiz with a score. */
function addGradebook(world: World): void {
  const values = [{ itemValueLHS: "A", itemValueRHS: "90" }];
  const scale = { id: "scale", title: "Letters", type: "letter", org: "district", values };
  world.scoreGroups.put({ ...frame, ...scale, course: undefined, section: undefined });
  world.categories.put({ ...frame, id: "tests", title: "Tests", weight: 40, section: undefined });
  const task = { id: "task", course: "50001", title: "Final Grade", scoreGroup: "scale" };
  world.gradingTasks.put({ ...frame, ...task, standard: false, openTerms: undefined });
  world.lineItems.put(lineItemRow({ id: "quiz", section: "60001", category: "tests" }));
  world.results.put({
    ...frame,
    id: "score",
    lineItem: "quiz",
    student: "1001",
    section: "60001",
    origin: "sis",
    scoreStatus: "fully graded",
    score: 8,
    textScore: undefined,
    scoreDate: "2026-09-08",
    scoreScale: undefined,
    comment: undefined,
    learningObjectives: undefined,
    flags: {},
  });
}
