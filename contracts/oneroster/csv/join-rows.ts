import { type CellValue, formatCell } from "./cells.ts";
import { mergeObjectives, objectiveInRow, objectivesToRows } from "./objective-rows.ts";
import type { RowValues } from "./row.ts";
import type { CsvFile } from "./tables.ts";
import { rowToProfile, rowToRole, userToRows } from "./user-rows.ts";
import { isMembers, member, type RecordFile, type WireContext, type WireRecord } from "./wire.ts";

/** The files whose rows are no records over REST but parts of one. */
export type JoinFile = Exclude<CsvFile, RecordFile>;

/** The fields over REST that are spread over rows of other files. */
export type JoinedField =
  | "roles"
  | "userProfiles"
  | "resources"
  | "scoreScale"
  | "learningObjectiveSet";

/** What the rows of a join file are parts of. */
export interface Join {
  readonly file: JoinFile;
  /** The file of the record that it belongs to, and the column with its id. */
  readonly of: RecordFile;
  readonly ownerColumn: string;
  readonly field: JoinedField;
}

/** What a row of a join file says. */
export interface JoinedPart {
  readonly rowId: string;
  /** The sourcedId of the record that it belongs to. Empty when the row does not say. */
  readonly owner: string;
  /** A role, a profile, a reference, or a learning objective with its source. */
  readonly part: WireRecord;
  readonly isDeleted: boolean;
}

/** The nine join files of 1.2; 1.1 has those of classes and courses. In the order in which a user reads best. */
export const joins: readonly Join[] = [
  { file: "roles", of: "users", ownerColumn: "userSourcedId", field: "roles" },
  { file: "userProfiles", of: "users", ownerColumn: "userSourcedId", field: "userProfiles" },
  { file: "userResources", of: "users", ownerColumn: "userSourcedId", field: "resources" },
  { file: "classResources", of: "classes", ownerColumn: "classSourcedId", field: "resources" },
  { file: "courseResources", of: "courses", ownerColumn: "courseSourcedId", field: "resources" },
  {
    file: "lineItemScoreScales",
    of: "lineItems",
    ownerColumn: "lineItemSourcedId",
    field: "scoreScale",
  },
  { file: "resultScoreScales", of: "results", ownerColumn: "resultSourcedId", field: "scoreScale" },
  {
    file: "lineItemLearningObjectiveIds",
    of: "lineItems",
    ownerColumn: "lineItemSourcedId",
    field: "learningObjectiveSet",
  },
  {
    file: "resultLearningObjectiveIds",
    of: "results",
    ownerColumn: "resultSourcedId",
    field: "learningObjectiveSet",
  },
];

/** Reads what a row of a join file adds to a record. */
export function rowToPart(join: Join, values: RowValues, context: WireContext): JoinedPart {
  return {
    rowId: formatCell(values["sourcedId"] ?? ""),
    owner: formatCell(values[join.ownerColumn] ?? ""),
    part: partOf(join, values, context),
    isDeleted: values["status"] === "tobedeleted",
  };
}

/** Adds parts to the record that they belong to. Of several score scales the last counts. */
export function withParts(
  record: WireRecord,
  { field }: Join,
  parts: readonly WireRecord[],
): WireRecord {
  if (field === "scoreScale") return { ...record, scoreScale: parts.at(-1) ?? record[field] };
  const all = [...items(record[field]), ...parts];
  return { ...record, [field]: field === "learningObjectiveSet" ? mergeObjectives(all) : all };
}

/**
 * Spreads the joined field of a record over rows. New rows get ids made from the record's and a number; status
 * and dateLastModified of the record go with every row.
 */
export function partsToRows(join: Join, record: WireRecord): readonly RowValues[] {
  if (join.field === "roles" || join.field === "userProfiles")
    return userToRows(record)[join.field];
  const owner = member(record, "sourcedId") ?? "";
  const row = (sourcedId: string, values: RowValues): RowValues => ({
    ...stampOf(record),
    sourcedId,
    [join.ownerColumn]: owner,
    ...values,
  });
  if (join.field === "resources") {
    return idsIn(record["resources"]).map((id, index) =>
      row(`${owner}-resource-${index + 1}`, { resourceSourcedId: id }),
    );
  }
  if (join.field === "scoreScale") {
    return idsIn([record["scoreScale"]]).map((id) =>
      row(`${owner}-scale`, { scoreScaleSourcedId: id }),
    );
  }
  return objectivesToRows(items(record["learningObjectiveSet"])).map((values, index) =>
    row(`${owner}-objective-${index + 1}`, values),
  );
}

function partOf(join: Join, values: RowValues, context: WireContext): WireRecord {
  switch (join.field) {
    case "roles":
      return rowToRole(values, context);
    case "userProfiles":
      return rowToProfile(values);
    case "resources":
      return reference("resource", values["resourceSourcedId"], context);
    case "scoreScale":
      return reference("scoreScale", values["scoreScaleSourcedId"], context);
    case "learningObjectiveSet":
      return objectiveInRow(join.of === "results" ? "results" : "lineItems", values);
  }
}

function reference(
  type: "resource" | "scoreScale",
  id: CellValue | undefined,
  context: WireContext,
): WireRecord {
  const sourcedId = formatCell(id ?? "");
  return { href: context.hrefOf(type, sourcedId), sourcedId, type };
}

function stampOf(record: WireRecord): RowValues {
  const [status, moment] = ["status", "dateLastModified"].map((name) => member(record, name));
  return {
    ...(status === undefined ? {} : { status }),
    ...(moment === undefined ? {} : { dateLastModified: moment }),
  };
}

function idsIn(references: unknown): readonly string[] {
  return items(references).flatMap((one) => member(one, "sourcedId") ?? []);
}

function items(value: unknown): readonly WireRecord[] {
  return Array.isArray(value) ? value.filter((item) => isMembers(item)) : [];
}
