import type {
  Course,
  LineItem,
  Org,
  Person,
  Relationship,
  Roster,
  SchoolEnrollment,
  Section,
  StaffRow,
  Term,
} from "../store/records.ts";

/** The time of the last change of all that a hand-made world begins with. */
export const madeAt = "2026-08-01T05:00:00.000Z";

const frame = { status: "active", modified: madeAt, metadata: undefined };

/** An org. */
export function orgRow(row: Pick<Org, "id" | "type" | "name"> & Partial<Org>): Org {
  return { ...frame, identifier: undefined, parent: undefined, ...row };
}

/** A term of the school year 2026-2027. */
export function termRow(
  row: Pick<Term, "id" | "structure" | "title" | "startDate" | "endDate"> & Partial<Term>,
): Term {
  return { ...frame, type: "term", schoolYear: "2027", parent: undefined, ...row };
}

/** A course of one grade. */
export function courseRow(
  row: Pick<Course, "id" | "title" | "code" | "grades"> & Partial<Course>,
): Course {
  const lists = { subjects: [], subjectCodes: [], resources: [] };
  return { ...frame, calendar: undefined, schoolYear: undefined, org: undefined, ...lists, ...row };
}

/** A section. */
export function sectionRow(
  row: Pick<Section, "id" | "course" | "school"> & Partial<Section>,
): Section {
  const lists = { placements: [], grades: [], subjects: [], subjectCodes: [], resources: [] };
  return {
    ...frame,
    trial: undefined,
    number: undefined,
    title: `Section ${row.id}`,
    classCode: undefined,
    classType: "scheduled",
    location: undefined,
    ...lists,
    ...row,
  };
}

/** A place of a student in a section. */
export function rosterRow(
  row: Pick<Roster, "id" | "section" | "school" | "person"> & Partial<Roster>,
): Roster {
  const dates = { beginDate: undefined, endDate: undefined };
  return { ...frame, role: "student", primary: undefined, ...dates, ...row };
}

/** A place of a member of staff on a section. */
export function staffRow(
  row: Pick<StaffRow, "id" | "section" | "school" | "person" | "staffType"> & Partial<StaffRow>,
): StaffRow {
  const role = row.staffType === "S" ? "aide" : "teacher";
  const primary = row.staffType === "S" ? undefined : String(row.staffType === "P");
  return { ...frame, role, primary, beginDate: undefined, endDate: undefined, ...row };
}

/** A person with a Campus person number and an account. */
export function personRow(
  row: Pick<Person, "id" | "givenName" | "familyName"> & Partial<Person>,
): Person {
  return {
    ...frame,
    idForm: "campus",
    username: `user${row.id}`,
    enabled: true,
    middleName: undefined,
    preferredFirstName: undefined,
    preferredMiddleName: undefined,
    preferredLastName: undefined,
    pronouns: undefined,
    identifier: row.id,
    masterIdentifier: undefined,
    userIds: [],
    email: `user${row.id}@district.example`,
    sms: undefined,
    phone: undefined,
    grades: [],
    primaryOrg: undefined,
    profiles: [],
    resources: [],
    ...row,
  };
}

/** A primary place at a school since the year began. */
export function enrollmentRow(
  row: Pick<SchoolEnrollment, "person" | "school" | "calendar" | "grade"> &
    Partial<SchoolEnrollment>,
): SchoolEnrollment {
  const dates = { startDate: "2026-08-17", endDate: undefined };
  const id = `e${row.person}`;
  return { id, serviceType: "P", ...dates, noShow: false, written: undefined, ...row };
}

/** A guardian with portal access, whom the student lists too. */
export function relationshipRow(
  row: Pick<Relationship, "person" | "contact"> & Partial<Relationship>,
): Relationship {
  const id = `r${row.person}-${row.contact}`;
  const terms = { guardian: true, portal: true, type: "Mother", shownOn: "both" } as const;
  return { id, ...terms, seq: 1, ...row };
}

/** An assignment that was made in Campus. */
export function lineItemRow(row: Pick<LineItem, "id" | "section"> & Partial<LineItem>): LineItem {
  return {
    ...frame,
    title: `Quiz ${row.id}`,
    description: undefined,
    assignDate: "2026-09-01",
    dueDate: "2026-09-08",
    school: undefined,
    category: undefined,
    gradingPeriod: undefined,
    academicSession: undefined,
    scoreScale: undefined,
    resultValueMin: 0,
    resultValueMax: 10,
    learningObjectives: undefined,
    origin: "sis",
    ...row,
  };
}
