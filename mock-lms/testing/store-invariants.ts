import type { LmsView } from "../store/lms-store.ts";
import { brokenArrangements } from "./arrangement-invariants.ts";
import { brokenGradebooks } from "./gradebook-invariants.ts";

/**
 * What is wrong with a store: two records with one key, references that lead nowhere, records that contradict
 * themselves or each other. Looks at all records one by one and trusts no index.
 *
 * Passwords are no part of it: the vault gives them to Manage Users one by one and cannot be listed.
 */
export function brokenInvariants(store: LmsView): readonly string[] {
  return [
    ...repeatedKeys(store),
    ...danglingReferences(store),
    ...oddMembers(store),
    ...oddRecords(store),
    ...brokenGradebooks(store),
    ...brokenArrangements(store),
  ];
}

function repeatedKeys(store: LmsView): readonly string[] {
  const users = [...store.users.values()];
  const sections = [...store.sections.values()];
  const periodsOf = (ids: readonly number[]) => ids.toSorted((a, b) => a - b).join();
  return [
    ...repeats(
      "school_uid",
      users.map((user) => user.schoolUid),
    ),
    ...repeats(
      "username",
      users.map((user) => user.username),
    ),
    ...repeats("e-mail", [
      ...users.map((user) => user.email.toLowerCase()),
      ...[...store.outsideEmails.values()].map(({ email }) => email.toLowerCase()),
    ]),
    ...repeats(
      "course_code",
      [...store.courses.values()].map((course) => course.code),
    ),
    ...repeats(
      "section_school_code",
      sections.map((section) => section.schoolCode),
    ),
    ...repeats(
      "section_code",
      sections.map(({ courseId, code, gradingPeriodIds }) =>
        code === "" ? "" : `${courseId} ${periodsOf(gradingPeriodIds)} ${code}`,
      ),
    ),
    ...repeats(
      "title of a grading period",
      [...store.gradingPeriods.values()].map((period) => period.title),
    ),
    ...repeats(
      "member",
      [...store.enrollments.values()].map(({ sectionId, userId }) => `${sectionId} ${userId}`),
    ),
    ...repeats(
      "parent",
      [...store.associations.values()].map((link) => `${link.parentId} ${link.studentId}`),
    ),
    ...repeats(
      "advisor",
      [...store.advisors.values()].map((link) => `${link.advisorId} ${link.studentId}`),
    ),
    ...repeats("gradebook", sectionsOf(store.gradebooks.values())),
    ...repeats("archive mark", sectionsOf(store.archiveMarks.values())),
    ...repeats(
      "grade",
      [...store.grades.values()].map((grade) => `${grade.assignmentId} ${grade.enrollmentId}`),
    ),
    ...repeats(
      "final mark",
      [...store.finalMarks.values()].map((mark) => `${mark.enrollmentId} ${mark.periodKey}`),
    ),
    ...repeats(
      "master",
      [...store.sectionLinks.values()].map((link) => String(link.childId)),
    ),
    ...repeats(
      "cross-listing",
      [...store.crossListings.values()].map((listing) => listing.sourceCode),
    ),
    ...repeats(
      "origin",
      [...store.enrollmentOrigins.values()].map((one) => `${one.enrollmentId} ${one.schoolCode}`),
    ),
  ];
}

function sectionsOf(records: Iterable<{ readonly sectionId: number }>): readonly string[] {
  return Array.from(records, ({ sectionId }) => String(sectionId));
}

