import type { LineItem, Person, Result, Section, Term } from "../store/records.ts";
import { createWorld, type World } from "../store/world.ts";

const stamp = { status: "active", modified: "2026-08-01T00:00:00.000Z", metadata: undefined };

/**
 * A small district with a filled grade book: two schools, a semester of two quarters, Algebra (with grading tasks
 * and a score group of the district) and Art (without), three students and a teacher.
 */
export function gradedWorld(): World {
  const world = createWorld();
  world.setView({ activeYear: "2027" });
  addPlaces(world);
  addSchedule(world);
  addPeople(world);
  world.demographics.put({
    ...stamp,
    id: "101",
    birthDate: "2012-03-04",
    sex: "female",
    facts: { asian: "true", cityOfBirth: "Fir" },
  });
  addGradebook(world);
  addAssessments(world);
  return world;
}

function addPlaces(world: World): void {
  const school = { ...stamp, type: "school", parent: "d1" };
  world.orgs.put({
    ...school,
    id: "d1",
    type: "district",
    name: "Fir",
    identifier: "1",
    parent: undefined,
  });
  world.orgs.put({ ...school, id: "north", name: "North High", identifier: "10" });
  world.orgs.put({ ...school, id: "south", name: "South High", identifier: "20" });
  world.schoolYears.put({
    ...stamp,
    id: "y2027",
    title: "2026-2027",
    type: "schoolYear",
    startDate: "2026-08-01",
    endDate: "2027-06-30",
    schoolYear: "2027",
    parent: undefined,
  });
  for (const id of ["north", "south"]) {
    world.calendars.put({ id: `c-${id}`, school: id, schoolYear: "2027", name: "26-27" });
    world.structures.put({ id: `m-${id}`, calendar: `c-${id}`, name: "Main" });
    world.trials.put({
      id: `a-${id}`,
      structure: `m-${id}`,
      name: "A",
      active: true,
      locked: false,
    });
  }
  world.trials.put({
    id: "b-north",
    structure: "m-north",
    name: "B",
    active: false,
    locked: false,
  });
}

function addSchedule(world: World): void {
  const north = { structure: "m-north" };
  world.terms.put(
    term("s1", { ...north, title: "Fall", startDate: "2026-08-20", endDate: "2026-12-18" }),
  );
  world.terms.put(
    term("q1", { ...north, ...quarter, startDate: "2026-08-20", endDate: "2026-10-16" }),
  );
  world.terms.put(
    term("q2", { ...north, ...quarter, startDate: "2026-10-17", endDate: "2026-12-18" }),
  );
  world.terms.put(
    term("s2", { ...north, title: "Spring", startDate: "2027-01-04", endDate: "2027-05-28" }),
  );
  world.terms.put(
    term("x1", { structure: "m-south", startDate: "2026-08-20", endDate: "2026-12-18" }),
  );
  for (const [id, title, org] of [
    ["alg", "Algebra", "north"],
    ["art", "Art", "north"],
    ["bio", "Biology", "south"],
  ] as const) {
    world.courses.put({
      ...stamp,
      id,
      title,
      org,
      code: id.toUpperCase(),
      calendar: `c-${org}`,
      schoolYear: "y2027",
      ...noLists,
      resources: id === "art" ? ["book-1"] : [],
    });
  }
  world.sections.put(
    section("alg-1", { course: "alg", placements: [{ term: "q1" }, { term: "q2" }] }),
  );
  world.sections.put(section("alg-2", { course: "alg", placements: [{ term: "s2" }] }));
  world.sections.put(
    section("alg-9", { course: "alg", trial: "b-north", placements: [{ term: "q1" }] }),
  );
  world.sections.put(
    section("art-1", { course: "art", placements: [{ term: "s1" }], resources: ["book-2"] }),
  );
  world.sections.put(
    section("bio-1", {
      course: "bio",
      school: "south",
      trial: "a-south",
      placements: [{ term: "x1" }],
    }),
  );
}

