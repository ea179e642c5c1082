import { faker } from "@faker-js/faker/locale/en";
import type { Draws } from "./draws.ts";

/** A given name, with what else is made of it. */
export interface NameWord {
  readonly text: string;
  /** The first of its letters that may stand in a username: ASCII only, and perhaps none. */
  readonly initial: string;
  /** What a bearer may rather be called: the first three characters of a longer name. */
  readonly short: string | undefined;
}

/** A family name. One in another script comes with a given name in that script. */
export interface FamilyName {
  readonly text: string;
  /** The first twelve of its letters that may stand in a username. */
  readonly stem: string;
  readonly given: NameWord | undefined;
}

/** As demographics write it. */
export type Sex = "female" | "male";

/** Names of places that do not exist, for schools. */
export const placeNames: readonly string[] = [
  "Cedar Grove",
  "Lakeview",
  "Maple Hill",
  "Riverside",
  "Stonebridge",
  "Willow Creek",
  "Fox Hollow",
  "Summit Ridge",
  "Prairie Wind",
  "Clearwater",
  "Oak Meadow",
  "Harbor Point",
  "Sunnyslope",
  "Birch Lane",
  "Eagle Rock",
  "Juniper Flats",
];

const { first_name: first, last_name: last } = faker.definitions.person;
const givenNames: Readonly<Record<Sex, readonly NameWord[]>> = {
  female: filled(first.female).map(toWord),
  male: filled(first.male).map(toWord),
};
const familyNames = filled(last.generic).map((text) => toFamily(text));

/** Names that no ASCII table holds: the scripts and signs that systems break on (F34). */
const otherNames: readonly FamilyName[] = [
  toFamily("佐藤", "美咲"),
  toFamily("王", "伟"),
  toFamily("김", "민준"),
  toFamily("Соколов", "Дмитрий"),
  toFamily("الحسن", "فاطمة"),
  toFamily("Παπαδάκη", "Ελένη"),
  toFamily("Trần", "Nguyễn Anh"),
  toFamily("Muñoz-O’Brien", "Zoë"),
  toFamily("Ó Súilleabháin", "Siân"),
  toFamily("כהן", "אביגיל"),
];
const otherShare = 0.03;

/** Draws the family name with a number. About three in a hundred are not written in plain ASCII. */
export function drawFamilyName({ familyName }: Draws, number: number): FamilyName {
  const isOther = familyName.chance(otherShare, number);
  return familyName.pick(isOther ? otherNames : familyNames, number, 1);
}

/** Draws a given name to go with a family's name, in the same script. */
export function drawGivenName(draws: Draws, number: number, owner: NameOwner): NameWord {
  return owner.family.given ?? draws.givenName.pick(givenNames[owner.sex], number);
}

/** Draws a middle name, which is always written in plain ASCII. */
export function drawMiddleName({ middleName }: Draws, number: number, sex: Sex): string {
  return middleName.pick(givenNames[sex], number, 1).text;
}

/** Who is given a name. */
export interface NameOwner {
  readonly family: FamilyName;
  readonly sex: Sex;
}

/** The sex of the person with a number. */
export function drawSex({ sex }: Draws, number: number): Sex {
  return sex.word(number) % 2 === 0 ? "female" : "male";
}

function toWord(text: string): NameWord {
  const short = text.length > 4 ? text.slice(0, 3) : undefined;
  return { text, initial: plainLetters(text).slice(0, 1), short };
}

function toFamily(text: string, given?: string): FamilyName {
  const stem = plainLetters(text).slice(0, 12);
  return { text, stem, given: given === undefined ? undefined : toWord(given) };
}

function plainLetters(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}

function filled(table: readonly string[] | undefined): readonly string[] {
  if (table === undefined || table.length === 0) {
    throw new TypeError("faker's English name tables are not where they were.");
  }
  return table;
}
