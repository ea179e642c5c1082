/**
 * The CSV files of both versions as data: every column in order, to be compared with the standard.
 *
 * One line is one column: `name type need`. Needs: `1` always, `0..1` may be blank, `delta` required in a
 * delta file and blank in a bulk file. Types:
 *
 * - `text`, `guid`, `date`, `dateTime`, `year`, `flag`, `number`
 * - `ref(file)`: the sourcedId of a row of another file; `refs(file)`: several, with commas
 * - `word(vocabulary)`: a value of a vocabulary of that version; `words(vocabulary)`: several
 * - `list`: several texts with commas; `pairs`: several `{left:right}` with commas
 *
 * 1.1 by the tables of 1.1.1, 1.2 by the CSV Binding 1.2.1; files in the order of the manifest.
 */
const start = ["sourcedId guid 1", "status word(status) delta", "dateLastModified dateTime delta"];

const academicSessions = [
  ...start,
  "title text 1",
  "type word(academicSessionType) 1",
  "startDate date 1",
  "endDate date 1",
  "parentSourcedId ref(academicSessions) 0..1",
  "schoolYear year 1",
];

const classes = [
  ...start,
  "title text 1",
  "grades list 0..1",
  "courseSourcedId ref(courses) 1",
  "classCode text 0..1",
  "classType word(classType) 1",
  "location text 0..1",
  "schoolSourcedId ref(orgs) 1",
  "termSourcedIds refs(academicSessions) 1",
  "subjects list 0..1",
  "subjectCodes list 0..1",
  "periods list 0..1",
];

const classResources = [
  ...start,
  "title text 0..1",
  "classSourcedId ref(classes) 1",
  "resourceSourcedId ref(resources) 1",
];

const courses = [
  ...start,
  "schoolYearSourcedId ref(academicSessions) 0..1",
  "title text 1",
  "courseCode text 0..1",
  "grades list 0..1",
  "orgSourcedId ref(orgs) 1",
  "subjects list 0..1",
  "subjectCodes list 0..1",
];

const courseResources = [
  ...start,
  "title text 0..1",
  "courseSourcedId ref(courses) 1",
  "resourceSourcedId ref(resources) 1",
];

const demographics = [
  ...start,
  "birthDate date 0..1",
  "sex word(sex) 0..1",
  "americanIndianOrAlaskaNative flag 0..1",
  "asian flag 0..1",
  "blackOrAfricanAmerican flag 0..1",
  "nativeHawaiianOrOtherPacificIslander flag 0..1",
  "white flag 0..1",
  "demographicRaceTwoOrMoreRaces flag 0..1",
  "hispanicOrLatinoEthnicity flag 0..1",
  "countryOfBirthCode text 0..1",
  "stateOfBirthAbbreviation text 0..1",
  "cityOfBirth text 0..1",
  "publicSchoolResidenceStatus text 0..1",
];

const enrollments = [
  ...start,
  "classSourcedId ref(classes) 1",
  "schoolSourcedId ref(orgs) 1",
  "userSourcedId ref(users) 1",
  "role word(enrollmentRole) 1",
  "primary flag 0..1",
  "beginDate date 0..1",
  "endDate date 0..1",
];

const orgs = [
  ...start,
  "name text 1",
  "type word(orgType) 1",
  "identifier text 0..1",
  "parentSourcedId ref(orgs) 0..1",
];

const resources = [
  ...start,
  "vendorResourceId text 1",
  "title text 0..1",
  "roles words(resourceRole) 0..1",
  "importance word(importance) 0..1",
  "vendorId text 0..1",
  "applicationId text 0..1",
];

/** The 13 files of 1.1. */
export const csvLinesV1p1 = {
  academicSessions,
  categories: [...start, "title text 1"],
  classes,
  classResources,
  courses,
  courseResources,
  demographics,
  enrollments,
  lineItems: [
    ...start,
    "title text 1",
    "description text 0..1",
    "assignDate date 1",
    "dueDate date 1",
    "classSourcedId ref(classes) 1",
    "categorySourcedId ref(categories) 1",
    "gradingPeriodSourcedId ref(academicSessions) 1",
    "resultValueMin number 1",
    "resultValueMax number 1",
  ],
  orgs,
  resources,
  results: [
    ...start,
    "lineItemSourcedId ref(lineItems) 1",
    "studentSourcedId ref(users) 1",
    "scoreStatus word(scoreStatus) 1",
    "score number 1",
    "scoreDate date 1",
    "comment text 0..1",
  ],
  users: [
    ...start,
    "enabledUser flag 1",
    "orgSourcedIds refs(orgs) 1",
    "role word(userRole) 1",
    "username text 1",
    "userIds pairs 0..1",
    "givenName text 1",
    "familyName text 1",
    "middleName text 0..1",
    "identifier text 0..1",
    "email text 0..1",
    "sms text 0..1",
    "phone text 0..1",
    "agentSourcedIds refs(users) 0..1",
    "grades list 0..1",
    "password text 0..1",
  ],
} as const;

