import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Person } from "../snapshot/roster.ts";
import { byText, type MappingContext } from "./context.ts";
import { hasGuardianDistrict } from "./guardian-level.ts";
import type { DesiredUser } from "./lms-state.ts";
import { chooseRole, type ChosenRole } from "./choose-role.ts";
import type { SchoolMap } from "./schools.ts";
import { accountFields, loginProblems } from "./user-account.ts";

/** Who gets an account. `uidOf` holds those who do; `refused` those whom a data problem keeps out. */
export interface UserMap {
  readonly users: ReadonlyMap<string, DesiredUser>;
  readonly uidOf: ReadonlyMap<string, string>;
  readonly refused: ReadonlySet<string>;
}

/** Maps people to accounts, one account a record (guide R8, R14, R106 to R114, R117, R123). */
export function mapUsers(context: MappingContext, schools: SchoolMap): Outcome<UserMap> {
  const accounts = createAccounts(context);
  const diagnostics: Diagnostic[] = [];
  const people = [...context.roster.people.values()].toSorted((a, b) =>
    byText(a.sourcedId, b.sourcedId),
  );
  for (const person of people) {
    const choice = chooseRole(person, context, schools);
    diagnostics.push(...choice.diagnostics);
    if (choice.value !== undefined) diagnostics.push(...accounts.add(person, choice.value));
  }
  if (!hasGuardianDistrict(context, schools)) {
    diagnostics.push(diagnose("guardian-district-unmapped", { at: "settings/schools" }, {}));
  }
  return { value: accounts.result(), diagnostics };
}

interface Accounts {
  add(person: Person, role: ChosenRole): readonly Diagnostic[];
  result(): UserMap;
}

/** Collects accounts and keeps Unique IDs, usernames and e-mail addresses unique (F19, F21). */
function createAccounts(context: MappingContext): Accounts {
  const users = new Map<string, DesiredUser>();
  const uidOf = new Map<string, string>();
  const refused = new Set<string>();
  const ownerOfUsername = new Map<string, string>();
  const ownerOfEmail = new Map<string, string>();

  const refuse = (person: Person, problem: Diagnostic): readonly Diagnostic[] => {
    refused.add(person.sourcedId);
    return [problem];
  };
  const add = (person: Person, role: ChosenRole): readonly Diagnostic[] => {
    const place = { at: `sis/users/${person.sourcedId}`, school: role.orgId };
    const problem = loginProblems(person, place);
    if (problem !== undefined) return refuse(person, problem);
    const uid = uidOfPerson(person, context);
    const sameUid = users.get(uid)?.personId;
    if (sameUid !== undefined) {
      return refuse(person, diagnose("unique-id-duplicate", place, { uid, other: sameUid }));
    }
    const username = person.username?.toLowerCase();
    const sameUsername = username === undefined ? undefined : ownerOfUsername.get(username);
    if (sameUsername !== undefined) {
      const args = { username: person.username ?? "", other: sameUsername };
      return refuse(person, diagnose("username-duplicate", place, args));
    }
    const diagnostics: Diagnostic[] = [];
    const email = person.email?.toLowerCase();
    const sameEmail = email === undefined ? undefined : ownerOfEmail.get(email);
    if (sameEmail !== undefined) {
      if (username === undefined) {
        return refuse(person, diagnose("user-incomplete", place, { missing: "username" }));
      }
      diagnostics.push(diagnose("email-duplicate", place, { other: sameEmail }));
    }
    if (email === undefined) diagnostics.push(diagnose("email-missing", place, {}));
    if (!person.enabled) diagnostics.push(diagnose("user-disabled", place, {}));
    if (username !== undefined) ownerOfUsername.set(username, person.sourcedId);
    if (email !== undefined && sameEmail === undefined) ownerOfEmail.set(email, person.sourcedId);
    uidOf.set(person.sourcedId, uid);
    users.set(uid, {
      uid,
      personId: person.sourcedId,
      school: role.orgId,
      role: role.title,
      fields: accountFields(person, {
        version: context.roster.version,
        keepEmail: sameEmail === undefined,
      }),
    });
    return diagnostics;
  };
  return { add, result: () => ({ users, uidOf, refused }) };
}

function uidOfPerson(person: Person, context: MappingContext): string {
  switch (context.settings.readings.uidSource) {
    case "identifier":
      return person.identifier ?? person.sourcedId;
    case "username":
      return person.username ?? person.sourcedId;
    case "sourcedId":
      return person.sourcedId;
  }
}
