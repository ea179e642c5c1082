import type { Person } from "../store/records.ts";
import type { Layout } from "./layout.ts";
import {
  drawGivenName,
  drawMiddleName,
  type FamilyName,
  type NameWord,
  type Sex,
} from "./names.ts";
import { oddText } from "./odd-text.ts";

/** What makes a person this one. */
export interface PersonPlan {
  /** The person number, by which everything else about the person is drawn. */
  readonly number: number;
  /** The end of the username: tells the kinds of people apart and keeps it unique. */
  readonly mark: string;
  readonly family: FamilyName;
  readonly sex: Sex;
  /** Where the e-mail address is. */
  readonly domain: string;
  readonly identifier: string | undefined;
  readonly masterIdentifier: string | undefined;
  readonly phone: string | undefined;
  readonly sms: string | undefined;
  /** Instead of the address that the username makes. */
  readonly email: string | undefined;
  /** Instead of the username that the name makes. */
  readonly username: string | undefined;
  readonly hasAccount: boolean;
}

/** What a username is made of. */
export type UsernamePlan = Pick<PersonPlan, "number" | "mark" | "family" | "sex">;

const middleShare = 0.3;
const preferredShare = 0.08;
const pronounsShare = 0.02;
const pronouns: readonly string[] = ["she/her", "he/him", "they/them"];
const none: readonly never[] = [];

/** Makes a person, with the dirt that hits the person's number. */
export function buildPerson(layout: Layout, plan: PersonPlan): Person {
  const { draws, dirt, frame } = layout;
  const { number, sex } = plan;
  const given = drawGivenName(draws, number, plan);
  const letters = lettersOf(given, plan);
  const isOdd = dirt.hits("textOddities", number);
  return {
    id: String(number),
    status: dirt.hits("deletedRows", number) ? "tobedeleted" : frame.status,
    modified: frame.modified,
    metadata: undefined,
    idForm: "campus",
    username: accountOf(layout, plan, letters),
    enabled: !dirt.hits("disabledAccounts", number),
    givenName: isOdd ? oddText(given.text, draws.oddity.word(number)) : given.text,
    familyName: plan.family.text,
    middleName: draws.middleName.chance(middleShare, number)
      ? drawMiddleName(draws, number, sex)
      : undefined,
    preferredFirstName: draws.preferred.chance(preferredShare, number) ? given.short : undefined,
    preferredMiddleName: undefined,
    preferredLastName: undefined,
    pronouns: draws.pronouns.chance(pronounsShare, number)
      ? draws.pronouns.pick(pronouns, number, 1)
      : undefined,
    identifier: plan.identifier,
    masterIdentifier: plan.masterIdentifier,
    userIds: none,
    email: emailOf(layout, plan, letters),
    sms: plan.sms,
    phone: plan.phone,
    grades: none,
    primaryOrg: undefined,
    profiles: none,
    resources: none,
  };
}

/** The username that a person's name makes, with a space in it where F16 hits. */
export function usernameOf(layout: Layout, plan: UsernamePlan): string {
  return writeUsername(
    layout,
    plan,
    lettersOf(drawGivenName(layout.draws, plan.number, plan), plan),
  );
}

function writeUsername({ dirt }: Layout, { number, mark }: UsernamePlan, letters: string): string {
  return dirt.hits("usernamesWithSpaces", number) ? `${letters} ${mark}` : letters + mark;
}

function accountOf(layout: Layout, plan: PersonPlan, letters: string): string | undefined {
  const isMissing = layout.dirt.hits("missingUsernames", plan.number);
  if (isMissing || !plan.hasAccount) return undefined;
  return plan.username ?? writeUsername(layout, plan, letters);
}

function emailOf({ dirt }: Layout, plan: PersonPlan, letters: string): string | undefined {
  if (dirt.hits("missingEmails", plan.number)) return undefined;
  return plan.email ?? `${letters}${plan.mark}@${plan.domain}`;
}

/** The first letter of the given name and the first twelve of the family name. */
function lettersOf(given: NameWord, { family }: UsernamePlan): string {
  return given.initial + family.stem || "user";
}
