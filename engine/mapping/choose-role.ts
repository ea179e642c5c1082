import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { RosterRole, Settings } from "../../contracts/run/settings.ts";
import type { Person, PersonRole } from "../snapshot/roster.ts";
import { byText, settingOf, type MappingContext } from "./context.ts";
import { isGuardianPlace } from "./guardian-place.ts";
import type { UnsyncedPerson } from "./lms-state.ts";
import { mappedRoleOf } from "./roles.ts";
import type { SchoolMap } from "./schools.ts";
import { isTicked } from "./ticks.ts";

/** The one role and the one school by which a person syncs (guide R108). */
export interface ChosenRole {
  readonly role: RosterRole;
  /** Title of the LMS role. */
  readonly title: string;
  readonly orgId: string;
}

/** A chosen role and the other schools that would do as well, or why there is none. */
export type RoleChoice =
  | { readonly chosen: ChosenRole; readonly otherSchools: readonly string[] }
  | { readonly chosen: undefined; readonly why: UnsyncedPerson["why"]; readonly school: string };

const precedences: Readonly<
  Record<Settings["readings"]["rolePrecedence"], Readonly<Record<RosterRole, number>>>
> = {
  "administrator-first": { administrator: 0, staff: 1, guardian: 2, student: 3 },
  "guardian-first": { guardian: 0, administrator: 1, staff: 2, student: 3 },
};

/** The rank of each role by the reading in use, smallest first (F22). */
export function rolePrecedence(settings: Settings): Readonly<Record<RosterRole, number>> {
  return precedences[settings.readings.rolePrecedence];
}

/**
 * Chooses the role and building of a person with any number of both.
 *
 * Only roles that the app transfers (R25), that are mapped at a mapped school (R94, R106, R123) count.
 * Precedence decides the role (F22), the primary one of them the building (R108); where several are left, the
 * smallest org id, so that the choice does not change with the order in which the SIS lists them (F28). A role
 * of OneRoster 1.2 counts between its own dates.
 */
export function chooseRole(
  person: Person,
  context: MappingContext,
  schools: SchoolMap,
): Outcome<RoleChoice> {
  const place = { at: `sis/users/${person.sourcedId}` };
  const dated = person.roles.filter((role) => isOutOfTime(role, context));
  const transferable = person.roles
    .filter((role) => !dated.includes(role))
    .flatMap((role) => transferableRole(role, context));
  if (transferable.length === 0) {
    const diagnostics = notTransferred(person, { dated, context });
    return { value: none("role", person.roles[0]?.orgId), diagnostics };
  }
  const mapped = transferable.filter(({ orgId }) => schools.targets.has(orgId));
  const ticked = mapped.filter(({ orgId: school }) =>
    isTicked({ tab: "users", school }, context.settings),
  );
  // Of several schools one that is ticked counts; who has none of those is left out by the plan (R107, R108).
  const atMapped = ticked.length > 0 ? ticked : mapped;
  if (atMapped.length === 0) {
    const school = transferable[0]?.orgId ?? "";
    return {
      value: none("school", school),
      diagnostics: [diagnose("user-without-mapped-school", { ...place, school }, {})],
    };
  }
  const titled = atMapped.flatMap((candidate) => withTitle(candidate, context.settings));
  const [ranked] = titled.toSorted(compareBy(context.settings));
  const [placed] = titled.toSorted(byPlace(context.settings));
  if (ranked === undefined || placed === undefined) {
    const first = atMapped[0];
    const args = { role: first?.role ?? "" };
    return {
      value: none("role", first?.orgId),
      diagnostics: [diagnose("role-not-synced", { ...place, school: first?.orgId ?? "" }, args)],
    };
  }
  const chosen = { role: ranked.role, title: ranked.title, orgId: placed.orgId };
  const others = titled.filter(({ primary }) => primary === placed.primary);
  return {
    value: { chosen, otherSchools: schoolsBut(placed.orgId, others) },
    diagnostics: otherSchools({ person, best: chosen, titled, schools }),
  };
}

function none(why: UnsyncedPerson["why"], school = ""): RoleChoice {
  return { chosen: undefined, why, school };
}

function schoolsBut(
  orgId: string,
  roles: readonly { readonly orgId: string }[],
): readonly string[] {
  const ids = new Set(roles.map((role) => role.orgId));
  ids.delete(orgId);
  return [...ids].toSorted(byText);
}

