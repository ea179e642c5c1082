import { examplesV1p1 } from "./v1p1.ts";

/**
 * Payloads of 1.2 in the shapes of the official OpenAPI files, with made-up people.
 *
 * One full record of each class: every field is there, so that a field that a schema forgot or renamed shows.
 */
const roster = "https://sis.example/ims/oneroster/rostering/v1p2";
const gradebook = "https://sis.example/ims/oneroster/gradebook/v1p2";
const base = {
  status: "active",
  dateLastModified: "2025-08-01T05:00:00Z",
  metadata: { "ic.legacySourcedId": "101" },
};

const orgRef = { href: `${roster}/orgs/org-1`, sourcedId: "org-1", type: "org" };
const termRef = {
  href: `${roster}/academicSessions/term-1`,
  sourcedId: "term-1",
  type: "academicSession",
};
const classRef = { href: `${roster}/classes/class-1`, sourcedId: "class-1", type: "class" };
const userRef = { href: `${roster}/users/u-101`, sourcedId: "u-101", type: "user" };
const scaleRef = { href: `${gradebook}/scoreScales/sc-1`, sourcedId: "sc-1", type: "scoreScale" };
const resourceRef = {
  href: "https://sis.example/ims/oneroster/resources/v1p2/resources/res-1",
  sourcedId: "res-1",
  type: "resource",
};
const profileId = "urn:roster-rehearsal:user-profile:up-1";

const objectives = [
  { source: "case", learningObjectiveIds: ["5f2c1d0e-0000-4000-8000-000000000001"] },
];
const objectiveScores = [
  {
    source: "statewide",
    learningObjectiveResults: [{ learningObjectiveId: "A.1", score: 3, textScore: "meets" }],
  },
];
const handIn = { inProgress: "false", incomplete: "false", late: "true", missing: "false" };

/** One record of every class of 1.2, by class name. */
export const examplesV1p2 = {
  academicSession: {
    ...examplesV1p1.academicSession,
    ...base,
    type: "ext:trimester",
    children: [{ ...termRef, sourcedId: "quarter-1" }],
  },
  class: { ...examplesV1p1.class, ...base, classType: "ext:virtual" },
  course: { ...examplesV1p1.course, ...base },
  demographics: { ...examplesV1p1.demographics, ...base, sourcedId: "u-101", sex: "unspecified" },
  enrollment: { ...examplesV1p1.enrollment, ...base, user: userRef, class: classRef },
  org: { ...examplesV1p1.org, ...base },
  user: {
    ...base,
    sourcedId: "u-101",
    userMasterIdentifier: "1001",
    username: "mkoval",
    userIds: [{ type: "state", identifier: "0012345" }],
    enabledUser: "true",
    givenName: "Mira",
    familyName: "Koval",
    middleName: "J",
    preferredFirstName: "Mimi",
    preferredMiddleName: "K",
    preferredLastName: "Koval",
    pronouns: "she/her",
    roles: [
      {
        roleType: "primary",
        role: "student",
        org: orgRef,
        userProfile: profileId,
        beginDate: "2025-08-18",
        endDate: "2026-05-30",
      },
      { roleType: "secondary", role: "ext:club.captain", org: orgRef },
    ],
    userProfiles: [
      {
        profileId,
        profileType: "lms",
        vendorId: "vendor-1",
        applicationId: "app-1",
        description: "The account in the LMS",
        credentials: [{ type: "password", username: "mkoval", password: "not-a-real-one" }],
      },
    ],
    primaryOrg: orgRef,
    identifier: "1001",
    email: "mira.koval@example.org",
    sms: "555-0101",
    phone: "555-0102",
    agents: [{ ...userRef, sourcedId: "u-201" }],
    grades: ["09"],
    password: "not-a-real-one",
    resources: [resourceRef],
  },
  resource: { ...examplesV1p1.resource, ...base, roles: ["student", "ext:tutor"] },
  category: { ...examplesV1p1.category, ...base, weight: 0.25 },
  lineItem: {
    ...examplesV1p1.lineItem,
    ...base,
    school: orgRef,
    gradingPeriod: termRef,
    academicSession: termRef,
    scoreScale: scaleRef,
    learningObjectiveSet: objectives,
  },
  result: {
    ...examplesV1p1.result,
    ...base,
    student: userRef,
    class: classRef,
    scoreScale: scaleRef,
    textScore: "B",
    learningObjectiveSet: objectiveScores,
    ...handIn,
  },
  scoreScale: {
    ...base,
    sourcedId: "sc-1",
    title: "Letters",
    type: "letter",
    course: examplesV1p1.class.course,
    class: classRef,
    scoreScaleValue: [{ itemValueLHS: "90-100", itemValueRHS: "A" }],
  },
  assessmentLineItem: {
    ...base,
    sourcedId: "ali-1",
    title: "State test",
    description: "Spring",
    class: classRef,
    parentAssessmentLineItem: {
      href: `${gradebook}/assessmentLineItems/ali-0`,
      sourcedId: "ali-0",
      type: "assessmentLineItem",
    },
    scoreScale: scaleRef,
    resultValueMin: 0,
    resultValueMax: 100,
    learningObjectiveSet: objectives,
  },
  assessmentResult: {
    ...base,
    sourcedId: "ar-1",
    assessmentLineItem: {
      href: `${gradebook}/assessmentLineItems/ali-1`,
      sourcedId: "ali-1",
      type: "assessmentLineItem",
    },
    student: userRef,
    score: 88,
    textScore: "B",
    scoreDate: "2026-04-01",
    scoreScale: scaleRef,
    scorePercentile: 71.5,
    scoreStatus: "submitted",
    comment: "Absent on the first day",
    learningObjectiveSet: objectiveScores,
    ...handIn,
  },
} as const;
