import { isMembers, member, type WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import { type Fact, parseFact } from "../../contracts/oneroster/fact-lines.ts";
import { factsV1p1, factsV1p2, nestedFacts } from "../../contracts/oneroster/facts.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

/** The fields of a record in one form, whichever server or file it comes from. Those that say nothing are absent. */
export type Fields = Readonly<Record<string, unknown>>;

/** A record in one form. */
export interface CanonicalRecord {
  readonly id: string;
  readonly fields: Fields;
}

/** Brings a record into one form. */
export type Canonicalize = (record: WireRecord) => CanonicalRecord;

/** Says whether a version has a class. */
export function hasClass(version: OneRosterVersion, className: ClassName): boolean {
  return linesOf(version, className).length > 0;
}

/** Says whether a version requires a field of a class over REST. */
export function isRequired(
  version: OneRosterVersion,
  className: ClassName,
  field: string,
): boolean {
  const facts = linesOf(version, className).map(parseFact);
  return facts.some(({ name, required }) => name === field && required);
}

/**
 * Creates the form of a class of a version: the fields in the order of the standard, then any others.
 *
 * References are their ids, flags are text, a list of nothing is no list, and each member of metadata is a field of
 * its own. Everything else stays as it is written, also where it is wrong.
 */
export function createCanonicalize(version: OneRosterVersion, className: ClassName): Canonicalize {
  const facts = linesOf(version, className)
    .map(parseFact)
    .filter(({ kind, name }) => kind !== "metadata" && name !== "sourcedId");
  const known = new Set([...facts.map(({ name }) => name), "sourcedId", "metadata"]);
  return (record) => {
    const fields: Record<string, unknown> = {};
    for (const fact of facts) setField(fields, fact.name, canonicalValue(fact, record[fact.name]));
    for (const name of Object.keys(record).toSorted()) {
      if (!known.has(name)) setField(fields, name, unknownValue(record[name]));
    }
    const { metadata } = record;
    for (const name of isMembers(metadata) ? Object.keys(metadata).toSorted() : []) {
      setField(fields, `metadata.${name}`, isMembers(metadata) ? metadata[name] : undefined);
    }
    return { id: member(record, "sourcedId") ?? "", fields };
  };
}

function linesOf(version: OneRosterVersion, className: ClassName): readonly string[] {
  const v1p1: Readonly<Partial<Record<ClassName, readonly string[]>>> = factsV1p1;
  return (version === "1.1" ? v1p1[className] : factsV1p2[className]) ?? [];
}

function setField(fields: Record<string, unknown>, name: string, value: unknown): void {
  const isNothing = value === undefined || (Array.isArray(value) && value.length === 0);
  if (!isNothing) fields[name] = value;
}

function canonicalValue(fact: Fact, value: unknown): unknown {
  if (fact.list && Array.isArray(value)) return value.map((item) => canonicalItem(fact, item));
  return canonicalItem(fact, value);
}

function canonicalItem({ kind, of }: Fact, value: unknown): unknown {
  if (kind === "flag") return typeof value === "boolean" ? String(value) : value;
  if (kind === "ref") return member(value, "sourcedId") ?? value;
  return kind === "of" && isMembers(value) ? nestedValue(of[0] ?? "", value) : value;
}

const nested: ReadonlyMap<string, readonly Fact[]> = new Map(
  Object.entries(nestedFacts).map(([name, lines]) => [name, lines.map(parseFact)]),
);

function nestedValue(type: string, value: WireRecord): Fields {
  const facts = nested.get(type) ?? [];
  const fields: Record<string, unknown> = {};
  for (const fact of facts) setField(fields, fact.name, canonicalValue(fact, value[fact.name]));
  for (const name of Object.keys(value).toSorted()) {
    if (!facts.some((fact) => fact.name === name))
      setField(fields, name, unknownValue(value[name]));
  }
  return fields;
}

/** A field that the standard does not know, such as the org of a score scale, is a reference when it looks like one. */
function unknownValue(value: unknown): unknown {
  return member(value, "sourcedId") ?? value;
}
