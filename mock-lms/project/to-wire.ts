import type * as z from "zod";
import type { Building } from "../../contracts/lms/building.ts";
import type { Course } from "../../contracts/lms/course.ts";
import type { Enrollment } from "../../contracts/lms/enrollment.ts";
import type { GradingPeriod } from "../../contracts/lms/grading-period.ts";
import type { Role } from "../../contracts/lms/role.ts";
import type { Section } from "../../contracts/lms/section.ts";
import type { InactiveUser, User } from "../../contracts/lms/user.ts";
import { isPastPeriod, isPastSection, type RuleWorld } from "../rules/world.ts";
import type {
  BuildingRecord,
  CourseRecord,
  EnrollmentRecord,
  GradingPeriodRecord,
  Profile,
  RoleRecord,
  SectionRecord,
  UserRecord,
} from "../store/records.ts";
import type { ApiRoot } from "./links.ts";

/** A school or building on the wire; its id is text. */
export function toBuilding(
  record: BuildingRecord,
  root: ApiRoot,
): z.input<typeof Building> & Linked {
  return {
    ...blankAddress,
    ...record.profile,
    id: String(record.id),
    title: record.title,
    building_code: record.code,
    links: { self: `${root}/schools/${record.id}` },
  };
}

const blankAddress = {
  address1: "",
  address2: "",
  city: "",
  state: "",
  postal_code: "",
  country: "",
  website: "",
  phone: "",
  fax: "",
  picture_url: "",
};

/** What carries its own address. */
export interface Linked {
  readonly links: { readonly self: string };
}

/** A role on the wire. */
export function toRole(record: RoleRecord, root: ApiRoot): z.input<typeof Role> & Linked {
  return {
    id: String(record.id),
    title: record.title,
    faculty: record.faculty,
    role_type: record.buildingId === undefined ? 1 : 2,
    links: { self: `${root}/roles/${record.id}` },
  };
}

/** A grading period on the wire. In lists its id is a number, alone it is text. */
export function toGradingPeriod(
  record: GradingPeriodRecord,
  place: { readonly root: ApiRoot; readonly today: string; readonly alone: boolean },
): z.input<typeof GradingPeriod> & Linked {
  return {
    id: place.alone ? String(record.id) : record.id,
    title: record.title,
    start: record.start,
    end: record.end,
    active: isPastPeriod(record, place.today) ? "0" : "1",
    links: { self: `${place.root}/gradingperiods/${record.id}` },
  };
}

/** A user on the wire: `uid` is text and `id` the same as a number. Never with a password. */
export function toUser(
  record: UserRecord,
  world: RuleWorld,
  root: ApiRoot,
): z.input<typeof User> & Linked & { readonly parents: ParentList | null } {
  return {
    position: null,
    gender: null,
    grad_year: "",
    send_message: 1,
    name_title: "",
    name_title_show: 0,
    name_first_preferred: "",
    name_middle: "",
    name_middle_show: 0,
    ...record.profile,
    uid: String(record.id),
    id: record.id,
    school_id: world.organizationId,
    building_id: record.buildingId,
    additional_buildings: record.additionalBuildings.join(","),
    school_uid: record.schoolUid,
    name_first: record.nameFirst,
    name_last: record.nameLast,
    name_display: displayName(record),
    username: record.username,
    primary_email: record.email,
    role_id: record.roleId,
    synced: record.synced,
    picture_url: "",
    ...zoneOf(record, world),
    parents: parentsOf(record, world, root),
    child_uids: childUids(record, world),
    links: { self: `${root}/users/${record.id}` },
  };
}

/** The parents of a user as short objects, the shape of a list. */
export interface ParentList {
  readonly parent: readonly (Linked & { readonly uid: string; readonly id: number })[];
}

function parentsOf(record: UserRecord, world: RuleWorld, root: ApiRoot): ParentList | null {
  const parent = world.view.associations.list("student", record.id).flatMap(({ parentId }) => {
    const user = world.view.users.get(parentId);
    if (user?.inactiveAtMs !== null) return [];
    return [
      {
        uid: String(user.id),
        id: user.id,
        school_uid: user.schoolUid,
        name_first: user.nameFirst,
        name_last: user.nameLast,
        name_display: displayName(user),
        primary_email: user.email,
        links: { self: `${root}/users/${user.id}` },
      },
    ];
  });
  return parent.length === 0 ? null : { parent };
}

/** The time zone of a person: their own, else the organisation's, with its offset in hours now. */
function zoneOf(
  record: UserRecord,
  world: RuleWorld,
): { readonly tz_name: string; readonly tz_offset: number } {
  const own = record.profile["tz_name"];
  const name = typeof own === "string" && own !== "" ? own : world.timeZone;
  return { tz_name: name, tz_offset: world.zoneOffset(name) };
}

/** A user who was made inactive, on the wire. */
export function toInactiveUser(
  record: UserRecord,
  apiUserId: number,
): z.input<typeof InactiveUser> {
  return {
    uid: record.id,
    name: displayName(record),
    school_uid: record.schoolUid,
    synced: record.synced,
    inactive_timestamp: Math.max(0, Math.floor((record.inactiveAtMs ?? 0) / 1_000)),
    modified_by_uid: apiUserId,
  };
}

