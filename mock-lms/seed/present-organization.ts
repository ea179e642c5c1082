import { postCourse, postSection } from "../actions/course-actions.ts";
import { createLiveWorld, type Applied, type LiveWorld } from "../actions/live-world.ts";
import { deactivateUser, postUser } from "../actions/user-actions.ts";
import { decideGradingPeriod } from "../rules/grading-period-row.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { emailKey, pairKey } from "../store/lms-store.ts";
import type { SectionRecord } from "../store/records.ts";
import { OrganizationFileError, type FileProblem } from "./organization-file-error.ts";

/** Where a part of an organisation stands, for whoever has to correct it. */
export interface Placed {
  readonly at: string;
}

/** A campus. */
export interface PresentBuilding extends Placed {
  readonly title: string;
  readonly code: string;
}

/** A grading period; days are `YYYY-MM-DD`. */
export interface PresentPeriod extends Placed {
  readonly title: string;
  readonly start: string;
  readonly end: string;
}

/** An account. Role and buildings are named by title, buildings also by code; what is empty is not said. */
export interface PresentUser extends Placed {
  readonly schoolUid: string;
  readonly username: string;
  readonly email: string;
  readonly nameFirst: string;
  readonly nameLast: string;
  readonly preferredFirst: string;
  readonly role: string;
  readonly building: string;
  readonly additional: readonly string[];
  readonly password: string;
  readonly synced: 0 | 1;
  readonly inactive: boolean;
}

/** A course. */
export interface PresentCourse extends Placed {
  readonly code: string;
  readonly title: string;
  readonly building: string;
  readonly department: string;
  readonly synced: 0 | 1;
}

/** A section, whose grading periods are named by title. */
export interface PresentSection extends Placed {
  readonly courseCode: string;
  readonly title: string;
  readonly code: string;
  readonly schoolCode: string;
  readonly gradingPeriods: readonly string[];
  readonly synced: 0 | 1;
}

/** A membership. The section is named by its school code, or by course and section code. */
export interface PresentEnrollment extends Placed {
  readonly schoolCode: string;
  readonly courseCode: string;
  readonly sectionCode: string;
  readonly schoolUid: string;
  readonly admin: 0 | 1;
  readonly archived: boolean;
  readonly source: "manual" | "synced";
}

/** What an organisation holds before a first sync: districts never start empty. */
export interface PresentOrganization {
  readonly buildings: readonly PresentBuilding[];
  readonly gradingPeriods: readonly PresentPeriod[];
  readonly users: readonly PresentUser[];
  readonly courses: readonly PresentCourse[];
  readonly sections: readonly PresentSection[];
  readonly enrollments: readonly PresentEnrollment[];
  /** E-mail addresses that accounts of other organisations hold. */
  readonly outsideEmails: readonly string[];
}

/** How much was loaded, and the roles that the organisation did not have before. */
export interface LoadedOrganization extends Readonly<Record<keyof PresentOrganization, number>> {
  /** Each with the first row that names it: it may be misspelt. */
  readonly newRoles: readonly (Placed & { readonly title: string })[];
}

/**
 * Loads an organisation into a store that holds nothing but the organisation itself. All of it or nothing: it is
 * tried on an empty store first. The rules are those of the API.
 *
 * @throws OrganizationFileError when a part breaks a rule, or when the store is not empty
 */
export function loadPresentOrganization(
  world: LiveWorld,
  present: PresentOrganization,
): LoadedOrganization {
  const { store } = world;
  if (store.users.size + store.courses.size + store.gradingPeriods.size > 0) {
    throw new OrganizationFileError([
      {
        at: "the state of the mock LMS",
        why: "it is not empty, and keeps what it was given. Start without these files, or with a new state file.",
      },
    ]);
  }
  const trial = createLiveWorld({
    store: createMemoryStore(),
    clock: world.clock,
    random: world.random,
    organization: { title: "Trial", timeZone: "UTC" },
  });
  const problems = fill(trial, present);
  if (problems.length > 0) throw new OrganizationFileError(problems);
  const knownRoles = new Set([...store.roles.values()].map(({ id }) => id));
  fill(world, present);
  const newRoles = [...store.roles.values()]
    .filter(({ id }) => !knownRoles.has(id))
    .map(({ title }) => ({ title, at: firstWithRole(present, title) }));
  return {
    newRoles,
    buildings: present.buildings.length,
    gradingPeriods: present.gradingPeriods.length,
    users: present.users.length,
    courses: present.courses.length,
    sections: present.sections.length,
    enrollments: present.enrollments.length,
    outsideEmails: present.outsideEmails.length,
  };
}

