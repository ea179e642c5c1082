import * as z from "zod";
import { BuildingList, SchoolList } from "../../contracts/lms/building.ts";
import { CourseList, type Course } from "../../contracts/lms/course.ts";
import { EnrollmentList, enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import { GradingPeriodList } from "../../contracts/lms/grading-period.ts";
import { RoleList } from "../../contracts/lms/role.ts";
import { SectionList, type Section } from "../../contracts/lms/section.ts";
import { UserList, type User } from "../../contracts/lms/user.ts";
import { pageLimitMax } from "../../contracts/lms/wire-values.ts";
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

/** How the LMS is read: `sectionCodes` are those whose members a plan will want to compare. */
export interface ReadLmsOptions {
  readonly sectionCodes: ReadonlySet<string>;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Reads what the LMS holds now: buildings, roles, grading periods, accounts with their parent links,
 * courses, sections of present and past periods (F50), and the active members of the given sections.
 */
export async function readLms(client: LmsClient, options: ReadLmsOptions): Promise<LmsState> {
  const organizationId = await readOrganizationId(client);
  const buildings = (
    await readPage(client, `/schools/${organizationId}/buildings`, BuildingList)
  ).building.map(({ id, title, building_code: code = "" }) => ({ id, title, code }));
  const roleList = await readAll(client, "/roles", RoleList, (page) => page.role);
  const periods = await readAll(
    client,
    "/gradingperiods",
    GradingPeriodList,
    (page) => page.gradingperiods,
  );
  const wireUsers = await readAll(
    client,
    "/users",
    UserList,
    (page) => page.user,
    options.onProgress,
  );
  const wireCourses = await readAll(client, "/courses", CourseList, (page) => page.course);
  const names = namesOf({ organizationId, buildings, roles: roleList });
  const periodTitles = new Map(periods.map(({ id, title }) => [id, title]));
  const sections = await readSections(client, wireCourses, {
    periodTitles,
    onProgress: options.onProgress,
  });
  const users = new Map(
    wireUsers.map((user) => [keyOr(user.school_uid, user.uid), heldUser(user, names)]),
  );
  return {
    organizationId,
    buildings,
    roles: new Map(roleList.map(({ title, id }) => [title, id])),
    gradingPeriods: periods.map(({ id, title, start, end }) => ({
      id,
      title,
      startDate: start,
      endDate: end,
    })),
    users,
    associations: associationsOf(wireUsers),
    courses: new Map(wireCourses.map((course) => [course.course_code, heldCourse(course, names)])),
    sections,
    enrollments: await readMembers(client, sections, options),
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

async function readOrganizationId(client: LmsClient): Promise<string> {
  const [organization] = await readAll(client, "/schools", SchoolList, (page) => page.school);
  if (organization !== undefined) return organization.id;
  throw new RequestError({
    code: "unreadable",
    status: 200,
    message: "Failed to read the LMS: it shows no organisation. Check what the key may see.",
  });
}

function heldUser(user: User, names: Names): HeldObject {
  return {
    id: user.uid,
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

function associationsOf(users: readonly User[]): ReadonlySet<string> {
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

function heldCourse(course: Course, names: Names): HeldCourse {
  return {
    id: course.id,
    code: course.course_code,
    fields: {
      title: course.title,
      course_code: course.course_code,
      building: names.buildingKeyOf.get(course.building_id) ?? course.building_id,
    },
  };
}

async function readSections(
  client: LmsClient,
  courses: readonly Course[],
  options: {
    readonly periodTitles: ReadonlyMap<string, string>;
    readonly onProgress: ((progress: Progress) => void) | undefined;
  },
): Promise<ReadonlyMap<string, HeldSection>> {
  const sections = new Map<string, HeldSection>();
  for (const [index, course] of courses.entries()) {
    const path = `/courses/${course.id}/sections?include_past=1`;
    for (const section of await readAll(client, path, SectionList, (page) => page.section)) {
      const held = heldSection(section, course, options.periodTitles);
      sections.set(held.schoolCode, held);
    }
    options.onProgress?.({
      phase: "read-lms",
      what: "sections",
      done: index + 1,
      total: courses.length,
    });
  }
  return sections;
}

function heldSection(
  section: Section,
  course: Course,
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
    fields: {
      title: section.section_title,
      section_code: section.section_code,
      grading_periods: titles,
      location: section.location ?? "",
    },
  };
}

/** Reads active members by Unique ID. Who has none was added by hand and cannot be named by an import: left alone. */
async function readMembers(
  client: LmsClient,
  sections: ReadonlyMap<string, HeldSection>,
  options: ReadLmsOptions,
): Promise<LmsState["enrollments"]> {
  const members = new Map<string, ReadonlyMap<string, DesiredMember>>();
  const wanted = [...sections.values()].filter(({ schoolCode }) =>
    options.sectionCodes.has(schoolCode),
  );
  for (const [index, { id, schoolCode }] of wanted.entries()) {
    const path = `/sections/${id}/enrollments?enrollment_status=${enrollmentStatus.active}`;
    const rows = await readAll(client, path, EnrollmentList, (page) => page.enrollment);
    const active = rows.filter(
      ({ status, school_uid: uid }) => status === enrollmentStatus.active && uid !== "",
    );
    members.set(
      schoolCode,
      new Map(active.map(({ school_uid: uid, admin }) => [uid, { admin: admin === 1 }])),
    );
    options.onProgress?.({
      phase: "read-lms",
      what: "enrollments",
      done: index + 1,
      total: wanted.length,
    });
  }
  return members;
}

interface Paged {
  readonly links?: { readonly next?: string };
}

/** Reads a list to its end by following `links.next`, whose own host is not trusted: only its query is used. */
async function readAll<Page extends Paged, Item>(
  client: LmsClient,
  path: string,
  schema: z.ZodType<Page>,
  items: (page: Page) => readonly Item[],
  onProgress?: (progress: Progress) => void,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  const separator = path.includes("?") ? "&" : "?";
  let next: string | undefined = `${path}${separator}start=0&limit=${pageLimitMax}`;
  for (let pages = 1; next !== undefined; pages += 1) {
    if (pages > pagesMax) throw endless(path);
    const page: Page = await readPage(client, next, schema);
    const got = items(page);
    for (const item of got) all.push(item);
    onProgress?.({ phase: "read-lms", what: path.slice(1), done: all.length });
    next =
      got.length === 0 || page.links?.next === undefined
        ? undefined
        : `${path}${separator}start=${all.length}&limit=${pageLimitMax}`;
  }
  return all;
}

/** More pages than any organisation has: 200 records each. */
const pagesMax = 20_000;

function endless(path: string): RequestError {
  return new RequestError({
    code: "unreadable",
    status: 200,
    message: `Failed to read ${path} of the LMS: it has no end within ${pagesMax} pages.`,
  });
}

async function readPage<Page>(
  client: LmsClient,
  path: string,
  schema: z.ZodType<Page>,
): Promise<Page> {
  const parsed = schema.safeParse(await client.read(path));
  if (parsed.success) return parsed.data;
  throw new RequestError({
    code: "unreadable",
    status: 200,
    message: `Failed to read ${path.split("?")[0] ?? path} of the LMS: ${z.prettifyError(parsed.error).slice(0, 300)}`,
  });
}