/** A course on the wire: its id is a number, its building's text. The district's name for it only on demand. */
export function toCourse(
  record: CourseRecord,
  root: ApiRoot,
  options: { readonly districtName: boolean } = { districtName: false },
): z.input<typeof Course> & Linked {
  const { district_course_name: districtName = "", ...profile } = record.profile;
  return {
    department: "",
    description: "",
    credits: 0,
    subject_area: 0,
    grade_level_range_start: 0,
    grade_level_range_end: 0,
    ...profile,
    ...(options.districtName ? { district_course_name: String(districtName) } : {}),
    id: record.id,
    building_id: String(record.buildingId),
    title: record.title,
    course_code: record.code,
    synced: record.synced,
    links: { self: `${root}/courses/${record.id}` },
  };
}

/** A section on the wire: ids are text, those of its grading periods numbers. */
export function toSection(
  record: SectionRecord,
  world: RuleWorld,
  root: ApiRoot,
): z.input<typeof Section> & Linked & { readonly options: object } {
  const course = world.view.courses.get(record.courseId);
  const { fields, options } = withOptions(record.profile);
  return {
    description: "",
    location: "",
    meeting_days: [],
    start_time: "",
    end_time: "",
    weight: "",
    profile_url: "",
    subject_area: String(course?.profile["subject_area"] ?? 0),
    grade_level_range_start: String(course?.profile["grade_level_range_start"] ?? 0),
    grade_level_range_end: String(course?.profile["grade_level_range_end"] ?? 0),
    options,
    ...fields,
    id: String(record.id),
    course_id: String(record.courseId),
    course_title: course?.title ?? "",
    course_code: course?.code ?? "",
    school_id: String(world.organizationId),
    section_title: record.title,
    section_code: record.code,
    section_school_code: record.schoolCode,
    access_code: record.accessCode,
    grading_periods: [...record.gradingPeriodIds],
    active: isPastSection(record, world) ? 0 : 1,
    admin: 0,
    synced: record.synced === 1 ? "1" : "0",
    ...parentOf(record, world),
    links: { self: `${root}/sections/${record.id}` },
  };
}

const blankOptions = {
  weighted_grading_categories: "0",
  upload_documents: "0",
  create_discussion: "0",
  member_post: "0",
  member_post_comment: "0",
  content_index_visibility: {
    topics: 0,
    assignments: 0,
    assessments: 0,
    documents: 0,
    discussion: 0,
    album: 0,
    pages: 0,
  },
};

/** The options of a section, which are kept flat among its other fields, in their own object again. */
function withOptions(profile: Profile): { readonly fields: Profile; readonly options: object } {
  const fields: Record<string, Profile[string]> = {};
  const options: Record<string, unknown> = { ...blankOptions };
  for (const [name, value] of Object.entries(profile)) {
    if (name.startsWith("options/")) options[name.slice("options/".length)] = value;
    else fields[name] = value;
  }
  return { fields, options };
}

/** A linked section names its master in `parent_id` (Schoology API: sections; undocumented). Others have none. */
function parentOf(record: SectionRecord, world: RuleWorld): { readonly parent_id?: string } {
  const link = world.view.sectionLinks.find("child", String(record.id));
  return link === undefined ? {} : { parent_id: String(link.parentId) };
}

/** A member on the wire: ids and status are text, `admin` is a number. */
export function toEnrollment(
  record: EnrollmentRecord,
  world: RuleWorld,
  root: ApiRoot,
): z.input<typeof Enrollment> & Linked {
  const user = world.view.users.get(record.userId);
  return {
    id: String(record.id),
    uid: String(record.userId),
    school_uid: user?.schoolUid ?? "",
    name_title: textIn(user, "name_title"),
    name_title_show: textIn(user, "name_title_show") === "1" ? "1" : "0",
    name_first: user?.nameFirst ?? "",
    name_first_preferred: textIn(user, "name_first_preferred"),
    name_middle: textIn(user, "name_middle"),
    name_middle_show: textIn(user, "name_middle_show") === "1" ? "1" : "0",
    name_last: user?.nameLast ?? "",
    name_display: user === undefined ? "" : displayName(user),
    admin: record.admin,
    status: String(record.status),
    picture_url: "",
    links: { self: `${root}/sections/${record.sectionId}/enrollments/${record.id}` },
  };
}

function textIn(user: UserRecord | undefined, field: string): string {
  return String(user?.profile[field] ?? "");
}

function displayName(user: UserRecord): string {
  return `${user.nameFirst} ${user.nameLast}`;
}

/** As with parents, inactive accounts are left out, whose associations stay. */
function childUids(user: UserRecord, world: RuleWorld): string | null {
  const children = world.view.associations
    .list("parent", user.id)
    .filter(({ studentId }) => world.view.users.get(studentId)?.inactiveAtMs === null)
    .map(({ studentId }) => studentId);
  return children.length === 0 ? null : children.join(",");
}
