import { readDate, unreadable } from "../tolerant-values.ts";
import type { OneRosterVersion, ReferenceTarget } from "../vocabulary.ts";
import { type CellValue, formatCell, type Pair } from "./cells.ts";
import { type Column, csvColumns } from "./columns.ts";
import type { RowValues } from "./row.ts";
import type { CsvFile } from "./tables.ts";

/** The files whose rows are records over REST, one for one. What other files join to them: see `record-rows.ts`. */
export type RecordFile = Extract<
  CsvFile,
  | "academicSessions"
  | "categories"
  | "classes"
  | "courses"
  | "demographics"
  | "enrollments"
  | "lineItems"
  | "orgs"
  | "resources"
  | "results"
  | "scoreScales"
  | "users"
>;

/** A record as it travels over REST, not yet checked. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** What a CSV row does not say but a record over REST must. */
export interface WireContext {
  readonly version: OneRosterVersion;
  /** The moment of last change of rows that have none: a bulk file never says it. */
  readonly dateLastModified: string;
  /** The URL under which a record can be fetched. */
  readonly hrefOf: (className: ReferenceTarget, sourcedId: string) => string;
}

/**
 * Turns the values of a row into a record over REST of the same version.
 *
 * Columns named `xSourcedId` become the reference `x`, `xSourcedIds` the list `xs`, `metadata.x` members
 * of metadata. A blank status is `active`. `preferredGivenName` and `preferredFamilyName` of the CSV
 * binding are `preferredFirstName` and `preferredLastName` over REST. The days of a line item become moments
 * at midnight UTC. The resources that users.csv of 1.2.0 lists are kept. Lists of children are not in any file and are left out; the org of a score scale stays,
 * though REST has no field for it.
 */
export function rowToRecord(file: RecordFile, values: RowValues, context: WireContext): WireRecord {
  const record: Record<string, unknown> = {
    sourcedId: values["sourcedId"],
    status: values["status"] ?? "active",
    dateLastModified: values["dateLastModified"] ?? context.dateLastModified,
  };
  for (const column of csvColumns(context.version, file)) {
    const value = values[column.name];
    if (value === undefined) continue;
    record[fieldName(column)] = toWire(value, column, context);
  }
  const resources = values["resourceSourcedIds"];
  if (Array.isArray(resources)) record["resources"] = resources.map((id) => resource(id, context));
  const metadata = metadataIn(values);
  return metadata === undefined ? record : { ...record, metadata };
}

/**
 * Turns a record over REST into the values of a row. What the file has no column for is lost: lists of
 * children and resources, and metadata that is not text, number or boolean. A line item has one session in
 * CSV: the grading period in 1.1, the academic session in 1.2, each else the other.
 *
 * The result has status and dateLastModified; leave them out for a bulk file.
 */
export function recordToRow(
  version: OneRosterVersion,
  file: RecordFile,
  record: WireRecord,
): RowValues {
  const values: Record<string, CellValue> = {};
  for (const column of csvColumns(version, file)) {
    const value = toCell(fieldOf(record, fieldName(column)), column);
    if (value !== undefined) values[column.name] = value;
  }
  return { ...values, ...metadataColumns(record["metadata"]) };
}

const standIns: Readonly<Record<string, string>> = {
  gradingPeriod: "academicSession",
  academicSession: "gradingPeriod",
};

function fieldOf(record: WireRecord, field: string): unknown {
  const standIn = standIns[field];
  return record[field] ?? (standIn === undefined ? undefined : record[standIn]);
}

const spelledDifferently: Readonly<Record<string, string>> = {
  preferredGivenName: "preferredFirstName",
  preferredFamilyName: "preferredLastName",
};

/** Gives the name over REST of what a column holds. */
export function fieldName(column: Column): string {
  const known = fieldNames.get(column);
  if (known !== undefined) return known;
  const made = makeFieldName(column);
  fieldNames.set(column, made);
  return made;
}

/** Made once for a column: a bundle has millions of cells. */
const fieldNames = new Map<Column, string>();

