import type { Random } from "../../core/random.ts";
import type { Person, PersonRole } from "../store/world.ts";
import { plainLetters } from "./names.ts";
import type { Dirt } from "./options.ts";

/** What all people of a district have in common. */
export interface PeopleFrame {
  readonly random: Random;
  readonly modified: string;
  /** The domain of the district's addresses, under `.example`. */
  readonly domain: string;
  readonly dirt: Dirt;
}

/** What makes a person this one. `mark` tells the kinds apart in usernames and keeps them unique. */
export interface PersonPlan {
  readonly key: string;
  readonly mark: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly roles: readonly PersonRole[];
  readonly grades?: readonly string[];
  readonly contacts?: readonly string[];
  readonly identifier?: string;
  readonly phone?: string;
}

const preferredShare = 0.08;

/** Makes a person from his own stream of chance. The GUID is the 1.2 id, the key the Campus person number. */
export function buildPerson(frame: PeopleFrame, plan: PersonPlan): Person {
  const own = frame.random.fork(`people/${plan.key}`);
  const guid = own.uuid();
  const username = drawUsername(own, frame.dirt, plan);
  const hasEmail = !own.chance(frame.dirt.missingEmails ?? 0);
  const usesShortName = own.chance(preferredShare) && plan.givenName.length > 4;
  return {
    id: plan.key,
    guid,
    status: "active",
    modified: frame.modified,
    username,
    enabled: true,
    givenName: plan.givenName,
    familyName: plan.familyName,
    ...(usesShortName ? { preferredFirstName: shortName(plan.givenName) } : {}),
    ...(plan.identifier === undefined
      ? {}
      : { identifier: plan.identifier, masterIdentifier: plan.identifier }),
    userIds: plan.identifier === undefined ? [] : [{ type: "SIS", identifier: plan.identifier }],
    ...(hasEmail ? { email: `${username.replaceAll(" ", ".")}@${frame.domain}` } : {}),
    ...(plan.phone === undefined ? {} : { phone: plan.phone }),
    grades: plan.grades ?? [],
    roles: plan.roles,
    profiles: [],
    contacts: plan.contacts ?? [],
  };
}

/** The first three characters, none of them cut in half. */
function shortName(givenName: string): string {
  return Array.from(givenName).slice(0, 3).join("");
}

function drawUsername(own: Random, dirt: Dirt, plan: PersonPlan): string {
  const first = plainLetters(plan.givenName).slice(0, 1);
  const last = plainLetters(plan.familyName).slice(0, 12);
  const gap = own.chance(dirt.usernamesWithSpaces ?? 0) ? " " : "";
  return `${`${first}${last}` || "user"}${gap}${plan.mark}`;
}
