import { isObject } from "../../contracts/oneroster/tolerant-values.ts";
import type { Metadata } from "../store/records.ts";
import {
  addProblem,
  depthMax,
  itemsMax,
  textMax,
  type TakeCode,
  type TakeProblem,
} from "./take-problems.ts";

/** An object off the wire whose fields are read one by one. Nothing about it is certain. */
export interface WireFields {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Stands before the names of fields in problems: `roles.` or nothing. */
  readonly prefix: string;
  readonly problems: TakeProblem[];
}

/** Notes a loss at a field. */
export function note(from: WireFields, code: TakeCode, name: string): void {
  addProblem(from.problems, code, from.prefix + name);
}

/** Reads text as it is written; numbers and booleans as their text. Empty text stays, absent is undefined. */
export function textOf(from: WireFields, name: string): string | undefined {
  return toText(from, name, from.fields[name]);
}

/** Reads text that the world needs. */
export function neededText(from: WireFields, name: string): string {
  return needed(from, name, textOf(from, name));
}

/** Reads a number, also one sent as text. */
export function numberOf(from: WireFields, name: string): number | undefined {
  const value = from.fields[name];
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  note(from, value === null ? "null" : "wrong-type", name);
  if (typeof value !== "string" || !numberPattern.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** Reads the id in a reference, or a bare id. */
export function referenceOf(from: WireFields, name: string): string | undefined {
  return toReference(from, name, from.fields[name]);
}

/** Reads a reference that the world needs. */
export function neededReference(from: WireFields, name: string): string {
  return needed(from, name, referenceOf(from, name));
}

/** Reads a list of texts. A single one counts as a list of one; commas in it are not taken apart. */
export function textsOf(from: WireFields, name: string): readonly string[] {
  return readItems(from, name, toText);
}

/** Reads a list of references. */
export function referencesOf(from: WireFields, name: string): readonly string[] {
  return readItems(from, name, toReference);
}

/** Reads a list of objects, each with `read`. Undefined when there is none. */
export function objectsOf<Item>(
  from: WireFields,
  name: string,
  read: (item: WireFields) => Item,
): readonly Item[] | undefined {
  if (from.fields[name] === undefined || from.fields[name] === null) {
    if (from.fields[name] === null) note(from, "null", name);
    return undefined;
  }
  const { problems } = from;
  return readItems(from, name, (_from, _name, fields) => {
    if (isObject(fields)) return read({ fields, prefix: `${from.prefix}${name}.`, problems });
    note(from, "wrong-type", name);
    return undefined;
  });
}

/** Reads free members, which stay as they are. */
export function metadataOf(from: WireFields): Metadata | undefined {
  const value = from.fields["metadata"];
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    note(from, value === null ? "null" : "wrong-type", "metadata");
    return undefined;
  }
  if (isShallow(value, depthMax)) return value;
  note(from, "too-deep", "metadata");
  return undefined;
}

/** Notes every field that is not among those read. */
export function noteOthers(from: WireFields, known: ReadonlySet<string>): void {
  for (const name of Object.keys(from.fields)) {
    if (known.has(name) || from.fields[name] === undefined) continue;
    note(from, name === "password" ? "password" : "not-kept", name);
  }
}

const numberPattern = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?\s*$/i;
const surrogate = /[\ud800-\udfff]/;

type ItemReader<Item> = (from: WireFields, name: string, value: unknown) => Item | undefined;

function toText(from: WireFields, name: string, value: unknown): string | undefined {
  if (typeof value === "string") return soundText(from, name, value);
  if (value === undefined) return undefined;
  note(from, value === null ? "null" : "wrong-type", name);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** Text that every table can hold: of bearable length, and whole characters only. */
function soundText(from: WireFields, name: string, value: string): string {
  let text = value;
  if (text.length > textMax) {
    note(from, "too-long", name);
    text = text.slice(0, textMax);
  }
  if (!surrogate.test(text)) return text;
  const whole = text.replace(/\p{Surrogate}/gu, "\uFFFD");
  if (whole !== text) note(from, "half-character", name);
  return whole;
}

function toReference(from: WireFields, name: string, value: unknown): string | undefined {
  if (!isObject(value)) {
    if (value !== undefined && value !== null) note(from, "wrong-type", name);
    return toText(from, name, value);
  }
  const id = value["sourcedId"];
  if (id === undefined) note(from, "missing", name);
  return toText(from, name, id);
}

function readItems<Item>(from: WireFields, name: string, read: ItemReader<Item>): readonly Item[] {
  const value = from.fields[name];
  if (value === undefined) return none;
  if (value === null || !Array.isArray(value)) {
    note(from, value === null ? "null" : "wrong-type", name);
  }
  const list: readonly unknown[] = Array.isArray(value) ? value : value === null ? none : [value];
  if (list.length > itemsMax) note(from, "too-many", name);
  const items: Item[] = [];
  for (const item of list.length > itemsMax ? list.slice(0, itemsMax) : list) {
    const answer = read(from, name, item);
    if (answer !== undefined) items.push(answer);
  }
  return items;
}

const none: readonly never[] = [];

function needed(from: WireFields, name: string, text: string | undefined): string {
  if (text === undefined) note(from, "missing", name);
  return text ?? "";
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}
