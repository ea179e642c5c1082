import * as z from "zod";
import { userColumns, splitList } from "../actions/people/import-users.ts";
import type { LiveWorld } from "../actions/live-world.ts";
import { parseCsvTable, type CsvColumn, type CsvRow } from "./csv-table.ts";
import { OrganizationFileError, type FileProblem } from "./organization-file-error.ts";
import {
  loadPresentOrganization,
  type LoadedOrganization,
  type PresentBuilding,
  type PresentCourse,
  type PresentEnrollment,
  type PresentOrganization,
  type PresentPeriod,
  type PresentSection,
  type PresentUser,
} from "./present-organization.ts";

/** The files of an organisation by name, such as `users.csv`, each as text. */
export type OrganizationFiles = ReadonlyMap<string, string>;

/**
 * Sections: the columns that Schoology's import of courses has (observed in an exporting client:
 * "Course Name", "Department", "Course Code", …, "Section Name", "Section School Code", "Section Code",
 * "School", "Grading Period").
 */
const courseColumns = {
  courseTitle: {
    names: ["Course Name", "Course Title"],
    required: true,
    about: "equal in every row of the course",
  },
  courseCode: {
    names: ["Course Code"],
    required: true,
    about: "a course is made once, by the first row that has its code",
  },
  department: { names: ["Department"] },
  sectionTitle: {
    names: ["Section Name", "Section Title"],
    about: "the name of the course when empty",
  },
  sectionCode: { names: ["Section Code"] },
  schoolCode: {
    names: ["Section School Code"],
    about: "a row without section name and codes is a course alone",
  },
  building: {
    names: ["School", "Building"],
    about: "title or code of a building; empty for the organisation itself",
  },
  gradingPeriods: {
    names: ["Grading Period", "Grading Periods", "Grading Period(s)"],
    about: "titles, with | between several",
  },
  synced: { names: ["Synced"], about: "1 or 0; 0 when empty: made by hand" },
} as const satisfies Record<string, CsvColumn>;

/**
 * Members: Schoology's import and export of course enrollments
 * (uc.powerschool-docs.com, import-course-enrollments-with-a-csv-xls-file-ente). The type is 1 for an admin and
 * 2 for a member; the status is that of the API, 5 archived. Source is ours: manual or synced, the default.
 */
const enrollmentColumns = {
  courseCode: {
    names: ["Course Code"],
    about: "with the section code, where there is no section school code",
  },
  sectionCode: { names: ["Section Code"] },
  schoolCode: { names: ["Section School Code"], about: "names the section alone" },
  schoolUid: {
    names: ["User Unique ID", "Unique User ID", "Unique ID"],
    required: true,
    about: "the account",
  },
  type: {
    names: ["Enrollment Type", "Enrollment Type (1=Admin/2=Member)"],
    required: true,
    about: "1 or Admin, 2 or Member",
  },
  status: { names: ["Status"], about: "1 active, 5 archived; 1 when empty" },
  source: { names: ["Source"], about: "manual or synced; synced when empty" },
} as const satisfies Record<string, CsvColumn>;

/** Schoology's exports name grading periods by title only, so their days stand in a file of ours. */
const periodColumns = {
  title: { names: ["Title", "Grading Period"], required: true },
  start: { names: ["Start", "Start Date"], required: true, about: "a day such as 2026-08-17" },
  end: { names: ["End", "End Date"], required: true, about: "a day such as 2026-12-18" },
} as const satisfies Record<string, CsvColumn>;

const buildingColumns = {
  title: { names: ["Title", "School", "Building"], required: true },
  code: { names: ["Building Code", "Code"], about: "by which rows may name the building too" },
} as const satisfies Record<string, CsvColumn>;

/** The files that an organisation may be given in. The first three are Schoology's. */
export const organizationFileNames = [
  "users.csv",
  "courses.csv",
  "enrollments.csv",
  "grading-periods.csv",
  "buildings.csv",
] as const;

