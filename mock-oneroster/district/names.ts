import { faker } from "@faker-js/faker/locale/en";
import type { Random } from "../../core/random.ts";

/** A name in whatever script its owner writes it. */
export interface Name {
  readonly givenName: string;
  readonly familyName: string;
}

const givenNames = filled(faker.definitions.person.first_name.generic);
const familyNames = filled(faker.definitions.person.last_name.generic);

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

/** Names that no ASCII table holds: the scripts and signs that systems break on (F34). */
const otherNames: readonly Name[] = [
  { givenName: "美咲", familyName: "佐藤" },
  { givenName: "伟", familyName: "王" },
  { givenName: "민준", familyName: "김" },
  { givenName: "Дмитрий", familyName: "Соколов" },
  { givenName: "فاطمة", familyName: "الحسن" },
  { givenName: "Ελένη", familyName: "Παπαδάκη" },
  { givenName: "Nguyễn Anh", familyName: "Trần" },
  { givenName: "Zoë", familyName: "Muñoz-O’Brien" },
  { givenName: "Siân", familyName: "Ó Súilleabháin" },
  { givenName: "אביגיל", familyName: "כהן" },
];
const otherShare = 0.03;

/** Draws a name. About three in a hundred are not written in plain ASCII. */
export function drawName(random: Random): Name {
  if (random.chance(otherShare)) return random.pick(otherNames);
  return { givenName: random.pick(givenNames), familyName: random.pick(familyNames) };
}

/** Draws a given name to go with a family's name, in the same script. */
export function drawGivenName(random: Random, familyName: string): string {
  const other = otherNames.find((name) => name.familyName === familyName);
  return other === undefined ? random.pick(givenNames) : other.givenName;
}

/** The letters of a name that may stand in a username: ASCII only, and perhaps none. */
export function plainLetters(text: string): string {
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
