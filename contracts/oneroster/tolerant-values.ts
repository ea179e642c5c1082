import { isCalendarDate } from "./calendar.ts";

/** The answer of a reading that could make nothing of a value. */
export const unreadable: unique symbol = Symbol("unreadable");

/** Reads one value that is there. Gives what the standard would have sent, or `unreadable`. */
export type ValueReader = (value: unknown) => unknown;

/** Says whether a value stands for nothing: the standard leaves a field out, others send null or "". */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/** Says whether a value is an object with named members. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads text, and numbers as text: ids and usernames arrive as numbers.
 *
 * The text is brought to NFC, so that equal names compare equal. Control characters stay for others to judge.
 */
export function readText(value: unknown): string | typeof unreadable {
  if (typeof value === "string") return mayNeedNfc.test(value) ? value.normalize("NFC") : value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : unreadable;
}

/** Below U+0300 every character is its own NFC; most text is, and normalising costs time. */
const mayNeedNfc = /[\u0300-\uffff]/;

/** Reads an id. It is opaque, so its text stays as it is, character by character. */
export function readId(value: unknown): string | typeof unreadable {
  if (typeof value === "string") return value.trim() === "" ? unreadable : value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : unreadable;
}

/** Reads a flag, which may be a JSON boolean, a 0 or 1, or in capitals. */
export function readFlag(value: unknown): "true" | "false" | typeof unreadable {
  const word = typeof value === "string" ? value.trim().toLowerCase() : value;
  if (word === "true" || word === true || word === 1 || word === "1") return "true";
  if (word === "false" || word === false || word === 0 || word === "0") return "false";
  return unreadable;
}

/** Reads a day, and of a moment the day as it is written: no zone is converted. */
export function readDate(value: unknown): string | typeof unreadable {
  if (typeof value !== "string") return unreadable;
  const text = value.trim();
  const day = text.slice(0, 10);
  return (text.length === 10 || /^[Tt ]/.test(text.slice(10))) && isCalendarDate(day)
    ? day
    : unreadable;
}

/** Reads a moment with any offset or none, with or without milliseconds, or a bare day; as written. */
export function readDateTime(value: unknown): string | typeof unreadable {
  return typeof value === "string" && readDate(value) !== unreadable ? value.trim() : unreadable;
}

/** Reads a number, also one sent as text. */
export function readNumber(value: unknown): number | typeof unreadable {
  if (typeof value === "number") return Number.isFinite(value) ? value : unreadable;
  if (typeof value !== "string") return unreadable;
  return /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?\s*$/i.test(value)
    ? readNumber(Number(value))
    : unreadable;
}

/** Reads a school year as the year in which it ends: `2025`, 2025, `2024-2025`, `2024/25`. */
export function readYear(value: unknown): string | typeof unreadable {
  const text = readText(value);
  if (text === unreadable) return unreadable;
  const match = /^\s*(\d{4})(?:\s*[-/\u2013]\s*(\d{4}|\d{2}))?\s*$/u.exec(text);
  const [, first, second] = match ?? [];
  if (first === undefined || second === undefined) return first ?? unreadable;
  const next = String(Number(first) + 1);
  return next === second || next.slice(2) === second ? next : unreadable;
}

/** Reads free keys: any object, kept as it is. */
export function readMetadata(value: unknown): unknown {
  return isObject(value) ? value : unreadable;
}

/**
 * Makes a reading for an enumeration: a known value in any case is spelled as the standard spells it,
 * an unknown one is kept as text, since the engine wants to see it.
 */
export function wordReader(values: readonly string[]): ValueReader {
  const spellings = new Map(values.map((value) => [value.toLowerCase(), value]));
  if (spellings.has("tobedeleted")) spellings.set("inactive", "tobedeleted");
  const known = new Set(values);
  return (value) => {
    const text = readText(value);
    if (text === unreadable || known.has(text)) return text;
    return spellings.get(text.trim().toLowerCase()) ?? text;
  };
}

const longestSeen = 40;

/** Says what a value was: its type and at most 40 characters of it, never all of a long one. */
export function describeSeen(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === "string") return `string ${cut(value)}`.trimEnd();
  if (typeof value === "number" || typeof value === "boolean") return `${typeof value} ${value}`;
  return typeof value;
}

/** Half a character is none. */
function cut(text: string): string {
  return text.slice(0, longestSeen).replace(/[\uD800-\uDBFF]$/, "");
}
