import { csvColumns, csvFiles, type Column } from "../../contracts/oneroster/csv/columns.ts";
import { joins } from "../../contracts/oneroster/csv/join-rows.ts";
import type { RowValues } from "../../contracts/oneroster/csv/row.ts";
import {
  fieldName,
  member,
  type RecordFile,
  type WireRecord,
} from "../../contracts/oneroster/csv/wire.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { LossNote } from "./losses.ts";

/** Tells what of a record did not come into the draft of its row and is in no other file. */
export type UnwrittenFields = (record: WireRecord, draft: RowValues, notes: LossNote[]) => void;

/**
 * Creates the watch over a file: no field of its records goes missing unsaid.
 *
 * Children are not lost, they name their parents. Empty text is lost, unless REST requires the field and CSV does not:
 * there it means that nothing is known (facts §6.1).
 */
export function createUnwrittenFields(
  version: OneRosterVersion,
  file: RecordFile,
): UnwrittenFields {
  const columns = csvColumns(version, file).map((column) => ({ column, field: fieldName(column) }));
  const elsewhere = new Set([
    ...columns.map(({ field }) => field),
    ...joins
      .filter((join) => join.of === file && csvFiles(version).includes(join.file))
      .map(({ field }) => field),
    "metadata",
    "children",
  ]);
  return (record, draft, notes) => {
    for (const { column, field } of columns) {
      const mayBeEmpty = column.need === "always" || emptyMeansUnknown.has(`${file} ${field}`);
      noteField(record[field], { column, mayBeEmpty, draft }, notes);
    }
    for (const field of Object.keys(record)) {
      if (elsewhere.has(field) || isNothing(record[field])) continue;
      if (field === "gradingPeriod" || field === "academicSession") noteSession(record, notes);
      else notes.push({ code: "no-column", column: field });
    }
  };
}

/** Empty text that REST asks for where nothing is known. */
const emptyMeansUnknown: ReadonlySet<string> = new Set(["orgs identifier", "courses courseCode"]);

function noteField(
  given: unknown,
  {
    column,
    mayBeEmpty,
    draft,
  }: { readonly column: Column; readonly mayBeEmpty: boolean; readonly draft: RowValues },
  notes: LossNote[],
): void {
  if (given === undefined) return;
  const { name } = column;
  const value = draft[name];
  if (value === undefined) {
    if (given === "" && !mayBeEmpty) notes.push({ code: "cell-blank", column: name });
    else if (given !== "" && !isNothing(given)) notes.push({ code: "cell-unfit", column: name });
    return;
  }
  if (Array.isArray(given) && Array.isArray(value) && value.length < given.length) {
    notes.push({ code: "item-unfit", column: name });
  }
  if (isLateDay(given, name)) notes.push({ code: "time-of-day", column: name });
}

const days: ReadonlySet<string> = new Set(["assignDate", "dueDate", "scoreDate"]);

/** Says whether a moment in a column of days is later than the first moment of its day in UTC. */
function isLateDay(given: unknown, column: string): boolean {
  return (
    days.has(column) && typeof given === "string" && !/^.{10}(T00:00:00(\.0+)?Z)?$/.test(given)
  );
}

function noteSession(record: WireRecord, notes: LossNote[]): void {
  const [period, session] = [record["gradingPeriod"], record["academicSession"]];
  const ids = [member(period, "sourcedId"), member(session, "sourcedId")];
  if (isNothing(period) || isNothing(session) || ids[0] === ids[1]) return;
  notes.push({ code: "second-session", column: "academicSessionSourcedId" });
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
