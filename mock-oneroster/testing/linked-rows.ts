import * as fc from "fast-check";
import { hashText } from "../../core/random.ts";
import { type Column, csvColumns, csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import { joins } from "../../contracts/oneroster/csv/join-rows.ts";
import type { RowValues } from "../../contracts/oneroster/csv/row.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import { valuesOf } from "../../contracts/oneroster/csv/testing/row-values.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

/** The rows of every file of a bundle. */
export type LinkedRows = ReadonlyMap<CsvFile, readonly RowValues[]>;

/** Rows of every file whose references all lead to a row, and which the standard allows in every other way. */
export function linkedRows(version: OneRosterVersion): fc.Arbitrary<LinkedRows> {
  const files = csvFiles(version);
  const drafts = files.map((file) =>
    fc.array(valuesOf(version, file), { minLength: 1, maxLength: 5 }),
  );
  return fc.noShrink(fc.tuple(...drafts)).map((all) => {
    const counts = new Map(files.map((file, index) => [file as string, all[index]?.length ?? 0]));
    return new Map(
      files.map((file, index) => [
        file,
        (all[index] ?? []).map((row, place) => linkRow({ version, file, row, place, counts })),
      ]),
    );
  });
}

interface Draft {
  readonly version: OneRosterVersion;
  readonly file: CsvFile;
  readonly row: RowValues;
  readonly place: number;
  readonly counts: ReadonlyMap<string, number>;
}

function linkRow(draft: Draft): RowValues {
  const { file, row, place, counts } = draft;
  const linked: Record<string, RowValues[string]> = { ...row, sourcedId: idOf(file, place) };
  linkReferences(linked, draft);
  const users = counts.get("users") ?? 1;
  if (file === "demographics") linked["sourcedId"] = idOf("users", place % users);
  if (file === "roles" || file === "userProfiles")
    linkToUser(linked, { counts, user: place % users });
  // What is deleted has no parts any more, and nothing refers to a deleted profile.
  if (file === "userProfiles" || joins.some(({ of }) => of === file)) linked["status"] = "active";
  const { subjects, periods } = linked;
  if (linked["subjectCodes"] !== undefined && Array.isArray(subjects)) {
    linked["subjectCodes"] = subjects.map((_, index) => `code ${index}`);
  }
  if (Array.isArray(periods)) linked["periods"] = [...new Set(periods)];
  return linked;
}

function linkReferences(
  linked: Record<string, RowValues[string]>,
  { version, file, row, counts }: Draft,
): void {
  for (const column of csvColumns(version, file)) {
    const value = row[column.name];
    const targets = counts.get(column.of) ?? 0;
    if (value === undefined || targets === 0) continue;
    if (column.kind === "ref") linked[column.name] = target(column, value, targets);
    if (column.kind === "refs" && typeof value === "object") {
      linked[column.name] = [...new Set(value.map((id) => target(column, id, targets)))];
    }
  }
}

/** A role refers to a profile of its own user. */
function linkToUser(
  row: Record<string, RowValues[string]>,
  { counts, user }: { readonly counts: Draft["counts"]; readonly user: number },
): void {
  row["userSourcedId"] = idOf("users", user);
  if (row["userProfileSourcedId"] === undefined) return;
  if (user < (counts.get("userProfiles") ?? 0))
    row["userProfileSourcedId"] = idOf("userProfiles", user);
  else delete row["userProfileSourcedId"];
}

function target({ of }: Column, value: unknown, targets: number): string {
  return idOf(of, hashText(JSON.stringify(value)) % targets);
}

function idOf(file: string, place: number): string {
  return `${file}-${place}`;
}
