import { isExtension } from "../../contracts/oneroster/vocabulary.ts";
import { type Difference, isSame, itemsOf, type Test } from "./difference.ts";

/** What may be between 1.1 on the left and 1.2 on the right. */
export const versionTests = {
  "left-absent": ({ left, right }) => left === undefined && right !== undefined,
  "right-absent": ({ left, right }) => right === undefined && left !== undefined,
  "right-without-account": ({ left, rightRecord }) =>
    left === undefined && itemsOf(rightRecord["username"]).every((name) => name === ""),
  "left-disabled": ({ right, leftRecord }) =>
    right === undefined && isSame(leftRecord["enabledUser"], ["false"]),
  "person-in-one-version": ({ id, left }, { leftHasPerson, rightHasPerson }) =>
    leftHasPerson(id) === (left !== undefined) && rightHasPerson(id) === (left === undefined),
  "roles-but-for-orgs-of-contacts": (difference) => sameRoles(difference, [withoutOrg]),
  "roles-with-one-word-for-staff": (difference) => sameRoles(difference, [withOneWord]),
  "roles-with-both": (difference) => sameRoles(difference, [withoutOrg, withOneWord]),
  "people-that-neither-sends": ({ left, right }, { leftHasPerson, rightHasPerson }) => {
    const [here, there] = [itemsOf(left), itemsOf(right)];
    const leftKnown = here.filter((item) => leftHasPerson(personIn(item)));
    const rightKnown = there.filter((item) => rightHasPerson(personIn(item)));
    const isAllKnown = leftKnown.length === here.length && rightKnown.length === there.length;
    return !isAllKnown && isSame(leftKnown, rightKnown);
  },
  "empty-and-absent": ({ left, right }) =>
    [...itemsOf(left), ...itemsOf(right)].every((text) => text === ""),
  "session-of-either-name": ({ left, right, rightRecord }) =>
    right === undefined && left === rightRecord["academicSession"],
  "right-extends": ({ left, right }) => {
    const plain = itemsOf(right).filter((word) => typeof word !== "string" || !isExtension(word));
    const isList = Array.isArray(left) || Array.isArray(right);
    return isList ? isSame(plain, itemsOf(left)) : plain.length === 0;
  },
} as const satisfies Readonly<Record<string, Test>>;

type RoleChange = (word: string, org: string) => readonly [word: string, org: string];

/** Roles in the form `word @ org`. */
function sameRoles({ left, right }: Difference, changes: readonly RoleChange[]): boolean {
  const simplify = (value: unknown): readonly string[] => {
    const roles = itemsOf(value).map((role) => {
      let [word = "", org = ""] = String(role).split(" @ ");
      for (const change of changes) [word, org] = change(word, org);
      return `${word} @ ${org}`;
    });
    return [...new Set(roles)].toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  };
  return isSame(simplify(left), simplify(right));
}

const contacts: ReadonlySet<string> = new Set(["guardian", "parent", "relative"]);
/** The words of 1.1 that Campus uses (Campus facts A.5). */
const campusWords: ReadonlySet<string> = new Set([
  "administrator",
  "guardian",
  "relative",
  "student",
  "teacher",
]);

function withoutOrg(word: string, org: string): readonly [string, string] {
  return [word, contacts.has(word) ? "" : org];
}

function withOneWord(word: string, org: string): readonly [string, string] {
  return [campusWords.has(word) ? word : "administrator", org];
}

/** The key in a reference, or in a relationship as text. */
function personIn(item: unknown): string {
  const text = typeof item === "string" ? item : "";
  return /"sourcedId":"([^"]*)"/.exec(text)?.[1] ?? text;
}
