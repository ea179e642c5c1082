import { parseFact, type Fact } from "../../contracts/oneroster/fact-lines.ts";
import { factsV1p1, factsV1p2 } from "../../contracts/oneroster/facts.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { refuseLongTexts } from "./refuse-long-texts.ts";
import { isMembers, type Members } from "./read-body.ts";
import { readField } from "./read-field.ts";
import type { WriteRules } from "./write-rules.ts";
import { invalid } from "./write-refusal.ts";

/** What a record is read by. */
export interface RecordPlan {
  readonly version: OneRosterVersion;
  readonly className: ClassName;
  readonly rules: WriteRules;
  /** Where the record stands in the body, such as `lineItems[2]`. */
  readonly at: string;
  /** Fields that the path says: a record may lack them, and may not say otherwise. */
  readonly implied: Readonly<Record<string, string>>;
}

/** Fields that were checked, by name: texts, numbers, metadata, nested sets; of a reference its sourcedId. */
export type WrittenFields = Members;

/** Reads a record of a class by the table of facts. Refuses what the rules do not take, and names the field. */
export function readRecord(value: unknown, plan: RecordPlan): WrittenFields {
  const { at, implied, rules, version } = plan;
  if (!isMembers(value)) throw invalid(`${at} must be an object.`);
  const facts = factsOf(version, plan.className);
  refuseUnknown(value, facts, plan);
  const optional = new Set([...rules.mayLack, ...Object.keys(implied)]);
  const fields: Record<string, unknown> = {};
  for (const fact of facts) {
    const raw = Object.hasOwn(value, fact.name) ? value[fact.name] : undefined;
    const known = optional.has(fact.name) ? { ...fact, required: false } : fact;
    refuseLongTexts(raw, `${at}.${fact.name}`, rules.textLengthMax);
    const read = readField(raw, known, { at: `${at}.${fact.name}`, rules, version });
    if (read !== undefined) fields[fact.name] = read;
  }
  for (const [name, said] of Object.entries(implied)) {
    if ((fields[name] ?? said) !== said) throw invalid(`${at}.${name} is not the one in the path.`);
    fields[name] = said;
  }
  return fields;
}

/** A field that holds text, or the sourcedId of a reference. */
export function textIn(fields: WrittenFields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" ? value : undefined;
}

/** A field that holds a number. */
export function numberIn(fields: WrittenFields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === "number" ? value : undefined;
}

/** A field that holds objects. */
export function setsIn(fields: WrittenFields, name: string): readonly Members[] | undefined {
  const value = fields[name];
  return Array.isArray(value) ? value.filter(isMembers) : undefined;
}

/** The free members of a record. */
export function metadataIn(fields: WrittenFields): Members | undefined {
  const value = fields["metadata"];
  return isMembers(value) ? value : undefined;
}

function refuseUnknown(value: Members, facts: readonly Fact[], { rules, at }: RecordPlan): void {
  if (rules.unknownFields === "ignored") return;
  const known = new Set(facts.map(({ name }) => name));
  const unknown = Object.keys(value).find((name) => !known.has(name));
  if (unknown !== undefined) throw invalid(`${at} has no field "${unknown.slice(0, 100)}".`);
}

const tables = new Map<string, readonly Fact[]>();

function factsOf(version: OneRosterVersion, className: ClassName): readonly Fact[] {
  const key = `${version}/${className}`;
  const known = tables.get(key);
  if (known !== undefined) return known;
  const lines: Readonly<Record<string, readonly string[]>> =
    version === "1.1" ? factsV1p1 : factsV1p2;
  const facts = (lines[className] ?? []).map(parseFact);
  tables.set(key, facts);
  return facts;
}
