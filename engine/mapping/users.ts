import {
  diagnose,
  type Diagnostic,
  type Outcome,
  type Place,
} from "../../contracts/run/diagnostic.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import type { Person } from "../snapshot/roster.ts";
import { byText, type MappingContext } from "./context.ts";
import { guardianRemarks, hasGuardianDistrict } from "./guardian-level.ts";
import type { DesiredUser, UnsyncedPerson } from "./lms-state.ts";
import { mappedRoleOf } from "./roles.ts";
import { chooseRole, rolePrecedence, type ChosenRole } from "./choose-role.ts";
import type { SchoolMap } from "./schools.ts";
import { personTextRemarks } from "./text-remarks.ts";
import { accountFields, loginProblems } from "./user-account.ts";

/** Who gets an account. `uidOf` holds those who do; `refused` those whom a data problem keeps out. */
export interface UserMap {
  readonly users: ReadonlyMap<string, DesiredUser>;
  readonly uidOf: ReadonlyMap<string, string>;
  readonly refused: ReadonlySet<string>;
  /** Everybody else of whom the SIS says anything, by Unique ID. */
  readonly unsynced: ReadonlyMap<string, UnsyncedPerson>;
}

/** Maps people to accounts, one account a record (guide R8, R14, R106 to R114, R117, R123). */
export function mapUsers(context: MappingContext, schools: SchoolMap): Outcome<UserMap> {
  const accounts = createAccounts(context);
  const diagnostics: Diagnostic[] = [];
  const chosen: Chosen[] = [];
  for (const person of context.roster.people.values()) {
    const { value, diagnostics: said } = chooseRole(person, context, schools);
    diagnostics.push(...said);
    if (value.chosen === undefined) accounts.leaveOut(person, value);
    else chosen.push({ person, role: value.chosen, otherSchools: value.otherSchools });
  }
  for (const choice of chosen.toSorted(byPrecedence(context))) {
    diagnostics.push(...accounts.add(choice));
  }
  if (!hasGuardianDistrict(context, schools)) {
    diagnostics.push(diagnose("guardian-district-unmapped", { at: "settings/schools" }, {}));
  }
  diagnostics.push(...guardianRemarks(context, schools), ...staffRemarks(context));
  return { value: accounts.result(), diagnostics };
}

/** Staff of one kind only is what the API is known to send (F32). */
function staffRemarks({ roster }: MappingContext): readonly Diagnostic[] {
  let staff = 0;
  for (const { roles } of roster.people.values()) {
    for (const { role } of roles) {
      const mapped = mappedRoleOf(role);
      if (mapped === "administrator") return [];
      if (mapped !== "staff") continue;
      if (role.toLowerCase() !== "teacher") return [];
      staff += 1;
    }
  }
  return staff === 0 ? [] : [diagnose("support-staff-absent", { at: "sis/users" }, { staff })];
}

interface Chosen {
  readonly person: Person;
  readonly role: ChosenRole;
  readonly otherSchools: readonly string[];
}

/** Of two records with one username, the role of higher precedence gets the account (F21, F22). */
function byPrecedence({ settings }: MappingContext): (left: Chosen, right: Chosen) => number {
  const rank = rolePrecedence(settings);
  return (left, right) =>
    rank[left.role.role] - rank[right.role.role] ||
    byText(left.person.sourcedId, right.person.sourcedId);
}

interface Accounts {
  add(choice: Chosen): readonly Diagnostic[];
  leaveOut(person: Person, reason: Pick<UnsyncedPerson, "why" | "school">): void;
  result(): UserMap;
}

/** Collects accounts and keeps Unique IDs, usernames and e-mail addresses unique (F19, F21). */
function createAccounts(context: MappingContext): Accounts {
  const users = new Map<string, DesiredUser>();
  const uidOf = new Map<string, string>();
  const refused = new Set<string>();
  const unsynced = new Map<string, UnsyncedPerson>();
  const ownerOfUsername = new Map<string, string>();
  const ownerOfEmail = new Map<string, string>();

  const clashOf = (person: Person, uid: string, place: Place): Diagnostic | undefined => {
    const sameUid = users.get(uid)?.personId;
    if (sameUid !== undefined) {
      return diagnose("unique-id-duplicate", place, { uid, other: sameUid });
    }
    const username = person.username ?? "";
    const sameUsername = ownerOfUsername.get(username.toLowerCase());
    if (sameUsername !== undefined) {
      return diagnose("username-duplicate", place, { username, other: sameUsername });
    }
    const isEmailTaken = ownerOfEmail.has(person.email?.toLowerCase() ?? "");
    if (!isEmailTaken || username !== "") return undefined;
    return diagnose("user-incomplete", place, { missing: "username" });
  };

  const leaveOut: Accounts["leaveOut"] = (person, { why, school }) => {
    unsynced.set(uidOfPerson(person, context.settings), {
      personId: person.sourcedId,
      why,
      school,
    });
  };

  const add: Accounts["add"] = ({ person, role, otherSchools }) => {
    const place = { at: `sis/users/${person.sourcedId}`, school: role.orgId };
    const uid = uidOfPerson(person, context.settings);
    const problem = loginProblems(person, place) ?? clashOf(person, uid, place);
    if (problem !== undefined) {
      refused.add(person.sourcedId);
      leaveOut(person, { why: "data", school: role.orgId });
      return [problem];
    }
    const email = person.email?.toLowerCase();
    const sameEmail = ownerOfEmail.get(email ?? "");
    if (person.username !== undefined) {
      ownerOfUsername.set(person.username.toLowerCase(), person.sourcedId);
    }
    if (email !== undefined && sameEmail === undefined) ownerOfEmail.set(email, person.sourcedId);
    uidOf.set(person.sourcedId, uid);
    const fields = accountFields(person, {
      version: context.roster.version,
      keepEmail: sameEmail === undefined,
    });
    const { sourcedId: personId, legacyId, identifier, grades } = person;
    const traits = { legacyId, identifier, grades };
    const user = { uid, personId, school: role.orgId, role: role.title, fields, traits };
    users.set(uid, otherSchools.length === 0 ? user : { ...user, otherSchools });
    return accountRemarks(person, { place, sameEmail, lacks: lackingIdField(person, context) });
  };
  return { add, leaveOut, result: () => ({ users, uidOf, refused, unsynced }) };
}

function accountRemarks(
  person: Person,
  seen: {
    readonly place: Place;
    readonly sameEmail: string | undefined;
    /** The field that should have become the Unique ID. */
    readonly lacks: string | undefined;
  },
): readonly Diagnostic[] {
  const { place, sameEmail } = seen;
  return [
    ...(sameEmail === undefined ? [] : [diagnose("email-duplicate", place, { other: sameEmail })]),
    ...(person.email === undefined ? [diagnose("email-missing", place, {})] : []),
    ...(person.enabled ? [] : [diagnose("user-disabled", place, {})]),
    ...(seen.lacks === undefined
      ? []
      : [diagnose("unique-id-fallback", place, { field: seen.lacks })]),
    ...personTextRemarks(person, place),
  ];
}

function lackingIdField(person: Person, { settings }: MappingContext): string | undefined {
  const field = settings.readings.uidSource;
  return field !== "sourcedId" && person[field] === undefined ? field : undefined;
}

/** The Unique ID of a person by the reading in use, whether the person syncs or not. */
export function uidOfPerson(person: Person, { readings }: Pick<Settings, "readings">): string {
  switch (readings.uidSource) {
    case "identifier":
      return person.identifier ?? person.sourcedId;
    case "username":
      return person.username ?? person.sourcedId;
    case "sourcedId":
      return person.sourcedId;
  }
}