/** The columns that are read of each file. Others are left alone. */
export const organizationColumns = {
  "users.csv": userColumns,
  "courses.csv": courseColumns,
  "enrollments.csv": enrollmentColumns,
  "grading-periods.csv": periodColumns,
  "buildings.csv": buildingColumns,
} as const satisfies Record<
  (typeof organizationFileNames)[number],
  Readonly<Record<string, CsvColumn>>
>;

/**
 * Loads an organisation's state from Schoology's user, course and enrollment files. All of it or nothing.
 *
 * Without `buildings.csv`, each School that a row names becomes a building. Without `grading-periods.csv`, each
 * title that a section names becomes a grading period of the school year that it is now, from 1 August to 31 July.
 * Roles that the organisation does not have are made, as custom roles without faculty rights, and told: no file says
 * which roles there are, so that a misspelt one cannot be known from a custom one.
 *
 * @throws OrganizationFileError when a file is missing or unusable, naming file, line and remedy
 */
export function loadOrganizationFiles(
  world: LiveWorld,
  files: OrganizationFiles,
): LoadedOrganization {
  return loadPresentOrganization(world, parseOrganizationFiles(files, world.today));
}

/** The organisation that files tell of. @throws OrganizationFileError when one cannot be read */
export function parseOrganizationFiles(
  files: OrganizationFiles,
  today: string,
): PresentOrganization {
  const problems: FileProblem[] = [];
  const read = <Name extends string>(
    file: (typeof organizationFileNames)[number],
    columns: Readonly<Record<Name, CsvColumn>>,
  ): readonly CsvRow<Name>[] => {
    const text = files.get(file);
    if (text === undefined) return [];
    const table = parseCsvTable(file, text, columns);
    problems.push(...table.problems);
    return table.rows;
  };
  if (!organizationFileNames.some((name) => files.has(name))) {
    const names = organizationFileNames.join(", ");
    problems.push({ at: "the files", why: `none of them is called ${names}. Rename them.` });
  }
  const users = read("users.csv", userColumns).map((row) => toUser(row, problems));
  const sections = read("courses.csv", courseColumns);
  const courses = toCourses(sections, problems);
  const enrollments = read("enrollments.csv", enrollmentColumns).map((row) =>
    toEnrollment(row, problems),
  );
  const periods = read("grading-periods.csv", periodColumns).map((row) => toPeriod(row, problems));
  const buildings = read("buildings.csv", buildingColumns).map((row) => toBuilding(row));
  if (problems.length > 0) throw new OrganizationFileError(problems);
  return {
    buildings: files.has("buildings.csv") ? buildings : namedBuildings(users, courses),
    gradingPeriods: files.has("grading-periods.csv") ? periods : namedPeriods(sections, today),
    users,
    courses,
    sections: sections.filter(hasSection).map((row) => toSection(row)),
    enrollments,
    outsideEmails: [],
  };
}

function toUser(row: CsvRow<keyof typeof userColumns>, problems: FileProblem[]): PresentUser {
  const { at, cell } = row;
  if (cell("role") === "") problems.push({ at, why: "the Role is missing. Fill it in." });
  return {
    at,
    schoolUid: cell("schoolUid"),
    username: cell("username"),
    email: cell("email"),
    nameFirst: cell("nameFirst"),
    nameLast: cell("nameLast"),
    preferredFirst: cell("preferredFirst"),
    role: cell("role"),
    building: cell("building"),
    additional: splitList(cell("additional")),
    password: cell("password"),
    synced: readFlag("Synced", row.cell("synced"), { at, problems }),
    inactive: readFlag("Inactive", row.cell("inactive"), { at, problems }) === 1,
  };
}

interface Finding {
  readonly at: string;
  readonly problems: FileProblem[];
}

function readFlag(column: string, cell: string, { at, problems }: Finding): 0 | 1 {
  if (/^(1|yes|true)$/i.test(cell)) return 1;
  if (!/^(|0|no|false)$/i.test(cell)) {
    problems.push({ at, why: `${column} is neither 0 nor 1. Correct it.` });
  }
  return 0;
}

type CourseRow = CsvRow<keyof typeof courseColumns>;

