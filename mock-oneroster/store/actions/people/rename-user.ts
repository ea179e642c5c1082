import type { Person } from "../../records.ts";
import { SisActionError } from "../action-error.ts";
import type { ActionScene } from "../scene.ts";
import { selectPerson } from "../select/person.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/** Someone gets another name, e-mail address or account (F16 to F21, F33, F40). */
export function renameUser(scene: ActionScene, plan: PlanOf<"rename-user">): Counts {
  const person = selectPerson(scene, plan.user);
  scene.world.people.put({
    ...person,
    ...namesOf(person, plan),
    ...accountOf(scene, person, plan),
    email: changed(person.email, plan.email),
    modified: scene.modified,
  });
  return { users: 1 };
}

type Rename = PlanOf<"rename-user">;

function namesOf(person: Person, plan: Rename): Partial<Person> {
  return {
    givenName: plan.givenName ?? person.givenName,
    familyName: plan.familyName ?? person.familyName,
    middleName: changed(person.middleName, plan.middleName),
    preferredFirstName: changed(person.preferredFirstName, plan.preferredFirstName),
    preferredMiddleName: changed(person.preferredMiddleName, plan.preferredMiddleName),
    preferredLastName: changed(person.preferredLastName, plan.preferredLastName),
  };
}

/** Without an account 1.1 does not send the person (facts A.5). A disabled one is sent all the same. */
function accountOf(scene: ActionScene, person: Person, plan: Rename): Partial<Person> {
  const { account, username = person.username } = plan;
  if (account === "removed") {
    if (plan.username === undefined) return { username: undefined, enabled: false };
    throw new SisActionError(scene.action, "an account that is removed has no username.");
  }
  if (account !== undefined && username === undefined) {
    throw new SisActionError(
      scene.action,
      `"${plan.user}" has no account. Give a username to make one.`,
    );
  }
  return { username, enabled: account === undefined ? person.enabled : account === "enabled" };
}

/** The new text, none where it was taken away, and the old one where nothing was said. */
function changed(before: string | undefined, after: string | null | undefined): string | undefined {
  return after === undefined ? before : (after ?? undefined);
}