/** Values that occur more than once; empty ones are no keys. */
function repeats(what: string, values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return values.flatMap((value) => {
    if (value === "" || !seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [`two with one ${what}: ${value}`];
  });
}

function danglingReferences(store: LmsView): readonly string[] {
  const lost: string[] = [];
  const check = (from: string, found: object | undefined): void => {
    if (found === undefined) lost.push(from);
  };
  for (const user of store.users.values()) {
    check(`role of user ${user.id}`, store.roles.get(user.roleId));
    for (const id of [user.buildingId, ...user.additionalBuildings]) {
      check(`building of user ${user.id}`, store.buildings.get(id));
    }
  }
  for (const building of store.buildings.values()) {
    const { schoolId } = building;
    if (schoolId !== undefined) check(`school of ${building.id}`, store.buildings.get(schoolId));
  }
  for (const { id, buildingId } of store.roles.values()) {
    if (buildingId !== undefined) check(`building of role ${id}`, store.buildings.get(buildingId));
  }
  for (const notice of store.notices.values()) {
    check(`user of notice ${notice.id}`, store.users.get(notice.userId));
  }
  for (const course of store.courses.values()) {
    check(`building of course ${course.id}`, store.buildings.get(course.buildingId));
  }
  for (const section of store.sections.values()) {
    check(`course of section ${section.id}`, store.courses.get(section.courseId));
    for (const id of section.gradingPeriodIds) {
      check(`period of section ${section.id}`, store.gradingPeriods.get(id));
    }
  }
  for (const member of store.enrollments.values()) {
    check(`section of member ${member.id}`, store.sections.get(member.sectionId));
    check(`user of member ${member.id}`, store.users.get(member.userId));
  }
  for (const link of store.associations.values()) {
    check(`parent of link ${link.id}`, store.users.get(link.parentId));
    check(`student of link ${link.id}`, store.users.get(link.studentId));
  }
  for (const link of store.advisors.values()) {
    check(`advisor of link ${link.id}`, store.users.get(link.advisorId));
    check(`student of link ${link.id}`, store.users.get(link.studentId));
  }
  for (const transfer of store.transfers.values()) {
    check(`target of transfer ${transfer.id}`, store.sections.get(transfer.targetId));
  }
  return lost;
}

/** A member is archived with a reason or not at all, and nobody inactive is a member of anything now. */
function oddMembers(store: LmsView): readonly string[] {
  return [...store.enrollments.values()].flatMap((member) => {
    const archived = member.status === 5;
    const odd: string[] = [];
    if (archived === (member.archivedBy === "")) odd.push(`reason of member ${member.id}`);
    if (!archived && member.statusBefore !== undefined) odd.push(`past of member ${member.id}`);
    const inactive = store.users.get(member.userId)?.inactiveAtMs !== null;
    if (inactive && !archived) odd.push(`inactive member ${member.id}`);
    return odd;
  });
}

/** What no rule lets in: records without the name that they go by, days out of order, people who are their own relatives. */
function oddRecords(store: LmsView): readonly string[] {
  const odd: string[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) odd.push(what);
  };
  for (const user of store.users.values()) {
    check(user.schoolUid !== "", `user ${user.id} without a Unique ID`);
    check(user.username + user.email !== "", `user ${user.id} who cannot log in`);
  }
  for (const { id, code } of store.courses.values())
    check(code !== "", `course ${id} without code`);
  for (const { id, code, schoolCode, gradingPeriodIds } of store.sections.values()) {
    check(code + schoolCode !== "", `section ${id} without code`);
    check(
      gradingPeriodIds.length > 0 && new Set(gradingPeriodIds).size === gradingPeriodIds.length,
      `periods of section ${id}`,
    );
  }
  for (const { id, start, end } of store.gradingPeriods.values()) {
    check(start <= end, `days of grading period ${id}`);
  }
  for (const { id, parentId, studentId } of store.associations.values()) {
    check(parentId !== studentId, `parent link ${id} of somebody to themselves`);
  }
  for (const { id, advisorId, studentId } of store.advisors.values()) {
    check(advisorId !== studentId, `advisor link ${id} of somebody to themselves`);
  }
  check(store.organizationSettings.size <= 1, "settings of a second organisation");
  return odd;
}

/** Notes the ids that were ever given, and says which of them now stand for something else. */
export function createIdWatch(store: LmsView): () => readonly string[] {
  const origins = new Map<string, string>();
  const gone = new Set<string>();
  return () => {
    const broken: string[] = [];
    const present = new Set<string>();
    for (const [key, origin] of identities(store)) {
      present.add(key);
      const before = origins.get(key);
      if (gone.has(key) || (before !== undefined && before !== origin)) broken.push(key);
      origins.set(key, origin);
    }
    for (const key of origins.keys()) if (!present.has(key)) gone.add(key);
    return broken.map((key) => `the id of ${key} was used again`);
  };
}

/** Each record with what never changes about it. */
function* identities(store: LmsView): Generator<readonly [string, string]> {
  for (const { id } of store.users.values()) yield [`user ${id}`, ""];
  for (const { id } of store.courses.values()) yield [`course ${id}`, ""];
  for (const { id } of store.gradingPeriods.values()) yield [`period ${id}`, ""];
  for (const { id } of store.buildings.values()) yield [`building ${id}`, ""];
  for (const { id, courseId } of store.sections.values()) yield [`section ${id}`, `${courseId}`];
  for (const { id, sectionId } of store.assignments.values()) yield [`item ${id}`, `${sectionId}`];
  for (const { id, sectionId } of store.gradingCategories.values()) {
    yield [`category ${id}`, `${sectionId}`];
  }
  for (const { id, sectionId } of store.gradingGroups.values())
    yield [`group ${id}`, `${sectionId}`];
  for (const { id, sectionId, userId } of store.enrollments.values()) {
    yield [`member ${id}`, `${sectionId} ${userId}`];
  }
}