function makeFieldName({ name, kind }: Column): string {
  if (kind === "ref") return name.replace(/SourcedId$/, "");
  if (kind === "refs") return name.replace(/SourcedIds$/, "s");
  return spelledDifferently[name] ?? name;
}

const targets: ReadonlyMap<string, ReferenceTarget> = new Map([
  ["academicSessions", "academicSession"],
  ["categories", "category"],
  ["classes", "class"],
  ["courses", "course"],
  ["lineItems", "lineItem"],
  ["orgs", "org"],
  ["resources", "resource"],
  ["scoreScales", "scoreScale"],
  ["users", "user"],
]);

/** Builds the reference that an id in a column stands for. */
export function toReference(column: Column, sourcedId: string, context: WireContext): WireRecord {
  const type = targets.get(column.of) ?? "org";
  return { href: context.hrefOf(type, sourcedId), sourcedId, type };
}

function resource(id: unknown, context: WireContext): WireRecord {
  const sourcedId = String(id);
  return { href: context.hrefOf("resource", sourcedId), sourcedId, type: "resource" };
}

function toWire(value: CellValue, column: Column, context: WireContext): unknown {
  if (column.kind === "ref") return toReference(column, formatCell(value), context);
  if (column.kind === "refs" && Array.isArray(value)) {
    return value.map((sourcedId) => toReference(column, String(sourcedId), context));
  }
  if (column.kind === "pairs") return toPairs(value, column);
  return moments.has(column.name) ? `${formatCell(value)}T00:00:00.000Z` : value;
}

/** Days in CSV that are moments over REST. */
const moments: ReadonlySet<string> = new Set(["assignDate", "dueDate"]);

/** The members over REST of both halves of a pair, by column. */
const pairMembers: Readonly<Record<string, readonly [string, string]>> = {
  userIds: ["type", "identifier"],
  scoreScaleValue: ["itemValueLHS", "itemValueRHS"],
};

function toPairs(value: CellValue, { name }: Column): unknown {
  const [left, right] = pairMembers[name] ?? ["left", "right"];
  if (typeof value !== "object") return [];
  return value.flatMap((item) =>
    typeof item === "string" ? [] : [{ [left]: item.left, [right]: item.right }],
  );
}

function toCell(value: unknown, column: Column): CellValue | undefined {
  if (column.kind === "ref") return member(value, "sourcedId");
  if (Array.isArray(value)) return value.length === 0 ? undefined : listCell(value, column);
  if (typeof value === "string") return value === "" ? undefined : textCell(value, column);
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" ? value : undefined;
}

/** Of a moment in a column of days the day. */
function textCell(value: string, { kind }: Column): string {
  const day = kind === "date" ? readDate(value) : unreadable;
  return day === unreadable ? value : day;
}

function listCell(items: readonly unknown[], column: Column): CellValue {
  if (column.kind === "pairs") return items.flatMap((item) => pairOf(item, column));
  const texts = column.kind === "refs" ? items.map((item) => member(item, "sourcedId")) : items;
  return texts.filter((item) => typeof item === "string");
}

function pairOf(item: unknown, { name }: Column): Pair[] {
  const [left, right] = (pairMembers[name] ?? []).map((side) => member(item, side));
  return left === undefined || right === undefined ? [] : [{ left, right }];
}

/** Gives a member of an object when it is filled text. */
export function member(value: unknown, name: string): string | undefined {
  if (!isMembers(value)) return undefined;
  const found = value[name];
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** Says whether a value has members at all. */
export function isMembers(value: unknown): value is WireRecord {
  return typeof value === "object" && value !== null;
}

const prefix = "metadata.";

function metadataIn(values: RowValues): WireRecord | undefined {
  const names = Object.keys(values);
  if (!names.some((name) => name.startsWith(prefix))) return undefined;
  const members = Object.entries(values).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(members.map(([name, value]) => [name.slice(prefix.length), value]));
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function metadataColumns(metadata: unknown): RowValues {
  if (!isMembers(metadata)) return {};
  return Object.fromEntries(
    Object.entries(metadata)
      .filter(([, value]) => isPlain(value))
      .map(([name, value]) => [prefix + name, String(value)]),
  );
}
