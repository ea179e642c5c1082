import { parseFact, type Fact, type FactKind } from "../../contracts/oneroster/fact-lines.ts";
import { factsV1p1, factsV1p2, nestedFacts } from "../../contracts/oneroster/facts.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { WireRecord } from "../project/refs.ts";

/** A field that a filter or a sort may name: how its values compare, and the keys that lead to it. */
export interface FieldPath {
  readonly kind: FactKind;
  readonly keys: readonly string[];
  /** Whether a record may hold several values there. */
  readonly list: boolean;
}

type FactTable = ReadonlyMap<string, Fact>;

const tables = new Map<string, FactTable>();
const refKeys: ReadonlySet<string> = new Set(["href", "sourcedId", "type"]);

/** The names of the fields of a class. */
export function fieldNames(version: OneRosterVersion, className: ClassName): readonly string[] {
  return [...tableOf(version, className).keys()];
}

/**
 * Finds the field that a dotted path names, such as `class.sourcedId`, `roles.org.sourcedId` or
 * `metadata.x`. Gives undefined when the class has no such field. Names are case-sensitive.
 */
export function findField(
  version: OneRosterVersion,
  className: ClassName,
  path: string,
): FieldPath | undefined {
  return follow(tableOf(version, className), path.split("."), []);
}

/** The values that a record holds at a path; none when it holds nothing there. */
export function valuesAt(record: WireRecord, path: FieldPath): readonly unknown[] {
  let values: readonly unknown[] = [record];
  for (const key of path.keys) values = values.flatMap((value) => step(value, key));
  return values;
}

function follow(
  table: FactTable,
  [name, ...rest]: readonly string[],
  keys: readonly string[],
): FieldPath | undefined {
  const fact = name === undefined ? undefined : table.get(name);
  if (fact === undefined) return undefined;
  const here = [...keys, fact.name];
  if (fact.kind === "metadata") {
    return rest.length === 0
      ? undefined
      : { kind: "text", keys: [...here, rest.join(".")], list: false };
  }
  const found = fact.kind === "of" ? follow(nestedTable(fact), rest, here) : leaf(fact, rest, here);
  return found === undefined ? undefined : { ...found, list: found.list || fact.list };
}

function leaf(fact: Fact, rest: readonly string[], keys: readonly string[]): FieldPath | undefined {
  if (fact.kind !== "ref") {
    return rest.length === 0 ? { kind: fact.kind, keys, list: fact.list } : undefined;
  }
  const [key] = rest;
  if (key === undefined || rest.length > 1 || !refKeys.has(key)) return undefined;
  return { kind: "text", keys: [...keys, key], list: fact.list };
}

function step(value: unknown, key: string): readonly unknown[] {
  if (!isRecord(value) || !Object.hasOwn(value, key)) return [];
  const inner = value[key];
  if (inner === undefined) return [];
  return Array.isArray(inner) ? inner : [inner];
}

function isRecord(value: unknown): value is WireRecord {
  return typeof value === "object" && value !== null;
}

function tableOf(version: OneRosterVersion, className: ClassName): FactTable {
  const facts: Readonly<Record<string, readonly string[]>> =
    version === "1.1" ? factsV1p1 : factsV1p2;
  return cached(`${version}/${className}`, facts[className] ?? []);
}

function nestedTable(fact: Fact): FactTable {
  const facts: Readonly<Record<string, readonly string[]>> = nestedFacts;
  const name = fact.of[0] ?? "";
  return cached(name, facts[name] ?? []);
}

function cached(name: string, lines: readonly string[]): FactTable {
  const known = tables.get(name);
  if (known !== undefined) return known;
  const table = new Map(lines.map((line) => parseFact(line)).map((fact) => [fact.name, fact]));
  tables.set(name, table);
  return table;
}