/** The dates of a role are inclusive, or its end exclusive, as those of an enrollment are. */
function isOutOfTime({ beginDate, endDate }: PersonRole, context: MappingContext): boolean {
  const { roleDates, enrollmentEnd } = context.settings.readings;
  if (roleDates === "ignore") return false;
  if (beginDate !== undefined && beginDate > context.today) return true;
  if (endDate === undefined) return false;
  return enrollmentEnd === "inclusive" ? endDate < context.today : endDate <= context.today;
}

interface Candidate {
  readonly role: RosterRole;
  readonly orgId: string;
  readonly primary: boolean;
}

function transferableRole(held: PersonRole, context: MappingContext): readonly Candidate[] {
  const mapped = mappedRoleOf(held.role);
  const { relatives } = context.settings.readings;
  if (mapped === "none" || (mapped === "relative" && relatives === "exclude")) return [];
  const role = mapped === "relative" ? "guardian" : mapped;
  if (role === "guardian" && !isGuardianPlace(held.orgId, context)) return [];
  return [{ role, orgId: held.orgId, primary: held.primary }];
}

function withTitle(
  candidate: Candidate,
  settings: Settings,
): readonly (ChosenRole & { readonly primary: boolean })[] {
  const title = roleTitleAt(candidate.orgId, candidate.role, settings);
  return title === undefined ? [] : [{ ...candidate, title }];
}

/** The LMS role that a role is mapped to at a school; undefined for Do Not Sync. */
export function roleTitleAt(
  orgId: string,
  role: RosterRole,
  settings: Settings,
): string | undefined {
  const title = settingOf(settings.roles.schools, orgId)?.[role] ?? settings.roles.default[role];
  return title === "do-not-sync" ? undefined : title;
}

function compareBy(
  settings: Settings,
): (left: ChosenRole & { primary: boolean }, right: ChosenRole & { primary: boolean }) => number {
  const rank = rolePrecedence(settings);
  return (left, right) =>
    rank[left.role] - rank[right.role] ||
    Number(right.primary) - Number(left.primary) ||
    byText(left.orgId, right.orgId);
}

/** The building is that of a primary role (R108), of the role that counts most where several are primary. */
function byPlace(
  settings: Settings,
): (left: ChosenRole & { primary: boolean }, right: ChosenRole & { primary: boolean }) => number {
  const compareRank = compareBy(settings);
  return (left, right) => Number(right.primary) - Number(left.primary) || compareRank(left, right);
}

function notTransferred(
  person: Person,
  seen: { readonly dated: readonly PersonRole[]; readonly context: MappingContext },
): readonly Diagnostic[] {
  const [first] = person.roles;
  const place = { at: `sis/users/${person.sourcedId}`, school: first?.orgId ?? "" };
  if (first === undefined) return [diagnose("user-incomplete", place, { missing: "role" })];
  const [dated] = seen.dated;
  if (dated !== undefined) {
    const { role, beginDate: begins = "?", endDate: ends = "?" } = dated;
    return [diagnose("role-out-of-time", place, { role, begins, ends })];
  }
  const { relatives } = seen.context.settings.readings;
  const mapped = mappedRoleOf(first.role);
  if (mapped === "guardian" || (mapped === "relative" && relatives === "include")) {
    return [diagnose("guardian-at-school", place, {})];
  }
  if (mapped === "relative") return [diagnose("relative-not-linked", place, {})];
  return [diagnose("role-custom", place, { role: first.role })];
}

function otherSchools(seen: {
  readonly person: Person;
  readonly best: ChosenRole;
  readonly titled: readonly ChosenRole[];
  readonly schools: SchoolMap;
}): readonly Diagnostic[] {
  const nameOf = (orgId: string): string => seen.schools.names.get(orgId) ?? orgId;
  const others = new Set(seen.titled.map(({ orgId }) => orgId));
  others.delete(seen.best.orgId);
  if (others.size === 0) return [];
  const place = { at: `sis/users/${seen.person.sourcedId}`, school: seen.best.orgId };
  const args = {
    kept: nameOf(seen.best.orgId),
    others: [...others].map(nameOf).toSorted(byText).join(", "),
  };
  return [diagnose("several-schools", place, args)];
}
