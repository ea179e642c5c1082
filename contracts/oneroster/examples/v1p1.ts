/**
 * Payloads of 1.1 in the shapes of the standard (OneRoster 1.1 §4 and §5), with made-up people.
 *
 * One full record of each class: every field is there, so that a field that a schema forgot or renamed shows.
 */
const root = "https://sis.example/ims/oneroster/v1p1";
const base = {
  status: "active",
  dateLastModified: "2025-08-01T05:00:00.000Z",
  metadata: { "x.origin": "example" },
};

const orgRef = { href: `${root}/orgs/org-1`, sourcedId: "org-1", type: "org" };
const districtRef = { href: `${root}/orgs/org-0`, sourcedId: "org-0", type: "org" };
const termRef = {
  href: `${root}/academicSessions/term-1`,
  sourcedId: "term-1",
  type: "academicSession",
};
const yearRef = {
  href: `${root}/academicSessions/year-1`,
  sourcedId: "year-1",
  type: "academicSession",
};
const courseRef = { href: `${root}/courses/course-1`, sourcedId: "course-1", type: "course" };
const classRef = { href: `${root}/classes/class-1`, sourcedId: "class-1", type: "class" };
const studentRef = { href: `${root}/students/s101`, sourcedId: "s101", type: "student" };
const guardianRef = { href: `${root}/users/g201`, sourcedId: "g201", type: "user" };
const resourceRef = { href: `${root}/resources/res-1`, sourcedId: "res-1", type: "resource" };

/** One record of every class of 1.1, by class name. */
export const examplesV1p1 = {
  academicSession: {
    ...base,
    sourcedId: "term-1",
    title: "Fall",
    startDate: "2025-08-18",
    endDate: "2025-12-20",
    type: "term",
    parent: yearRef,
    children: [{ ...termRef, sourcedId: "quarter-1", type: "gradingPeriod" }],
    schoolYear: "2026",
  },
  class: {
    ...base,
    sourcedId: "class-1",
    title: "Algebra I 2",
    classCode: "M101-2",
    classType: "scheduled",
    location: "204",
    grades: ["09", "10"],
    subjects: ["Mathematics"],
    course: courseRef,
    school: orgRef,
    terms: [termRef],
    subjectCodes: ["02052"],
    periods: ["1", "3"],
    resources: [resourceRef],
  },
  course: {
    ...base,
    sourcedId: "course-1",
    title: "Algebra I",
    schoolYear: yearRef,
    courseCode: "M101",
    grades: ["09"],
    subjects: ["Mathematics"],
    org: orgRef,
    subjectCodes: ["02052"],
    resources: [resourceRef],
  },
  demographics: {
    ...base,
    sourcedId: "s101",
    birthDate: "2010-02-28",
    sex: "female",
    americanIndianOrAlaskaNative: "false",
    asian: "true",
    blackOrAfricanAmerican: "false",
    nativeHawaiianOrOtherPacificIslander: "false",
    white: "false",
    demographicRaceTwoOrMoreRaces: "false",
    hispanicOrLatinoEthnicity: "false",
    countryOfBirthCode: "US",
    stateOfBirthAbbreviation: "NC",
    cityOfBirth: "Durham",
    publicSchoolResidenceStatus: "01652",
  },
  enrollment: {
    ...base,
    sourcedId: "e-1",
    user: studentRef,
    class: classRef,
    school: orgRef,
    role: "student",
    primary: "false",
    beginDate: "2025-08-18",
    endDate: "2025-12-20",
  },
  org: {
    ...base,
    sourcedId: "org-1",
    name: "Example High",
    type: "school",
    identifier: "HS-1",
    parent: districtRef,
    children: [{ ...orgRef, sourcedId: "org-2" }],
  },
  user: {
    ...base,
    sourcedId: "s101",
    username: "mkoval",
    userIds: [{ type: "state", identifier: "0012345" }],
    enabledUser: "true",
    givenName: "Mira",
    familyName: "Koval",
    middleName: "J",
    role: "student",
    identifier: "1001",
    email: "mira.koval@example.org",
    sms: "555-0101",
    phone: "555-0102",
    agents: [guardianRef],
    orgs: [orgRef],
    grades: ["09"],
    password: "not-a-real-one",
  },
  resource: {
    ...base,
    sourcedId: "res-1",
    title: "Algebra workbook",
    roles: ["student", "teacher"],
    importance: "primary",
    vendorResourceId: "wb-1",
    vendorId: "vendor-1",
    applicationId: "app-1",
  },
  category: { ...base, sourcedId: "cat-1", title: "Homework" },
  lineItem: {
    ...base,
    sourcedId: "li-1",
    title: "Problem set 1",
    description: "Ten problems",
    assignDate: "2025-09-01T00:00:00.000Z",
    dueDate: "2025-09-08T23:59:59-04:00",
    class: classRef,
    category: { href: `${root}/categories/cat-1`, sourcedId: "cat-1", type: "category" },
    gradingPeriod: { ...termRef, type: "gradingPeriod" },
    resultValueMin: 0,
    resultValueMax: 10,
  },
  result: {
    ...base,
    sourcedId: "r-1",
    lineItem: { href: `${root}/lineItems/li-1`, sourcedId: "li-1", type: "lineItem" },
    student: studentRef,
    scoreStatus: "fully graded",
    score: 8.5,
    scoreDate: "2025-09-09",
    comment: "Well done",
  },
} as const;
