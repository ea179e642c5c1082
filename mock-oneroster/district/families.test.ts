import { describe, expect, it } from "vitest";
import { compareText } from "../store/compare-text.ts";
import type { Person } from "../store/records.ts";
import type { World } from "../store/world.ts";
import { rowsOf } from "../testing/rows-of.ts";
import { generateDistrict } from "./generate-district.ts";

const asOf = "2026-11-02";
const world = generateDistrict({ seed: 5, students: 900, schools: 7, asOf });
const people = rowsOf(world.people);
const students = people.filter(({ id }) => id.startsWith("1"));

describe("the families of a district", () => {
  it("have one to three children, who share guardians and mostly a name", () => {
    const children = new Map<string, Set<string>>();
    for (const { person, contact } of world.relationships.values()) {
      children.set(contact, (children.get(contact) ?? new Set()).add(person));
    }
    const sizes = new Set(Array.from(children.values(), ({ size }) => size));

    expect(sizes).toEqual(new Set([1, 2, 3]));
    expect(world.relationships.size / students.length).toBeGreaterThan(1.5);
    expect(people.length / students.length).toBeGreaterThan(2);
  });

  it("are one household, or two with names and phones of their own", () => {
    const couples = students
      .map((student) => parentsOf(world, student))
      .filter(({ length }) => length > 1);
    const apart = couples.filter(([first, second]) => first?.phone !== second?.phone);

    expect(apart.length / couples.length).toBeGreaterThan(0.15);
    expect(apart.length / couples.length).toBeLessThan(0.4);
    expect(apart.some(([first, second]) => first?.familyName !== second?.familyName)).toBe(true);
    expect(couples.some(([first, second]) => first?.familyName === second?.familyName)).toBe(true);
  });

  it("know step-parents, half-siblings and relatives without the rights of a guardian", () => {
    const links = rowsOf(world.relationships);
    const types = new Set(links.map(({ type }) => type));
    const contactsOf = (student: string): string =>
      world.relationships
        .where("person", student)
        .map(({ contact }) => contact)
        .toSorted(compareText)
        .join();
    const differing = links.filter(({ contact }) => {
      const children = world.relationships.where("contact", contact);
      return new Set(children.map(({ person }) => contactsOf(person))).size > 1;
    });

    expect(differing.length).toBeGreaterThan(0);
    expect(types).toContain("Mother");
    expect(types).toContain("Stepfather");
    expect(links.filter(({ guardian }) => !guardian).map(({ type }) => type)).toContain("Aunt");
    expect(
      links.every(({ guardian, type }) => guardian !== /Aunt|Uncle|Grand/.test(type ?? "")),
    ).toBe(true);
  });

  it("number the contacts of a student from 1", () => {
    for (const { id } of students) {
      const sequence = world.relationships.where("person", id).map(({ seq }) => seq);
      expect(new Set(sequence)).toEqual(new Set(sequence.map((_seq, rank) => rank + 1)));
    }
  });

  it("have children of the age of their grade", () => {
    for (const { id, birthDate = "" } of world.demographics.values()) {
      const [enrollment] = world.schoolEnrollments.where("person", id);
      const grade = enrollment?.grade === "KG" ? 0 : Number(enrollment?.grade);
      const turnsFive = `${2026 - 5 - grade}-09-01`;
      const yearOlder = `${2026 - 5 - grade - 2}-09-01`;
      expect(birthDate <= turnsFive && birthDate > yearOlder).toBe(true);
    }
  });

  it("write names in many scripts, and usernames in none but ASCII", () => {
    const usernames = people.map(({ username }) => username);

    expect(people.some(({ familyName }) => /[^\p{ASCII}]/u.test(familyName))).toBe(true);
    expect(people.some(({ preferredFirstName }) => preferredFirstName !== undefined)).toBe(true);
    expect(new Set(usernames).size).toBe(people.length);
    expect(usernames.every((name) => /^[a-z0-9.]+$/.test(name ?? ""))).toBe(true);
    expect(people.every(({ email }) => email?.endsWith(".example"))).toBe(true);
    expect(
      people.every(({ phone }) => phone === undefined || /^\d{3}-555-01\d\d$/.test(phone)),
    ).toBe(true);
  });
});

function parentsOf({ relationships, people: table }: World, student: Person): readonly Person[] {
  const parents = relationships
    .where("person", student.id)
    .filter(({ type }) => type === "Mother" || type === "Father")
    .toSorted((a, b) => a.seq - b.seq);
  return parents.flatMap(({ contact }) => table.get(contact) ?? []).filter(({ id }) => id >= "4");
}
