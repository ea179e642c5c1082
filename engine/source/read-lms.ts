import type * as z from "zod";
import { Building } from "../../contracts/lms/building.ts";
import { Course } from "../../contracts/lms/course.ts";
import { Enrollment, enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import { GradingPeriod } from "../../contracts/lms/grading-period.ts";
import { Role } from "../../contracts/lms/role.ts";
import { Section } from "../../contracts/lms/section.ts";
import { InactiveUser, User } from "../../contracts/lms/user.ts";
import { organizationKey } from "../../contracts/run/plan.ts";
import { RequestError } from "../http/errors.ts";
import type { LmsClient } from "../http/lms-client.ts";
import {
  associationKey,
  buildingKey,
  type DesiredMember,
  type HeldCourse,
  type HeldObject,
  type HeldSection,
  type LmsState,
} from "../mapping/lms-state.ts";
import type { Progress } from "../ports.ts";
import { readList, readLists, type ListReader } from "./lms-lists.ts";

/** How the LMS is read: `sectionCodes` are those whose members a plan will want to compare. */
export interface ReadLmsOptions {
  readonly sectionCodes: ReadonlySet<string>;
  /** How many requests may be under way. What is read does not depend on it. */
  readonly atOnce: number;
  readonly onProgress?: (progress: Progress) => void;
}

// Of each row only what is used is read: most of a user is not.
const schoolForm = { key: "school", row: Building };
const buildingForm = { key: "building", row: Building };
const roleForm = { key: "role", row: Role };
const periodForm = { key: "gradingperiods", row: GradingPeriod };
const UserRow = User.pick({
  uid: true,
  building_id: true,
  school_uid: true,
  name_first: true,
  name_last: true,
  name_first_preferred: true,
  name_middle: true,
  username: true,
  primary_email: true,
  role_id: true,
  child_uids: true,
  grad_year: true,
  synced: true,
});
type UserRow = z.infer<typeof UserRow>;
const CourseRow = Course.pick({
  id: true,
  building_id: true,
  title: true,
  course_code: true,
  synced: true,
});
type CourseRow = z.infer<typeof CourseRow>;
const SectionRow = Section.pick({
  id: true,
  section_title: true,
  section_code: true,
  section_school_code: true,
  grading_periods: true,
  location: true,
  synced: true,
  parent_id: true,
});
type SectionRow = z.infer<typeof SectionRow>;
const inactiveForm = { key: "user", row: InactiveUser.pick({ school_uid: true }) };
const MemberRow = Enrollment.pick({ school_uid: true, admin: true, status: true });

/**
 * Reads what the LMS holds now: buildings, roles, grading periods, accounts with their parent links and
 * those that are inactive (F38), courses, sections of present and past periods (F50), and the active members of the given sections.
 */
export async function readLms(client: LmsClient, options: ReadLmsOptions): Promise<LmsState> {
  const reader: ListReader = { client, atOnce: options.atOnce };
  const { onProgress } = options;
  const organizationId = await readOrganizationId(reader);
  const buildings = (
    await readList(reader, { path: `/schools/${organizationId}/buildings`, form: buildingForm })
  ).map(({ id, title, building_code: code = "" }) => ({ id, title, code }));
  const roles = await readList(reader, { path: "/roles", form: roleForm });
  const periods = await readList(reader, { path: "/gradingperiods", form: periodForm });
  const users = await readList(reader, {
    path: "/users",
    form: { key: "user", row: UserRow },
    onRows: (done) => onProgress?.({ phase: "read-lms", what: "users", done }),
  });
  const courses = await readList(reader, {
    path: "/courses",
    form: { key: "course", row: CourseRow },
  });
  const inactive = await readList(reader, { path: "/users/inactive", form: inactiveForm });
  const names = namesOf({ organizationId, buildings, roles });
  const periodTitles = new Map(periods.map(({ id, title }) => [id, title]));
  const sections = await readSections(reader, { courses, periodTitles, onProgress });
  return {
    organizationId,
    buildings,
    roles: new Map(roles.map(({ title, id }) => [title, id])),
    gradingPeriods: periods.map(({ id, title, start, end }) => ({
      id,
      title,
      startDate: start,
      endDate: end,
    })),
    users: new Map(users.map((user) => [keyOr(user.school_uid, user.uid), heldUser(user, names)])),
    inactiveUids: new Set(inactive.map((user) => user.school_uid).filter((uid) => uid !== "")),
    associations: associationsOf(users),
    courses: new Map(courses.map((course) => [course.course_code, heldCourse(course, names)])),
    sections,
    enrollments: await readMembers(reader, { sections, users, options }),
  };
}

/** Objects that people made by hand may lack the code that imports know them by; their id stands in. */
function keyOr(code: string, id: string): string {
  return code === "" ? `id:${id}` : code;
}

interface Names {
  readonly buildingKeyOf: ReadonlyMap<string, string>;
  readonly roleTitleOf: ReadonlyMap<string, string>;
}

function namesOf(read: {
  readonly organizationId: string;
  readonly buildings: LmsState["buildings"];
  readonly roles: readonly { readonly id: string; readonly title: string }[];
}): Names {
  const buildingKeyOf = new Map([[read.organizationId, organizationKey]]);
  for (const building of read.buildings) buildingKeyOf.set(building.id, buildingKey(building));
  return { buildingKeyOf, roleTitleOf: new Map(read.roles.map(({ id, title }) => [id, title])) };
}

async function readOrganizationId(reader: ListReader): Promise<string> {
  const [organization] = await readList(reader, { path: "/schools", form: schoolForm });
  if (organization !== undefined) return organization.id;
  throw new RequestError({
    code: "unreadable",
    status: 200,
    message: "Failed to read the LMS: it shows no organisation. Check what the key may see.",
  });
}

function heldUser(user: UserRow, names: Names): HeldObject {
  return {
    id: user.uid,
    synced: user.synced === 1,
    fields: {
      name_first: user.name_first,
      name_last: user.name_last,
      name_middle: user.name_middle ?? "",
      name_first_preferred: user.name_first_preferred ?? "",
      username: user.username,
      primary_email: user.primary_email,
      role: names.roleTitleOf.get(user.role_id) ?? user.role_id,
      building: names.buildingKeyOf.get(user.building_id) ?? user.building_id,
      ...(user.grad_year === undefined || user.grad_year === ""
        ? {}
        : { grad_year: user.grad_year }),
    },
  };
}

function associationsOf(users: readonly UserRow[]): ReadonlySet<string> {
  const schoolUidOf = new Map(users.map((user) => [user.uid, user.school_uid]));
  const links = new Set<string>();
  for (const parent of users) {
    for (const child of parent.child_uids ?? []) {
      const studentUid = schoolUidOf.get(child);
      if (studentUid !== undefined) links.add(associationKey(parent.school_uid, studentUid));
    }
  }
  return links;
}

function heldCourse(course: CourseRow, names: Names): HeldCourse {
  return {
    id: course.id,
    code: course.course_code,
    synced: course.synced === 1,
    fields: {
      title: course.title,
      course_code: course.course_code,
      building: names.buildingKeyOf.get(course.building_id) ?? course.building_id,
    },
  };
}

async function readSections(
  reader: ListReader,
  from: {
    readonly courses: readonly CourseRow[];
    readonly periodTitles: ReadonlyMap<string, string>;
    readonly onProgress: ((progress: Progress) => void) | undefined;
  },
): Promise<ReadonlyMap<string, HeldSection>> {
  const { courses, periodTitles, onProgress } = from;
  const paths = courses.map(({ id }) => `/courses/${id}/sections?include_past=1`);
  const sections = new Map<string, HeldSection>();
  await readLists(reader, { paths, form: { key: "section", row: SectionRow } }, (rows, index) => {
    const course = courses[index];
    if (course === undefined) return;
    for (const row of rows) {
      const held = heldSection(row, course, periodTitles);
      sections.set(held.schoolCode, held);
    }
    onProgress?.({ phase: "read-lms", what: "sections", done: index + 1, total: paths.length });
  });
  return sections;
}

function heldSection(
  section: SectionRow,
  course: CourseRow,
  periodTitles: ReadonlyMap<string, string>,
): HeldSection {
  const titles = section.grading_periods.map((id) => periodTitles.get(id) ?? id).toSorted();
  return {
    id: section.id,
    schoolCode: keyOr(section.section_school_code, section.id),
    courseId: course.id,
    courseCode: course.course_code,
    title: section.section_title,
    gradingPeriodIds: section.grading_periods,
    synced: section.synced === 1,
    ...(section.parent_id === undefined ? {} : { parentId: section.parent_id }),
    fields: {
      title: section.section_title,
      section_code: section.section_code,
      grading_periods: titles,
      location: section.location ?? "",
    },
  };
}

/** Every member is one of two, which a million members share. */
const members = { 0: { admin: false }, 1: { admin: true } } as const;

/** Reads active members by Unique ID. Who has none was added by hand and cannot be named by an import: left alone. */
async function readMembers(
  reader: ListReader,
  from: {
    readonly sections: ReadonlyMap<string, HeldSection>;
    readonly users: readonly UserRow[];
    readonly options: ReadLmsOptions;
  },
): Promise<LmsState["enrollments"]> {
  const { sectionCodes, onProgress } = from.options;
  const wanted = [...from.sections.values()].filter(({ schoolCode }) =>
    sectionCodes.has(schoolCode),
  );
  const paths = wanted.map(
    ({ id }) => `/sections/${id}/enrollments?enrollment_status=${enrollmentStatus.active}`,
  );
  // The same text of a Unique ID for all memberships, instead of one for each.
  const knownUids = new Map(from.users.map(({ school_uid: uid }) => [uid, uid]));
  const enrollments = new Map<string, ReadonlyMap<string, DesiredMember>>();
  const form = { key: "enrollment", row: MemberRow };
  await readLists(reader, { paths, form }, (rows, index) => {
    const active = new Map<string, DesiredMember>();
    for (const { school_uid: uid, admin, status } of rows) {
      if (status !== enrollmentStatus.active || uid === "") continue;
      active.set(knownUids.get(uid) ?? uid, members[admin]);
    }
    enrollments.set(wanted[index]?.schoolCode ?? "", active);
    onProgress?.({ phase: "read-lms", what: "enrollments", done: index + 1, total: paths.length });
  });
  return enrollments;
}
