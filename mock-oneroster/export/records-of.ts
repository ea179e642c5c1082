import type { RecordFile, WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import { classOfFile } from "../import/file-classes.ts";
import { groupOfScale } from "../store/gradebook/scale-items.ts";
import type { Projection } from "../project/projection.ts";
import { type ExportScene, idRef } from "./export-scene.ts";

/** One record of a file. */
export interface FileRecord {
  readonly sourcedId: string;
  readonly record: WireRecord;
  /** Whether the record before had the same id. Records come in the order of their ids. */
  readonly isRepeated: boolean;
}

/** Gives the records of a file one by one, as REST would send them, with what only CSV asks for. */
export function* recordsOf(scene: ExportScene, file: RecordFile): Generator<FileRecord, void> {
  const { handles } = scene.projection.view(classOfFile[file]);
  let before: string | undefined;
  for (const handle of handles) {
    const one = recordAt(scene, file, handle);
    yield one.sourcedId === before ? { ...one, isRepeated: true } : one;
    before = one.sourcedId;
  }
}

/** The record behind a handle of the view of its class. */
export function recordAt(
  { projection }: ExportScene,
  file: RecordFile,
  handle: number,
): FileRecord {
  const view = projection.view(classOfFile[file]);
  const sourcedId = view.sourcedIdAt(handle);
  const sent = view.record(handle, idRef);
  const record = file === "scoreScales" ? withOrg(projection, sent, sourcedId) : sent;
  return { sourcedId, record, isRepeated: false };
}

/** The org of a score scale is in CSV only: it comes from the world. */
function withOrg({ world, ids }: Projection, record: WireRecord, id: string): WireRecord {
  const org = groupOfScale(world, id)?.org;
  return org === undefined ? record : { ...record, org: idRef("org", ids.of("org", org)) };
}
