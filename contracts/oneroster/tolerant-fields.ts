import { type Fact, type FactKind, parseFact } from "./fact-lines.ts";
import { nestedFacts } from "./facts.ts";
import {
  describeSeen,
  isAbsent,
  isObject,
  readDate,
  readDateTime,
  readFlag,
  readId,
  readMetadata,
  readNumber,
  readText,
  readYear,
  unreadable,
  type ValueReader,
  wordReader,
} from "./tolerant-values.ts";

/** Something in a record that could not be read, and what was seen there instead. */
export interface FieldProblem {
  /** Where the record came from, as the caller said. */
  readonly at: string;
  /** The path within the record, dotted: `roles.0.beginDate`. Empty for the record itself. */
  readonly field: string;
  readonly problem: "unreadable" | "missing-sourced-id" | "not-an-object";
  /** Type and at most 40 characters of the value. May be personal data: for reports, not for logs. */
  readonly seen: string;
}

/** Where a reading stands, and where it leaves its problems. */
interface Place {
  readonly at: string;
  readonly problems: FieldProblem[];
}

/** Reads one field of a record, wherever it stands: a value of the standard's type, or undefined. */
type PlacedReader = (value: unknown, path: string, place: Place) => unknown;

/** How each field of a class is read. */
export type FieldTable = readonly { readonly name: string; readonly read: PlacedReader }[];

/** Makes the table by which the records of a class are read from its lines of facts. The first of a name wins. */
export function fieldTable(lines: readonly string[]): FieldTable {
  const facts = new Map<string, Fact>();
  for (const line of lines) {
    const fact = parseFact(line);
    if (!facts.has(fact.name)) facts.set(fact.name, fact);
  }
  return [...facts.values()].map((fact) => ({ name: fact.name, read: fieldReader(fact) }));
}

/** Reads all fields of an object. What is absent is left out, what is unknown is passed over. */
export function readFields(
  table: FieldTable,
  from: { readonly raw: Readonly<Record<string, unknown>>; readonly prefix: string },
  place: Place,
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const field of table) {
    const value = from.raw[field.name];
    if (isAbsent(value)) continue;
    const read = field.read(value, from.prefix + field.name, place);
    if (read !== undefined) record[field.name] = read;
  }
  return record;
}

function fieldReader(fact: Fact): PlacedReader {
  const item = itemReader(fact);
  return fact.list ? listReader(item, splits(fact)) : item;
}

/** A text such as `1,3` is a list in the eyes of many servers; ids and objects are never split. */
function splits(fact: Fact): boolean {
  return !["ref", "of", "metadata"].includes(fact.kind);
}

function itemReader(fact: Fact): PlacedReader {
  if (fact.kind === "of") return nestedReader(fact);
  if (fact.kind === "ref") return readReference;
  const read = valueReaders[fact.kind](fact.of);
  return (value, path, place) => {
    const answer = read(value);
    return answer === unreadable ? complain(value, path, place) : answer;
  };
}

const valueReaders: Readonly<
  Record<Exclude<FactKind, "of" | "ref">, (values: readonly string[]) => ValueReader>
> = {
  text: () => readText,
  id: () => readId,
  uri: () => readText,
  year: () => readYear,
  date: () => readDate,
  dateTime: () => readDateTime,
  number: () => readNumber,
  flag: () => readFlag,
  metadata: () => readMetadata,
  closed: wordReader,
  open: wordReader,
  word: wordReader,
};

/** Reads a list, or a single value as a list of one. An item that does not read is lost alone. */
function listReader(readItem: PlacedReader, splitText: boolean): PlacedReader {
  return (value, path, place) => {
    const read: unknown[] = [];
    for (const [index, item] of asList(value, splitText).entries()) {
      if (isAbsent(item)) continue;
      const answer = readItem(item, `${path}.${index}`, place);
      if (answer !== undefined) read.push(answer);
    }
    return read;
  };
}

function asList(value: unknown, splitText: boolean): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!splitText || typeof value !== "string") return [value];
  return value.split(",").map((part) => part.trim());
}

function nestedReader(fact: Fact): PlacedReader {
  const type = Object.entries(nestedFacts).find(([name]) => name === fact.of[0]);
  const table = fieldTable(type?.[1] ?? []);
  return (value, path, place) => {
    if (!isObject(value)) return complain(value, path, place);
    const record = readFields(table, { raw: value, prefix: `${path}.` }, place);
    return Object.keys(record).length === 0 ? undefined : record;
  };
}

/** Reads a reference: an object with or without href and type, or the bare id. An empty object is none. */
function readReference(value: unknown, path: string, place: Place): unknown {
  if (!isObject(value)) {
    const bare = readId(value);
    return bare === unreadable ? complain(value, path, place) : { sourcedId: bare };
  }
  const sourcedId = readId(value["sourcedId"]);
  if (sourcedId === unreadable) {
    return isAbsent(value["sourcedId"]) && isAbsent(value["href"])
      ? undefined
      : complain(value, path, place);
  }
  const reference: Record<string, string> = { sourcedId };
  for (const name of ["href", "type"]) {
    const text = isAbsent(value[name]) ? unreadable : readText(value[name]);
    if (text !== unreadable) reference[name] = text;
  }
  return reference;
}

function complain(value: unknown, field: string, place: Place): undefined {
  place.problems.push({
    at: place.at,
    field,
    problem: "unreadable",
    seen: describeSeen(value),
  });
  return undefined;
}
