import { isCalendarDate, isDateTime } from "../../contracts/oneroster/calendar.ts";
import { parseFact, type Fact, type FactKind } from "../../contracts/oneroster/fact-lines.ts";
import { nestedFacts } from "../../contracts/oneroster/facts.ts";
import {
  isExtension,
  learningObjectiveSourcePattern,
  referenceTypes,
  type OneRosterVersion,
} from "../../contracts/oneroster/vocabulary.ts";
import { isMembers, type Members } from "./read-body.ts";
import type { Spelling, WriteRules } from "./write-rules.ts";
import { invalid } from "./write-refusal.ts";

/** Where a field stands in the body, and what it is read by. */
export interface FieldPlan {
  readonly at: string;
  readonly rules: Pick<WriteRules, "spellings" | "unknownFields">;
  readonly version: OneRosterVersion;
}

/** Reads a field by its fact; undefined when it is absent and may be. */
export function readField(raw: unknown, fact: Fact, plan: FieldPlan): unknown {
  const value = raw === null && takes(plan, "nulls") ? undefined : raw;
  if (value === undefined) {
    if (fact.required) throw invalid(`${plan.at} is missing.`);
    return undefined;
  }
  const read = readers[fact.kind];
  if (!fact.list) return read(value, fact, plan);
  if (!Array.isArray(value)) throw invalid(`${plan.at} must be a list.`);
  if (fact.required && value.length === 0) throw invalid(`${plan.at} may not be empty.`);
  return value.map((item: unknown, index) =>
    read(item, fact, { ...plan, at: `${plan.at}[${index}]` }),
  );
}

type Reader = (value: unknown, fact: Fact, plan: FieldPlan) => unknown;

const readText: Reader = (value, _fact, { at }) => {
  if (typeof value !== "string") throw invalid(`${at} must be text.`);
  return value;
};

const readId: Reader = (value, _fact, { at }) => {
  if (typeof value !== "string" || value === "") throw invalid(`${at} must be filled text.`);
  return value;
};

const readDay: Reader = (value, _fact, plan) => {
  if (typeof value === "string") {
    if (isCalendarDate(value)) return value;
    if (isDateTime(value) && takes(plan, "moments-for-days")) return value.slice(0, 10);
  }
  throw invalid(`${plan.at} must be a day, such as 2026-09-01.`);
};

const readMoment: Reader = (value, _fact, plan) => {
  if (typeof value === "string") {
    if (isDateTime(value)) return value;
    const loose = value.length === 10 ? `${value}T00:00:00.000Z` : `${value}Z`;
    if (takes(plan, "loose-moments") && isDateTime(loose)) return loose;
  }
  throw invalid(`${plan.at} must be a moment, such as 2026-09-01T00:00:00.000Z.`);
};

const readNumber: Reader = (value, _fact, plan) => {
  const isText = typeof value === "string" && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value);
  const number = isText && takes(plan, "numbers-as-text") ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) {
    throw invalid(`${plan.at} must be a number.`);
  }
  return number;
};

const readFlag: Reader = (value, _fact, plan) => {
  const text = typeof value === "boolean" && takes(plan, "booleans-for-flags") ? `${value}` : value;
  if (text !== "true" && text !== "false") throw invalid(`${plan.at} must be "true" or "false".`);
  return text;
};

const readMetadata: Reader = (value, _fact, { at }) => {
  if (!isMembers(value)) throw invalid(`${at} must be an object.`);
  return value;
};

const readReference: Reader = (value, fact, plan) => {
  const id = isMembers(value) ? value["sourcedId"] : undefined;
  if (!isMembers(value) || typeof id !== "string" || id === "") {
    throw invalid(`${plan.at} must be a reference with a sourcedId.`);
  }
  if (!takes(plan, "bare-references")) refuseLoose(value, fact, plan);
  return id;
};

const readWord: Reader = (value, { kind, of }, { at }) => {
  if (typeof value === "string") {
    if (of.includes(value)) return value;
    if (kind === "open" && isExtension(value)) return value;
    if (kind === "word" && learningObjectiveSourcePattern.test(value)) return value;
  }
  throw invalid(`${at} must be one of ${of.join(", ")}.`);
};

const readNested: Reader = (value, { of }, plan) => {
  if (!isMembers(value)) throw invalid(`${plan.at} must be an object.`);
  const facts = nestedFactsOf(of[0] ?? "");
  const unknown = Object.keys(value).find((name) => facts.every((fact) => fact.name !== name));
  if (unknown !== undefined && plan.rules.unknownFields === "refused") {
    throw invalid(`${plan.at} has no field "${unknown.slice(0, 100)}".`);
  }
  const fields: Record<string, unknown> = {};
  for (const fact of facts) {
    const raw = Object.hasOwn(value, fact.name) ? value[fact.name] : undefined;
    const read = readField(raw, fact, { ...plan, at: `${plan.at}.${fact.name}` });
    if (read !== undefined) fields[fact.name] = read;
  }
  return fields;
};

const readers: Readonly<Record<FactKind, Reader>> = {
  text: readText,
  id: readId,
  uri: readText,
  year: readText,
  date: readDay,
  dateTime: readMoment,
  number: readNumber,
  flag: readFlag,
  metadata: readMetadata,
  ref: readReference,
  of: readNested,
  closed: readWord,
  open: readWord,
  word: readWord,
};

function takes({ rules }: FieldPlan, spelling: Spelling): boolean {
  return rules.spellings.includes(spelling);
}

function refuseLoose(value: Members, { of }: Fact, { at, version }: FieldPlan): void {
  if (typeof value["href"] !== "string") throw invalid(`${at}.href is missing.`);
  const types: Readonly<Record<string, readonly string[]>> = referenceTypes[version];
  const known = types[of[0] ?? ""] ?? [];
  const { type } = value;
  if (typeof type !== "string" || !known.includes(type)) {
    throw invalid(`${at}.type must be one of ${known.join(", ")}.`);
  }
}

function nestedFactsOf(name: string): readonly Fact[] {
  const lines: Readonly<Record<string, readonly string[]>> = nestedFacts;
  return (lines[name] ?? []).map(parseFact);
}
