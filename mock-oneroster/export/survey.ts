import { setImmediate as nextTurn } from "node:timers/promises";
import { csvColumns, csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import { type JoinFile, joins } from "../../contracts/oneroster/csv/join-rows.ts";
import { type RecordFile, recordToRow } from "../../contracts/oneroster/csv/wire.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createIdSpace, type IdSpace } from "../store/table/id-space.ts";
import { type ExportScene, isIncluded } from "./export-scene.ts";
import type { Resolves } from "./fit-cell.ts";
import { createRowFitter } from "./fit-row.ts";
import { createMetadataNames, type MetadataNames } from "./metadata-columns.ts";
import { createProfileIds, type ProfileIds } from "./profile-ids.ts";
import { recordFiles } from "./record-files.ts";
import { type FileRecord, recordsOf } from "./records-of.ts";
import { createStandInScene } from "./stand-in-scene.ts";

/** What has to be known about all records before the first is written. */
export interface Survey {
  /** Whether a file has a row with this id, or had it in the bundle that a delta changes. */
  readonly resolves: Resolves;
  /** Whether the ids of a file were kept, because others refer to them. */
  readonly knowsIdsOf: (file: RecordFile) => boolean;
  readonly metadataOf: (file: RecordFile) => readonly string[];
  /** Whether any record has a part that would stand in a file. */
  readonly hasParts: (file: JoinFile) => boolean;
  readonly profileIds: ProfileIds;
}

/**
 * Looks through the records once, before they are written: which of them can be, so that no reference leads to one
 * that cannot; which metadata there is, because the header comes first; and which join files have anything to say.
 * Only ids that others refer to are kept, some thirty bytes for one; there are none of enrollments.
 */
export async function surveyRecords(scene: ExportScene): Promise<Survey> {
  const { version } = scene;
  const known = new Map<string, IdSpace>();
  const names = new Map<RecordFile, MetadataNames>();
  const parts = new Set<JoinFile>();
  const profileIds = createProfileIds();
  const resolves: Resolves = (file, id) => (known.get(file)?.find(id) ?? -1) !== -1;
  for (const file of recordFilesOf(version)) {
    const seen = createMetadataNames();
    names.set(file, seen);
    const ids = referredTo(version).has(file) ? createIdSpace() : undefined;
    if (ids !== undefined) known.set(file, ids);
    await surveyFile({ scene, file, resolves }, (one, isWritten) => {
      seen.see(one.record);
      seeParts(file, one, parts);
      if (!isWritten) return;
      if (file === "users" && version === "1.2") profileIds.see(one.record);
      ids?.code(one.sourcedId);
    });
  }
  return {
    resolves,
    knowsIdsOf: (file) => known.has(file),
    metadataOf: (file) => names.get(file)?.all() ?? [],
    hasParts: (file) => parts.has(file),
    profileIds,
  };
}

/** Files in the order in which references lead back. */
function recordFilesOf(version: OneRosterVersion): readonly RecordFile[] {
  const files = csvFiles(version);
  return recordFiles.filter((file) => files.includes(file));
}

/** The files that columns of others refer to. Join files name their own record, which is at hand. */
function referredTo(version: OneRosterVersion): ReadonlySet<string> {
  const owners = new Map(joins.map(({ file, ownerColumn }) => [file, ownerColumn] as const));
  const isOwner = (file: string, column: string): boolean =>
    [...owners].some(([join, owner]) => join === file && owner === column);
  const columns = csvFiles(version).flatMap((file) =>
    csvColumns(version, file).filter(({ name }) => !isOwner(file, name)),
  );
  return new Set(
    columns.filter(({ kind }) => kind === "ref" || kind === "refs").map(({ of }) => of),
  );
}

interface FileSurvey {
  readonly scene: ExportScene;
  readonly file: RecordFile;
  readonly resolves: Resolves;
}

/** How many records are looked at before others get a turn. */
const turn = 10_000;

async function surveyFile(
  { scene, file, resolves }: FileSurvey,
  take: (one: FileRecord, isWritten: boolean) => void,
): Promise<void> {
  const { version } = scene;
  const fit = createRowFitter({ version, file, resolves });
  const standIns = createStandInScene(scene, resolves);
  const isJudged = referredTo(version).has(file);
  let count = 0;
  for (const one of recordsOf(scene, file)) {
    count += 1;
    if (count % turn === 0) await nextTurn();
    const { record } = one;
    if (one.isRepeated || (scene.mode === "bulk" && !isIncluded(scene, record))) continue;
    const draft = isJudged ? recordToRow(version, file, record) : undefined;
    take(
      one,
      draft !== undefined && fit(draft, { ...standIns, record, draft }).values !== undefined,
    );
  }
}

function seeParts(file: RecordFile, { record }: FileRecord, parts: Set<JoinFile>): void {
  for (const join of joins) {
    if (join.of === file && record[join.field] !== undefined) parts.add(join.file);
  }
}
