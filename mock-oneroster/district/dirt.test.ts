import { describe, expect, it } from "vitest";
import { dirtDials, type Dirt, type DirtKind } from "../../contracts/run/dirt.ts";
import type { Person, Roster, SchoolEnrollment, Section, Stamped } from "../store/records.ts";
import type { World } from "../store/world.ts";
import { startTestMock } from "../testing/ask.ts";
import { rowsOf } from "../testing/rows-of.ts";
import { generateDistrict } from "./generate-district.ts";

const asOf = "2026-11-02";
const share = 0.3;

/** How many things have a problem, and of how many. */
type Measure = (world: World) => readonly (readonly [count: number, of: number])[];

const measures: Readonly<Record<DirtKind, Measure>> = {
  usernamesWithSpaces: amongPeople(({ username }) => username?.includes(" ") === true),
  missingUsernames: amongPeople(({ username }) => username === undefined),
  missingEmails: amongPeople(({ email }) => email === undefined),
  duplicateEmails: (world) => [twice(world, ({ email }) => email)],
  duplicateUsernames: (world) => [twice(world, ({ username }) => username)],
  teacherParents: (world) => {
    const known = new Set(contacts(world));
    return [tally(teachers(world), (teacher) => known.has(teacher))];
  },
  twoSchools: (world) => [
    tally(students(world), ({ id }) => world.schoolEnrollments.where("person", id).length === 2),
    tally(teachers(world), (id) => world.assignments.where("person", id).length === 2),
  ],
  textOddities: amongPeople(({ givenName }) => oddText.test(givenName)),
  oddCodes: (world) => [
    tally(rowsOf(world.courses), ({ code }) => !/^[A-Z0-9]+$/.test(code) || code.length > 50),
  ],
  leadingZeros: (world) => [
    tally(students(world), ({ identifier }) => identifier?.startsWith("0") === true),
  ],
  absentStaff: (world) => {
    const known = new Set(teachers(world));
    const others = rowsOf(world.people).filter(({ id }) => id.startsWith("2") && !known.has(id));
    return [tally(others, ({ id }) => world.assignments.where("person", id).length === 0)];
  },
  noShows: (world) => [tally(ownSchools(world), ({ noShow }) => noShow)],
  disabledAccounts: amongPeople(({ enabled }) => !enabled),
  oneSidedLinks: (world) => [
    tally(rowsOf(world.relationships), ({ shownOn }) => shownOn !== "both"),
  ],
  contactsWithoutAccount: (world) => [
    tally(contacts(world), (id) => world.people.get(id)?.username === undefined),
  ],
  contactsWithoutPortal: (world) => [
    tally(contacts(world), (id) =>
      world.relationships.where("contact", id).every(({ portal }) => !portal),
    ),
  ],
  relatives: (world) => [
    tally(students(world), ({ id }) =>
      world.relationships.where("person", id).some(({ guardian }) => !guardian),
    ),
  ],
  sectionsWithoutTerms: amongSections(({ placements }) => placements.every(({ term }) => !term)),
  sectionsWithoutTeacher: amongSections(({ id }, world) => primaries(world, id) === 0),
  severalPrimaries: amongSections(({ id }, world) => primaries(world, id) > 1),
  emptySections: amongSections(({ id }, world) => world.rosters.where("section", id).length === 0),
  lateEntries: (world) => [tally(ownSchools(world), ({ startDate }) => startDate !== "2026-08-17")],
  endedEnrollments: amongRosters(
    ({ status, endDate }) => status === "active" && endDate !== undefined && endDate < asOf,
  ),
  futureEnrollments: amongRosters(({ beginDate }) => beginDate !== undefined && beginDate > asOf),
  duplicateSeats: (world) => {
    const all = rowsOf(world.rosters).map(({ person, section }) => `${person}/${section}`);
    const distinct = new Set(all).size;
    return [[all.length - distinct, distinct]];
  },
  orphanReferences: (world) => [
    tally(
      rowsOf(world.rosters),
      (roster) => !world.people.has(roster.person) || !world.sections.has(roster.section),
    ),
    tally(rowsOf(world.sections), ({ course }) => !world.courses.has(course)),
  ],
  deletedRows: (world) => [
    tally(rowsOf(world.people), isDeleted),
    tally(rowsOf(world.courses), isDeleted),
    tally(rowsOf(world.sections), isDeleted),
    tally(rowsOf(world.rosters), isDeleted),
  ],
  mislabelledHomerooms: (world) => [
    tally(
      rowsOf(world.sections).filter(({ subjects }) => subjects[0] !== "Homeroom"),
      ({ classType }) => classType === "homeroom",
    ),
  ],
};
const kinds = Object.keys(dirtDials).filter((kind): kind is DirtKind => kind in measures);

