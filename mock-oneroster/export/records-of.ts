import type { RecordFile, WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import { classOfFile } from "../import/file-classes.ts";
import { groupOfScale } from "../store/gradebook/scale-items.ts";
import { type ExportScene, idRef } from "./export-scene.ts";

/** One record of a file. */
export interface FileRecord {
  readonly sourcedId: string;
  readonly record: WireRecord;
  /** Whether the record before had the same id. Records come in the order of their ids. */
  readonly isRepeated: boolean;
}

/** Gives the records of a file one by one, as REST would send them, with what only CSV asks for. */
export function* recordsOf(
  { projection }: ExportScene,
  file: RecordFile,
): Generator<FileRecord, void> {
  const view = projection.view(classOfFile[file]);
  let before: string | undefined;
  for (const handle of view.handles) {
    const sourcedId = view.sourcedIdAt(handle);
    const sent = view.record(handle, idRef);
    const record = file === "scoreScales" ? withOrg(sent, sourcedId) : sent;
    yield { sourcedId, record, isRepeated: sourcedId === before };
    before = sourcedId;
  }

  /** The org of a score scale is in CSV only: it comes from the world. */
  function withOrg(record: WireRecord, id: string): WireRecord {
    const org = groupOfScale(projection.world, id)?.org;
    return org === undefined
      ? record
      : { ...record, org: idRef("org", projection.ids.of("org", org)) };
  }
}
