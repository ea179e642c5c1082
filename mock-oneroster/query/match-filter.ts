import { unreachable } from "../../core/assert.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { WireRecord } from "../project/refs.ts";
import { compareText } from "../store/compare-text.ts";
import { findField, valuesAt, type FieldPath } from "./field-paths.ts";
import type { Filter, FilterClause, Predicate } from "./filter-grammar.ts";

/** Says whether a record meets a filter. */
export type Matcher = (record: WireRecord) => boolean;

/** Makes the matcher of a filter, or names the field that the class does not have. */
export function createMatcher(
  version: OneRosterVersion,
  className: ClassName,
  filter: Filter,
): Matcher | { readonly unknownField: string } {
  const matchers: Matcher[] = [];
  for (const clause of [filter.first, filter.second]) {
    if (clause === undefined) continue;
    const path = findField(version, className, clause.field);
    if (path === undefined) return { unknownField: clause.field };
    matchers.push(clauseMatcher(path, clause));
  }
  return filter.operator === "OR"
    ? (record) => matchers.some((matches) => matches(record))
    : (record) => matchers.every((matches) => matches(record));
}

/** Orders two values by the kind of their field: moments by time, numbers by size, the rest as text. */
export function compareValues(kind: FieldPath["kind"], left: unknown, right: unknown): number {
  if (kind === "dateTime") return toMs(left) - toMs(right);
  if (kind === "number") return Number(left) - Number(right);
  return compareText(String(left), String(right));
}

/** Says whether a single text of a field meets one comparison. */
export function matchesText(
  kind: FieldPath["kind"],
  text: string,
  { predicate, value }: Pick<FilterClause, "predicate" | "value">,
): boolean {
  if (predicate === "=") return compareValues(kind, text, value) === 0;
  if (predicate === "!=") return compareValues(kind, text, value) !== 0;
  return holds(kind, predicate, [text, value]);
}

/**
 * A list has a value when any item has it. A value with commas asks `=` for all of its parts and
 * `~` for any of them, as 1.1 servers do. `~` looks for a part of the text in either case.
 */
function clauseMatcher(path: FieldPath, { predicate, value }: FilterClause): Matcher {
  const parts = path.list ? value.split(",").map((part) => part.trim()) : [value];
  const equals = (record: WireRecord): boolean => {
    const values = valuesAt(record, path);
    return parts.every((part) => values.some((one) => compareValues(path.kind, one, part) === 0));
  };
  if (predicate === "=") return equals;
  if (predicate === "!=") return (record) => !equals(record);
  return (record) =>
    valuesAt(record, path).some((one) =>
      parts.some((part) => holds(path.kind, predicate, [one, part])),
    );
}

function holds(
  kind: FieldPath["kind"],
  predicate: Exclude<Predicate, "=" | "!=">,
  [actual, wanted]: readonly [unknown, string],
): boolean {
  switch (predicate) {
    case "~":
      return String(actual).toLowerCase().includes(wanted.toLowerCase());
    case ">":
      return compareValues(kind, actual, wanted) > 0;
    case ">=":
      return compareValues(kind, actual, wanted) >= 0;
    case "<":
      return compareValues(kind, actual, wanted) < 0;
    case "<=":
      return compareValues(kind, actual, wanted) <= 0;
    default:
      return unreachable(predicate);
  }
}

/** A day stands for its first moment in UTC, and a moment without a zone is in UTC. */
function toMs(value: unknown): number {
  const text = String(value);
  const isZoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text);
  return Date.parse(isZoned || !text.includes("T") ? text : `${text}Z`);
}