describe("the dirt dial", () => {
  it("makes a spotless district at 0", () => {
    const world = district(0);

    const seen = kinds.map((kind) => [kind, sum(measures[kind](world))]);
    expect(seen).toEqual(kinds.map((kind) => [kind, 0]));
  });

  it.each(kinds)("meets the share of %s and holds none of the others", (kind) => {
    const world = district({ all: 0, [kind]: share });

    for (const [count, of] of measures[kind](world)) {
      expect(count).toBeGreaterThan(0);
      expect(Math.abs(count / of - share)).toBeLessThan(tolerance(of));
    }
    const others = kinds.filter((other) => !follows[kind]?.includes(other) && other !== kind);
    expect(others.filter((other) => sum(measures[other](world)) > 0)).toEqual([]);
  });

  it("takes one share for all problems, and others for those that are named", () => {
    const world = district({ all: 0.2, missingEmails: 0.3 });

    const missing = rowsOf(world.people).filter(({ email }) => email === undefined);
    expect(missing.length / world.people.size).toBeCloseTo(0.3, 1);
    expect(kinds.filter((kind) => sum(measures[kind](world)) === 0)).toEqual([]);
  });

  it("has the usual teacher-parents, late entries and the like when nothing is said, and no dirt", () => {
    const world = generateDistrict({ seed: 2, preset: "medium", asOf });

    expect(kinds.filter((kind) => sum(measures[kind](world)) > 0)).toEqual([
      "teacherParents",
      "twoSchools",
      "noShows",
      "contactsWithoutPortal",
      "relatives",
      "lateEntries",
    ]);
  });

  it("hits the same people whichever other problems there are", () => {
    const alone = district({ all: 0, missingEmails: share });
    const together = district({ all: 0.1, missingEmails: share });
    const hit = (world: World): readonly string[] =>
      rowsOf(world.people).flatMap(({ id, email }) =>
        email === undefined && id < "2" ? [id] : [],
      );

    expect(hit(together)).toEqual(hit(alone));
  });

  it("keeps staff who are absent out of the API of both versions (F32)", async () => {
    const world = district({ absentStaff: 1, teacherParents: 0 });
    const gone = rowsOf(world.people).filter(
      ({ id }) => id.startsWith("2") && world.assignments.where("person", id).length === 0,
    );
    const { all } = await startTestMock(world);

    expect(gone.length).toBeGreaterThan(0);
    for (const version of ["1.1", "1.2"] as const) {
      const names = new Set((await all(version, "/users")).map(({ username }) => username));
      expect(gone.filter(({ username }) => names.has(username))).toEqual([]);
      expect((await all(version, "/teachers")).length).toBeGreaterThan(0);
    }
  });

  it("refuses shares that cannot be", () => {
    expect(() => district(1.5)).toThrow("usernamesWithSpaces must be from 0 to 1");
    expect(() => district({ noShows: Number.NaN })).toThrow("noShows must be from 0 to 1");
  });
});

/** What a problem brings with it. */
const follows: Readonly<Partial<Record<DirtKind, readonly DirtKind[]>>> = {
  missingUsernames: ["contactsWithoutAccount"],
  contactsWithoutAccount: ["missingUsernames"],
};

const oddText = /\u00a0|\ufffd|\u0301|<|Ã|\p{Extended_Pictographic}/u;

function district(dirt: Dirt): World {
  return generateDistrict({ seed: 3, students: 450, schools: 4, asOf, dirt });
}

function isDeleted({ status }: Stamped): boolean {
  return status === "tobedeleted";
}

function tally<Item>(
  items: readonly Item[],
  isHit: (item: Item) => boolean,
): readonly [number, number] {
  return [items.filter(isHit).length, items.length];
}

function sum(counts: readonly (readonly [number, number])[]): number {
  return counts.reduce((total, [count]) => total + count, 0);
}

/** Three and a half standard deviations; problems come in families and pairs, so that they vary more. */
function tolerance(of: number): number {
  return 3.5 * Math.sqrt((share * (1 - share)) / of) + 0.01;
}

function amongPeople(isHit: (person: Person) => boolean): Measure {
  return (world) => [tally(rowsOf(world.people), isHit)];
}

function amongSections(isHit: (section: Section, world: World) => boolean): Measure {
  return (world) => [tally(rowsOf(world.sections), (section) => isHit(section, world))];
}

function amongRosters(isHit: (roster: Roster) => boolean): Measure {
  return (world) => [tally(rowsOf(world.rosters), isHit)];
}

function students(world: World): readonly Person[] {
  return rowsOf(world.people).filter(({ id }) => id.startsWith("1"));
}

function ownSchools(world: World): readonly SchoolEnrollment[] {
  return rowsOf(world.schoolEnrollments).filter(({ serviceType }) => serviceType === "P");
}

function teachers(world: World): readonly string[] {
  const assigned = rowsOf(world.assignments).filter(({ role }) => role === "teacher");
  return [...new Set(assigned.map(({ person }) => person))];
}

function contacts(world: World): readonly string[] {
  return [...new Set(rowsOf(world.relationships).map(({ contact }) => contact))];
}

function primaries(world: World, section: string): number {
  return world.staff.where("section", section).filter(({ primary }) => primary === "true").length;
}

/** The students who have what another person has too. */
function twice(
  world: World,
  valueOf: (person: Person) => string | undefined,
): readonly [number, number] {
  const counts = new Map<string, number>();
  for (const person of world.people.values()) {
    const value = valueOf(person) ?? person.id;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return tally(students(world), (student) => (counts.get(valueOf(student) ?? student.id) ?? 0) > 1);
}
