import { formatCell } from "../../contracts/oneroster/csv/cells.ts";
import { type Column, csvColumns, csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import { joins, partsToRows } from "../../contracts/oneroster/csv/join-rows.ts";
import type { RowValues } from "../../contracts/oneroster/csv/row.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import { type RecordFile, recordToRow } from "../../contracts/oneroster/csv/wire.ts";
import { classOfFile } from "../import/file-classes.ts";
import { createIdSpace, type IdSpace } from "../store/table/id-space.ts";
import { type ExportScene, isIncluded } from "./export-scene.ts";
import { createRowFitter } from "./fit-row.ts";
import { isRecordFile, recordFiles } from "./record-files.ts";
import { recordAt, recordsOf, type FileRecord } from "./records-of.ts";
import { createStandInScene } from "./stand-in-scene.ts";
import type { Survey } from "./survey.ts";

/** Says whether a record that did not change is in a delta, because what changed refers to it. */
export type IsReferent = (file: RecordFile, sourcedId: string) => boolean;

/**
 * Finds what the changed records refer to, and what that refers to in turn. From the last file to the first, so that
 * only within a file, as with parents and agents, a record leads to one that was passed already.
 */
export function findReferents(scene: ExportScene, survey: Survey): IsReferent {
  const needed = new Map<string, IdSpace>();
  const isNeeded: IsReferent = (file, id) => (needed.get(file)?.find(id) ?? -1) !== -1;
  for (const file of recordFiles.toReversed()) {
    if (!csvFiles(scene.version).includes(file)) continue;
    const referencesOf = createReferences({ scene, survey, file });
    const waiting: string[] = [];
    const visit = (one: FileRecord): void => {
      for (const { target, id } of referencesOf(one)) {
        const ids = needed.get(target) ?? createIdSpace();
        needed.set(target, ids);
        if (target === file && ids.find(id) === -1) waiting.push(id);
        ids.code(id);
      }
    };
    for (const one of recordsOf(scene, file)) {
      if (isIncluded(scene, one.record) || isNeeded(file, one.sourcedId)) visit(one);
    }
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const handle = scene.projection.view(classOfFile[file]).find(id);
      if (handle !== -1) visit(recordAt(scene, file, handle));
    }
  }
  return isNeeded;
}

interface Reference {
  readonly target: string;
  readonly id: string;
}

interface FileScene {
  readonly scene: ExportScene;
  readonly survey: Survey;
  readonly file: RecordFile;
}

/** Makes the list of references in the rows that a record would have. */
function createReferences({
  scene,
  survey,
  file,
}: FileScene): (one: FileRecord) => readonly Reference[] {
  const { version } = scene;
  const fit = createRowFitter({ version, file, resolves: survey.resolves });
  const standIns = createStandInScene(scene, survey.resolves);
  const parts = joins.filter((join) => join.of === file && survey.hasParts(join.file));
  return ({ record, sourcedId }) => {
    const draft = recordToRow(version, file, record);
    const { values } = fit(draft, { ...standIns, record, draft });
    if (values === undefined) return [];
    const joined = parts.flatMap((join) =>
      partsToRows(join, record).flatMap((row) => referencesIn(version, join.file, row)),
    );
    const known = joined.filter(({ target, id }) => survey.resolves(target, id));
    const person = file === "demographics" ? [{ target: "users", id: sourcedId }] : [];
    return [...referencesIn(version, file, values), ...known, ...person];
  };
}

function referencesIn(
  version: ExportScene["version"],
  file: CsvFile,
  values: RowValues,
): readonly Reference[] {
  return csvColumns(version, file)
    .filter(isReference)
    .flatMap(({ name, of }) => idsIn(values[name]).map((id) => ({ target: of, id })));
}

function isReference({ kind, of }: Column): boolean {
  return (kind === "ref" || kind === "refs") && isRecordFile(of);
}

function idsIn(cell: RowValues[string] | undefined): readonly string[] {
  if (cell === undefined) return [];
  if (typeof cell !== "object") return [formatCell(cell)];
  return cell.flatMap((item) => (typeof item === "string" ? [item] : []));
}