const quarter = { title: "Quarter", type: "gradingPeriod", parent: "s1" };
const noLists = { grades: ["09"], subjects: [], subjectCodes: [], resources: [] };

function term(id: string, rest: Partial<Term>): Term {
  return {
    ...stamp,
    id,
    structure: "m-north",
    title: id,
    type: "term",
    startDate: "2026-08-20",
    endDate: "2026-12-18",
    schoolYear: "2027",
    parent: "y2027",
    ...rest,
  };
}

function section(id: string, rest: Partial<Section>): Section {
  return {
    ...stamp,
    id,
    trial: "a-north",
    course: "alg",
    school: "north",
    number: id.slice(-1),
    title: id,
    classCode: id,
    classType: "scheduled",
    location: undefined,
    placements: [],
    ...noLists,
    ...rest,
  };
}

function addPeople(world: World): void {
  for (const [id, givenName, sections] of [
    ["101", "Ada", ["alg-1", "art-1"]],
    ["102", "Ben", ["alg-1"]],
    ["103", "Cy", ["bio-1"]],
  ] as const) {
    const school = sections[0] === "bio-1" ? "south" : "north";
    world.people.put(person(id, { givenName, resources: id === "101" ? ["book-1"] : [] }));
    world.schoolEnrollments.put({
      id: `e${id}`,
      person: id,
      calendar: `c-${school}`,
      school,
      serviceType: "P",
      grade: "09",
      startDate: "2026-08-20",
      endDate: undefined,
      noShow: false,
      written: undefined,
    });
    for (const one of sections)
      seat(world, { id: `r-${id}-${one}`, person: id, section: one, school });
  }
  world.demographics.put({
    ...stamp,
    id: "101",
    birthDate: "2011-03-05",
    sex: "female",
    facts: { asian: "true" },
  });
  world.people.put(person("201", { givenName: "Tess" }));
  world.assignments.put({
    id: "j201",
    person: "201",
    org: "north",
    role: "teacher",
    startDate: undefined,
    endDate: undefined,
    written: undefined,
  });
  world.staff.put({
    ...stamp,
    ...openDates,
    id: "t-201-alg-1",
    section: "alg-1",
    school: "north",
    person: "201",
    role: "teacher",
    primary: "true",
    staffType: "P",
  });
}

const openDates = { beginDate: undefined, endDate: undefined };

function seat(
  world: World,
  place: {
    readonly id: string;
    readonly person: string;
    readonly section: string;
    readonly school: string;
  },
): void {
  world.rosters.put({ ...stamp, ...openDates, ...place, role: "student", primary: undefined });
}

function person(id: string, rest: Partial<Person>): Person {
  return {
    ...stamp,
    id,
    idForm: "campus",
    username: `user${id}`,
    enabled: true,
    givenName: "A",
    familyName: "Fir",
    middleName: undefined,
    preferredFirstName: undefined,
    preferredMiddleName: undefined,
    preferredLastName: undefined,
    pronouns: undefined,
    identifier: id,
    masterIdentifier: undefined,
    userIds: [],
    email: `user${id}@fir.example`,
    sms: undefined,
    phone: undefined,
    grades: [],
    primaryOrg: undefined,
    profiles: [],
    resources: [],
    ...rest,
  };
}