function firstWithRole({ users }: PresentOrganization, title: string): string {
  return users.find(({ role }) => role.toLowerCase() === title.toLowerCase())?.at ?? "";
}

const problemsMax = 1_000;

function fill(world: LiveWorld, present: PresentOrganization): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  const note = ({ at }: Placed, why: string | undefined): void => {
    if (why !== undefined && problems.length < problemsMax) problems.push({ at, why });
  };
  const titles = new Set<string>();
  for (const building of present.buildings) note(building, addBuilding(world, building, titles));
  for (const period of present.gradingPeriods) note(period, addPeriod(world, period));
  const names = namesOf(world);
  for (const user of present.users) note(user, addUser(world, user, names));
  for (const course of present.courses) note(course, addCourse(world, course, names));
  const byCodes = new Map<string, SectionRecord | "several">();
  for (const section of present.sections) note(section, addSection(world, section, byCodes));
  for (const member of present.enrollments) note(member, addEnrollment(world, member, byCodes));
  // Last, so that memberships are archived with the account.
  for (const user of present.users) if (user.inactive) deactivate(world, user);
  for (const email of present.outsideEmails) {
    if (world.store.outsideEmails.find("email", emailKey(email)) !== undefined) continue;
    world.store.outsideEmails.add((id) => ({ id, email, domainVerified: false }));
  }
  return problems;
}

/** Buildings by code and title, and roles by title in lower case: a file names them in every row. */
interface Names {
  readonly buildings: ReadonlyMap<string, number>;
  readonly roles: Map<string, number>;
}

function namesOf({ store, organizationId }: LiveWorld): Names {
  const buildings = new Map<string, number>();
  for (const { id, title } of store.buildings.values()) buildings.set(title, id);
  for (const { id, code } of store.buildings.values()) if (code !== "") buildings.set(code, id);
  buildings.set("", organizationId);
  const roles = new Map<string, number>();
  for (const { id, title } of store.roles.values()) roles.set(title.toLowerCase(), id);
  return { buildings, roles };
}

const rolesMax = 200;

function roleId({ store }: LiveWorld, title: string, { roles }: Names): number | undefined {
  const known = roles.get(title.toLowerCase());
  if (known !== undefined || roles.size >= rolesMax) return known;
  // A role that is not there is a custom one of that organisation.
  const { id } = store.roles.add((newId) => ({ id: newId, title, faculty: 0 }));
  roles.set(title.toLowerCase(), id);
  return id;
}

function whyNot<Item>(applied: Applied<Item>): string | undefined {
  return applied.kind === "refuse" ? `${applied.error} Correct or remove the row.` : undefined;
}

function addBuilding(
  { store }: LiveWorld,
  { title, code }: PresentBuilding,
  titles: Set<string>,
): string | undefined {
  if (title === "") return "A building needs a title. Correct or remove the row.";
  if (titles.has(title)) {
    return "There is another building of this title. Correct or remove the row.";
  }
  titles.add(title);
  store.buildings.add((id) => ({ id, kind: "building", title, code, profile: {} }));
  return undefined;
}

function addPeriod(world: LiveWorld, { title, start, end }: PresentPeriod): string | undefined {
  const decision = decideGradingPeriod(world, { title, start, end });
  if (decision.kind === "refuse") return `${decision.error} Correct or remove the row.`;
  if (decision.kind === "create") world.store.gradingPeriods.add(decision.build);
  return undefined;
}

