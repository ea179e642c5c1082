import * as fc from "fast-check";
import { parseFact, type Fact } from "../../contracts/oneroster/fact-lines.ts";
import { factsV1p1, factsV1p2, nestedFacts } from "../../contracts/oneroster/facts.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

/** A wire record that the standard allows, but that its references may lead nowhere. */
export type CleanRecord = Readonly<Record<string, unknown>>;

/** The classes of a version, in the order of the table of facts. */
export function classesOf(version: OneRosterVersion): readonly ClassName[] {
  const facts: Readonly<Record<string, unknown>> = version === "1.1" ? factsV1p1 : factsV1p2;
  const known: Readonly<Record<string, unknown>> = factsV1p2;
  return Object.keys(facts).filter((name): name is ClassName => name in known);
}

/** The fields of a class by the table of facts. */
export function factsOf(version: OneRosterVersion, className: ClassName): readonly Fact[] {
  const v1p1: Readonly<Partial<Record<ClassName, readonly string[]>>> = factsV1p1;
  const lines = version === "1.1" ? v1p1[className] : factsV1p2[className];
  return (lines ?? []).map(parseFact);
}

/** Records of a class with every field that it may have, or without those that may be absent. */
export function cleanRecords(
  version: OneRosterVersion,
  className: ClassName,
): fc.Arbitrary<CleanRecord> {
  return recordOf(
    factsOf(version, className).filter(({ name }) => name !== "password" && name !== "children"),
  );
}

/** Ids with the marks that real ones have: nothing about them may matter. */
export const ids = fc.oneof(
  fc.constantFrom("a", "b", "s+1", "__proto__", "constructor", "{8-4}", "x#000000", "1:a:b"),
  fc.string({ minLength: 1, maxLength: 8, unit: "grapheme" }).filter((id) => id.trim() !== ""),
);

const texts = fc.oneof(fc.string({ unit: "grapheme", maxLength: 10 }), fc.constant("  Zoë  "));
const days = fc.constantFrom("2026-08-17", "2026-12-18", "2027-06-05");
const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));

function recordOf(facts: readonly Fact[]): fc.Arbitrary<CleanRecord> {
  const model = Object.fromEntries(facts.map((fact) => [fact.name, fieldOf(fact)]));
  const requiredKeys = facts.filter(({ required }) => required).map(({ name }) => name);
  return fc.record<Record<string, unknown>, string>(model, {
    requiredKeys,
    noNullPrototype: true,
  });
}

function fieldOf(fact: Fact): fc.Arbitrary<unknown> {
  const item = itemOf(fact);
  if (!fact.list) return item;
  // Terms, periods and agents are kept once each; an empty list is as good as none.
  return fc.uniqueArray(item, {
    minLength: 1,
    maxLength: 4,
    selector: (value) => JSON.stringify(value),
  });
}

const byKind: Readonly<Partial<Record<Fact["kind"], fc.Arbitrary<unknown>>>> = {
  id: ids,
  date: days,
  dateTime: days.map((day) => `${day}T05:00:00.000Z`),
  year: fc.constantFrom("2026", "2027"),
  number: numbers.map((value) => value + 0),
  flag: fc.constantFrom("true", "false"),
  metadata: fc.dictionary(texts, fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true }),
  ref: ids.map((sourcedId) => ({ sourcedId })),
};

function itemOf(fact: Fact): fc.Arbitrary<unknown> {
  if (fact.kind === "of") return recordOf(nestedLines(fact).map(parseFact));
  if (fact.kind === "closed") return fc.constantFrom(...fact.of);
  if (fact.kind === "open") return fc.constantFrom(...fact.of, "ext:other");
  if (fact.kind === "word") return fc.constantFrom(...fact.of, "other");
  return byKind[fact.kind] ?? texts;
}

function nestedLines(fact: Fact): readonly string[] {
  const lines = new Map<string, readonly string[]>(Object.entries(nestedFacts));
  return (lines.get(fact.of[0] ?? "") ?? []).filter((line) => !line.startsWith("password"));
}