/** A course stands in the row of each of its sections; the first one tells, and the others may not disagree. */
function toCourses(rows: readonly CourseRow[], problems: FileProblem[]): readonly PresentCourse[] {
  const courses = new Map<string, PresentCourse>();
  for (const { at, cell } of rows) {
    const course: PresentCourse = {
      at,
      code: cell("courseCode"),
      title: cell("courseTitle"),
      building: cell("building"),
      department: cell("department"),
      synced: readFlag("Synced", cell("synced"), { at, problems }),
    };
    const known = courses.get(course.code);
    if (known === undefined) courses.set(course.code, course);
    else if (known.title !== course.title) {
      problems.push({ at, why: "the Course Name differs from an earlier row's. Make them equal." });
    }
  }
  return [...courses.values()];
}

/** A row without any word on a section is a course alone. */
function hasSection({ cell }: CourseRow): boolean {
  return cell("sectionTitle") + cell("sectionCode") + cell("schoolCode") !== "";
}

function toSection({ at, cell }: CourseRow): PresentSection {
  return {
    at,
    courseCode: cell("courseCode"),
    title: cell("sectionTitle") === "" ? cell("courseTitle") : cell("sectionTitle"),
    code: cell("sectionCode"),
    schoolCode: cell("schoolCode"),
    gradingPeriods: splitList(cell("gradingPeriods")),
    synced: /^(1|yes|true)$/i.test(cell("synced")) ? 1 : 0,
  };
}

function toEnrollment(
  { at, cell }: CsvRow<keyof typeof enrollmentColumns>,
  problems: FileProblem[],
): PresentEnrollment {
  const type = cell("type").toLowerCase();
  const source = cell("source").toLowerCase();
  const status = cell("status");
  if (!["1", "2", "admin", "member"].includes(type)) {
    problems.push({ at, why: "the Enrollment Type is neither 1 (Admin) nor 2 (Member)." });
  }
  if (!["", "manual", "synced"].includes(source)) {
    problems.push({ at, why: "the Source is neither manual nor synced. Correct it." });
  }
  if (!["", "1", "5"].includes(status)) {
    problems.push({ at, why: "the Status is neither 1 (active) nor 5 (archived). Correct it." });
  }
  return {
    at,
    courseCode: cell("courseCode"),
    sectionCode: cell("sectionCode"),
    schoolCode: cell("schoolCode"),
    schoolUid: cell("schoolUid"),
    admin: type === "1" || type === "admin" ? 1 : 0,
    archived: status === "5",
    source: source === "manual" ? "manual" : "synced",
  };
}

function toPeriod(
  { at, cell }: CsvRow<keyof typeof periodColumns>,
  problems: FileProblem[],
): PresentPeriod {
  const period = { at, title: cell("title"), start: cell("start"), end: cell("end") };
  if (!isDay(period.start) || !isDay(period.end)) {
    problems.push({ at, why: "Start and End are days such as 2026-08-17. Correct them." });
  }
  return period;
}

function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

function toBuilding({ at, cell }: CsvRow<keyof typeof buildingColumns>): PresentBuilding {
  return { at, title: cell("title"), code: cell("code") };
}

function namedBuildings(
  users: readonly PresentUser[],
  courses: readonly PresentCourse[],
): readonly PresentBuilding[] {
  const found = new Map<string, PresentBuilding>();
  const note = (title: string, at: string): void => {
    if (title !== "" && !found.has(title)) found.set(title, { at, title, code: title });
  };
  for (const { at, building, additional } of users) {
    for (const title of [building, ...additional]) note(title, at);
  }
  for (const { at, building } of courses) note(building, at);
  return [...found.values()];
}

function namedPeriods(rows: readonly CourseRow[], today: string): readonly PresentPeriod[] {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < "08-01" ? 1 : 0);
  const found = new Map<string, PresentPeriod>();
  for (const { at, cell } of rows) {
    for (const title of splitList(cell("gradingPeriods"))) {
      if (found.has(title)) continue;
      found.set(title, { at, title, start: `${year}-08-01`, end: `${year + 1}-07-31` });
    }
  }
  return [...found.values()];
}
