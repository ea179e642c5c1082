import { type RecordFile, recordToRow } from "../../contracts/oneroster/csv/wire.ts";
import { isIncluded, stampOf } from "./export-scene.ts";
import { createRowFitter } from "./fit-row.ts";
import type { LossNote } from "./losses.ts";
import { metadataCells } from "./metadata-columns.ts";
import { noteProfiles } from "./profile-ids.ts";
import { recordsOf } from "./records-of.ts";
import type { RowScene, WrittenRow } from "./row-scene.ts";
import { createStandInScene } from "./stand-in-scene.ts";
import { createUnwrittenFields } from "./unwritten-fields.ts";

/** Gives the rows of a file whose rows are records. */
export function* recordRows(scene: RowScene, file: RecordFile): Generator<WrittenRow, void> {
  const { version, survey, losses } = scene;
  const { resolves } = survey;
  const fit = createRowFitter({ version, file, resolves });
  const noteUnwritten = createUnwrittenFields(version, file);
  const standIns = createStandInScene(scene, resolves);
  const names = survey.metadataOf(file);
  for (const { record, sourcedId, isRepeated } of recordsOf(scene, file)) {
    if (!isIncluded(scene, record) && !scene.isReferent(file, sourcedId)) continue;
    if (isRepeated) {
      losses.add(file, sourcedId, { code: "row-repeated", column: "sourcedId" });
      continue;
    }
    const draft = recordToRow(version, file, record);
    const { values, notes } = fit(draft, { ...standIns, record, draft });
    for (const note of notes) losses.add(file, sourcedId, note);
    if (values === undefined) continue;
    const more: LossNote[] = [];
    // In a bulk file both cells are blank (CSV Binding 1.2.1, bulk).
    const stamp = scene.mode === "bulk" ? undefined : stampOf(scene, record, more);
    const metadata = metadataCells(record, names, more);
    noteUnwritten(record, draft, more);
    if (file === "users" && version === "1.2") noteProfiles(record, more);
    for (const note of more) losses.add(file, sourcedId, note);
    yield { values: stamp === undefined ? values : { ...values, ...stamp }, metadata };
  }
}