function addGradebook(world: World): void {
  const place = { org: "d1", course: undefined, section: undefined };
  world.scoreGroups.put({
    ...stamp,
    ...place,
    id: "letters",
    title: "Letters",
    type: "percent",
    values: letters,
  });
  world.scoreGroups.put({
    ...stamp,
    id: "art-scale",
    title: "Art",
    type: "percent",
    org: undefined,
    course: "art",
    section: "art-1",
    values: [{ itemValueLHS: "50", itemValueRHS: "Pass" }],
  });
  world.gradingTasks.put({
    ...stamp,
    id: "task-1",
    course: "alg",
    title: "Quarter Grade",
    standard: false,
    scoreGroup: "letters",
    openTerms: ["q1"],
  });
  world.gradingTasks.put({
    ...stamp,
    id: "task-2",
    course: "alg",
    title: "Linear equations",
    standard: true,
    scoreGroup: undefined,
    openTerms: undefined,
  });
  const category = { ...stamp, weight: 40, section: undefined };
  world.categories.put({ ...category, id: "homework", title: "Homework" });
  world.categories.put({ ...category, id: "studio", title: "Studio", section: "art-1" });
  world.lineItems.put(lineItem("hw-1", { category: "homework", academicSession: "q1" }));
  world.lineItems.put(lineItem("art-essay", { section: "art-1", scoreScale: "art-scale" }));
  world.lineItems.put(lineItem("old-hw", { section: "alg-9" }));
  world.results.put(result("res-1", { lineItem: "hw-1", score: 8 }));
  world.results.put(
    result("res-2", { lineItem: "gt.task-1.alg-1.q1", textScore: "A-", scoreScale: "letters" }),
  );
  world.results.put(
    result("res-3", { lineItem: "art-essay", scoreStatus: "exempt", section: "art-1" }),
  );
  world.results.put(result("res-4", { lineItem: "old-hw", score: 1 }));
  world.results.put(
    result("res-5", { lineItem: "hw-1", student: "102", scoreStatus: "ext:pending" }),
  );
  for (const id of ["book-1", "book-2"]) {
    world.resources.put({
      ...stamp,
      id,
      title: id,
      roles: ["student", "ext:tutor"],
      importance: "primary",
      vendorResourceId: `urn:${id}`,
      vendorId: "publisher.example",
      applicationId: undefined,
    });
  }
}

const letters = [
  { itemValueLHS: "90", itemValueRHS: "A-" },
  { itemValueLHS: "93", itemValueRHS: "A" },
  { itemValueLHS: "80", itemValueRHS: "B" },
  { itemValueLHS: "0", itemValueRHS: "F" },
];

function lineItem(id: string, rest: Partial<LineItem>): LineItem {
  return {
    ...stamp,
    id,
    title: id,
    description: undefined,
    assignDate: "2026-09-01",
    dueDate: "2026-09-08",
    section: "alg-1",
    school: undefined,
    category: undefined,
    gradingPeriod: undefined,
    academicSession: undefined,
    scoreScale: undefined,
    resultValueMin: 0,
    resultValueMax: 10,
    learningObjectives: [{ source: "unknown", learningObjectiveIds: ["lo-1"] }],
    origin: "sis",
    ...rest,
  };
}

const unscored = {
  scoreStatus: "fully graded",
  score: undefined,
  textScore: undefined,
  scoreDate: "2026-09-08",
  scoreScale: undefined,
  comment: undefined,
  learningObjectives: undefined,
  flags: { late: "true" },
};

function result(id: string, rest: Partial<Result>): Result {
  return {
    ...stamp,
    ...unscored,
    id,
    lineItem: "hw-1",
    student: "101",
    section: undefined,
    origin: "sis",
    ...rest,
  };
}

function addAssessments(world: World): void {
  const item = {
    ...stamp,
    description: undefined,
    section: "alg-1",
    parent: undefined,
    scoreScale: undefined,
    resultValueMin: 0,
    resultValueMax: 36,
    learningObjectives: undefined,
  };
  world.assessmentLineItems.put({
    ...item,
    id: "test-1",
    title: "Entry test",
    scoreScale: "letters",
  });
  world.assessmentLineItems.put({ ...item, id: "test-1a", title: "Part A", parent: "test-1" });
  world.assessmentResults.put({
    ...stamp,
    ...unscored,
    id: "score-1",
    assessmentLineItem: "test-1a",
    student: "101",
    score: 30,
    scorePercentile: 88,
  });
}
