import { assert } from "../../core/assert.ts";
import { factsV1p1, factsV1p2 } from "./facts.ts";
import { type FieldProblem, fieldTable, type FieldTable, readFields } from "./tolerant-fields.ts";
import type { TolerantRecord } from "./tolerant-types.ts";
import { describeSeen, isObject, readId, unreadable } from "./tolerant-values.ts";
import { type ClassName, classNames, type OneRosterVersion } from "./vocabulary.ts";
import { wrapperOf } from "./wrappers.ts";

export type { FieldProblem } from "./tolerant-fields.ts";
export type {
  TolerantAcademicSession,
  TolerantClass,
  TolerantCourse,
  TolerantDemographics,
  TolerantEnrollment,
  TolerantOrg,
  TolerantRecord,
  TolerantRef,
  TolerantUser,
} from "./tolerant-types.ts";

/** A record of some class as it came, and where it came from. */
export interface TolerantInput<C extends ClassName> {
  readonly version: OneRosterVersion;
  readonly className: C;
  readonly raw: unknown;
  /** The place that problems name, for example `users/17`. */
  readonly at: string;
}

/** What could be read, and what could not. Without an id there is no record. */
export interface TolerantReading<C extends ClassName> {
  readonly record: TolerantRecord<C> | undefined;
  readonly problems: readonly FieldProblem[];
}

/**
 * Reads a record the way the engine needs it: as much as can be understood, and never by throwing.
 *
 * What the standard asks for comes through as it is. Deviations seen in the wild are turned into it:
 * JSON booleans, numbers for text, null and "" for nothing, `inactive`, single values for lists, texts
 * with commas for lists, moments for days, references without href, values in the wrong case. Fields of
 * the other version are read as well. A value that cannot be read is left out and named in `problems`.
 */
export function readTolerant<C extends ClassName>(input: TolerantInput<C>): TolerantReading<C> {
  const { raw, at } = input;
  if (!isObject(raw)) return nothing(at, { field: "", problem: "not-an-object", seen: raw });
  const sourcedId = readId(raw["sourcedId"]);
  if (sourcedId === unreadable) {
    return nothing(at, {
      field: "sourcedId",
      problem: "missing-sourced-id",
      seen: raw["sourcedId"],
    });
  }
  const problems: FieldProblem[] = [];
  const table = tableOf(input.version, input.className);
  const renamed = input.className === "demographics" ? withBirthDate(raw) : raw;
  const fields = readFields(table, { raw: renamed, prefix: "" }, { at, problems });
  return { record: isRecord<C>(fields) ? fields : undefined, problems };
}

/** The reader built `fields` from the table that the type is drawn from, so the id is all that is left to check. */
function isRecord<C extends ClassName>(fields: object): fields is TolerantRecord<C> {
  return "sourcedId" in fields;
}

function nothing(
  at: string,
  problem: { field: string; problem: FieldProblem["problem"]; seen: unknown },
): { record: undefined; problems: readonly FieldProblem[] } {
  return { record: undefined, problems: [{ at, ...problem, seen: describeSeen(problem.seen) }] };
}

/** 1.0 wrote `birthdate`, and some still do. */
function withBirthDate(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return "birthDate" in raw ? raw : { ...raw, birthDate: raw["birthdate"] };
}

/** The lines of the version itself come first, so that its own vocabulary decides on spelling. */
const tables: Readonly<Record<OneRosterVersion, ReadonlyMap<ClassName, FieldTable>>> = {
  "1.1": tablesOf((name) => [...linesV1p1(name), ...factsV1p2[name]]),
  "1.2": tablesOf((name) => [...factsV1p2[name], ...linesV1p1(name)]),
};

function linesV1p1(name: ClassName): readonly string[] {
  const lines: Readonly<Partial<Record<ClassName, readonly string[]>>> = factsV1p1;
  return lines[name] ?? [];
}

function tablesOf(lines: (name: ClassName) => readonly string[]): Map<ClassName, FieldTable> {
  return new Map(classNames.map((name) => [name, fieldTable(lines(name))]));
}

function tableOf(version: OneRosterVersion, className: ClassName): FieldTable {
  const table = tables[version].get(className);
  assert(table !== undefined, `there is no table of facts for ${className}`);
  return table;
}

/** The records of an answer. `problem` says in words why there are none where there should be. */
export interface CollectionReading {
  readonly items: readonly unknown[];
  readonly problem?: string;
}

/** Wrappers that servers use by mistake: the path instead of the class, or the singular. */
const strayWrappers: Readonly<Partial<Record<ClassName, readonly string[]>>> = {
  academicSession: ["terms", "term", "gradingPeriods", "gradingPeriod", "semesters", "schoolYears"],
  org: ["schools", "school", "districts", "district"],
  user: ["students", "student", "teachers", "teacher"],
  demographics: ["demographic"],
};

/**
 * Finds the records in the answer to a collection request: under the right wrapper, a known wrong one,
 * in a bare list, or a single object where a list belongs. `{}` is an empty collection.
 *
 * Anything else has a `problem`: it must not pass for an empty collection.
 */
export function readCollection(answer: {
  readonly version: OneRosterVersion;
  readonly className: ClassName;
  readonly body: unknown;
}): CollectionReading {
  const { body, className } = answer;
  if (Array.isArray(body)) return { items: body };
  const { collection, single } = wrapperOf(answer.version, className);
  if (!isObject(body)) return noRecords(collection, describeSeen(body));
  const names = [collection, single, ...(strayWrappers[className] ?? [])];
  const name = names.find((candidate) => Object.hasOwn(body, candidate));
  if (name !== undefined) return readWrapped(name, body[name]);
  if (Object.hasOwn(body, "sourcedId")) return { items: [body] };
  const keys = Object.keys(body);
  return keys.length === 0
    ? { items: [] }
    : noRecords(collection, `the member ${keys[0]?.slice(0, 40)}`);
}

function readWrapped(name: string, value: unknown): CollectionReading {
  if (Array.isArray(value)) return { items: value };
  if (value === null) return { items: [] };
  return isObject(value) ? { items: [value] } : noRecords(name, describeSeen(value));
}

function noRecords(wrapper: string, seen: string): CollectionReading {
  return { items: [], problem: `expected a list under "${wrapper}", found ${seen}` };
}