/** The 21 files of 1.2. */
export const csvLinesV1p2 = {
  academicSessions,
  categories: [...start, "title text 1", "weight number 0..1"],
  classes,
  classResources,
  courseResources,
  courses,
  demographics,
  enrollments,
  lineItemLearningObjectiveIds: [
    ...start,
    "lineItemSourcedId ref(lineItems) 1",
    "source word(learningObjectiveSource) 1",
    "learningObjectiveId text 1",
  ],
  lineItems: [
    ...start,
    "title text 1",
    "description text 0..1",
    "assignDate date 1",
    "dueDate date 1",
    "classSourcedId ref(classes) 1",
    "categorySourcedId ref(categories) 1",
    "academicSessionSourcedId ref(academicSessions) 1",
    "resultValueMin number 0..1",
    "resultValueMax number 0..1",
    "schoolSourcedId ref(orgs) 1",
  ],
  lineItemScoreScales: [
    ...start,
    "title text 0..1",
    "lineItemSourcedId ref(lineItems) 1",
    "scoreScaleSourcedId ref(scoreScales) 1",
  ],
  orgs,
  resources,
  resultLearningObjectiveIds: [
    ...start,
    "resultSourcedId ref(results) 1",
    "source word(learningObjectiveSource) 1",
    "learningObjectiveId text 1",
    "score number 0..1",
    "textScore text 0..1",
  ],
  results: [
    ...start,
    "lineItemSourcedId ref(lineItems) 1",
    "studentSourcedId ref(users) 1",
    "scoreStatus word(scoreStatus) 1",
    "score number 0..1",
    "scoreDate date 1",
    "comment text 0..1",
    "textScore text 0..1",
    "classSourcedId ref(classes) 0..1",
    "inProgress flag 0..1",
    "incomplete flag 0..1",
    "late flag 0..1",
    "missing flag 0..1",
  ],
  resultScoreScales: [
    ...start,
    "title text 0..1",
    "resultSourcedId ref(results) 1",
    "scoreScaleSourcedId ref(scoreScales) 1",
  ],
  roles: [
    ...start,
    "userSourcedId ref(users) 1",
    "roleType word(roleType) 1",
    "role word(userRole) 1",
    "beginDate date 0..1",
    "endDate date 0..1",
    "orgSourcedId ref(orgs) 1",
    "userProfileSourcedId ref(userProfiles) 0..1",
  ],
  scoreScales: [
    ...start,
    "title text 1",
    "type text 1",
    "orgSourcedId ref(orgs) 1",
    "courseSourcedId ref(courses) 1",
    "classSourcedId ref(classes) 1",
    "scoreScaleValue pairs 1",
  ],
  userProfiles: [
    ...start,
    "userSourcedId ref(users) 1",
    "profileType text 1",
    "vendorId text 1",
    "applicationId text 0..1",
    "description text 0..1",
    "credentialType text 1",
    "username text 1",
    "password text 0..1",
  ],
  userResources: [
    ...start,
    "userSourcedId ref(users) 1",
    "orgSourcedId ref(orgs) 0..1",
    "classSourcedId ref(classes) 0..1",
    "resourceSourcedId ref(resources) 1",
  ],
  users: [
    ...start,
    "enabledUser flag 1",
    "username text 1",
    "userIds pairs 0..1",
    "givenName text 1",
    "familyName text 1",
    "middleName text 0..1",
    "identifier text 0..1",
    "email text 0..1",
    "sms text 0..1",
    "phone text 0..1",
    "agentSourcedIds refs(users) 0..1",
    "grades list 0..1",
    "password text 0..1",
    "userMasterIdentifier text 0..1",
    "preferredGivenName text 0..1",
    "preferredMiddleName text 0..1",
    "preferredFamilyName text 0..1",
    "primaryOrgSourcedId ref(orgs) 0..1",
    "pronouns text 0..1",
  ],
} as const;

/** The name of a file of either version, without `.csv`. */
export type CsvFile = keyof typeof csvLinesV1p2;