function addUser(world: LiveWorld, user: PresentUser, names: Names): string | undefined {
  if (user.role === "") return "A user needs a Role. Fill it in.";
  const role = roleId(world, user.role, names);
  if (role === undefined) return `There are more than ${rolesMax} different Roles. Correct them.`;
  const buildings = [user.building, ...user.additional].map((name) => names.buildings.get(name));
  const [main, ...additional] = buildings;
  if (buildings.includes(undefined) || main === undefined) {
    return "A School is none of the organisation's. Correct it.";
  }
  const row = {
    school_uid: user.schoolUid,
    username: user.username,
    primary_email: user.email,
    name_first: user.nameFirst,
    name_last: user.nameLast,
    name_first_preferred: user.preferredFirst,
    role_id: String(role),
    building_id: String(main),
    additional_buildings: additional.join(","),
    password: user.password,
    synced: user.synced,
  };
  const email = { ignoreOutside: false, resolution: "none" } as const;
  return whyNot(postUser(world, row, { updateExisting: false, email }));
}

function deactivate(world: LiveWorld, { schoolUid }: PresentUser): void {
  const user = world.store.users.find("schoolUid", schoolUid);
  if (user !== undefined) deactivateUser(world, user.id, { keepEnrollments: true });
}

function addCourse(world: LiveWorld, course: PresentCourse, names: Names): string | undefined {
  const building = names.buildings.get(course.building);
  if (building === undefined) return "The School is none of the organisation's. Correct it.";
  const row = {
    title: course.title,
    course_code: course.code,
    building_id: String(building),
    department: course.department,
    synced: course.synced,
  };
  return whyNot(postCourse(world, row, { updateExisting: false }));
}

function addSection(
  world: LiveWorld,
  section: PresentSection,
  byCodes: Map<string, SectionRecord | "several">,
): string | undefined {
  const course = world.store.courses.find("code", section.courseCode);
  if (course === undefined) return "Its course could not be loaded. Correct the course first.";
  const periods = section.gradingPeriods.map((title) =>
    world.store.gradingPeriods.find("title", title),
  );
  if (periods.includes(undefined)) return "A Grading Period is not there. Add it.";
  const applied = postSection(
    world,
    {
      title: section.title,
      section_code: section.code,
      section_school_code: section.schoolCode,
      grading_periods: periods.flatMap((period) => (period === undefined ? [] : [`${period.id}`])),
      synced: section.synced,
    },
    { courseId: course.id, updateExisting: false },
  );
  if (applied.kind === "done") {
    const key = codesKey(section.courseCode, section.code);
    byCodes.set(key, byCodes.has(key) ? "several" : applied.record);
  }
  return whyNot(applied);
}

function codesKey(courseCode: string, sectionCode: string): string {
  return JSON.stringify([courseCode, sectionCode]);
}

function addEnrollment(
  world: LiveWorld,
  member: PresentEnrollment,
  byCodes: ReadonlyMap<string, SectionRecord | "several">,
): string | undefined {
  const { store } = world;
  const section =
    member.schoolCode === ""
      ? byCodes.get(codesKey(member.courseCode, member.sectionCode))
      : store.sections.find("schoolCode", member.schoolCode);
  if (section === "several") {
    return "Several sections have these codes. Give the Section School Code.";
  }
  if (section === undefined)
    return "Its section is not there. Correct the codes, which go by case.";
  const user = store.users.find("schoolUid", member.schoolUid);
  if (user === undefined) return "No user has this User Unique ID. Correct or remove the row.";
  if (store.enrollments.find("member", pairKey(section.id, user.id)) !== undefined) {
    return "This user is in the section by an earlier row. Remove one.";
  }
  store.enrollments.add((id) => ({
    id,
    sectionId: section.id,
    userId: user.id,
    admin: member.admin,
    status: member.archived ? 5 : 1,
    source: member.source,
    archivedBy: member.archived ? "unenroll" : "",
  }));
  return undefined;
}
