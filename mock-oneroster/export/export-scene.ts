import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { isCsvDateTime } from "../../contracts/oneroster/calendar.ts";
import type { WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import type { Projection } from "../project/projection.ts";
import type { RefMaker } from "../project/refs.ts";
import type { LossNote } from "./losses.ts";

/** What every row of an export depends on. */
export interface ExportScene {
  readonly projection: Projection;
  readonly version: OneRosterVersion;
  /** `bulk` replaces everything; `delta` says what changed. */
  readonly mode: "bulk" | "delta";
  /** Of a delta: epoch milliseconds of the first change that counts. Everything without. */
  readonly sinceMs: number | undefined;
  /** The moment of the export, as CSV writes moments. */
  readonly now: string;
}

/** References in CSV are ids alone. */
export const idRef: RefMaker = (type, sourcedId) => ({ href: "", sourcedId, type });

/** The status and moment of last change of a row, as a delta writes them. */
export interface RowStamp {
  readonly status: "active" | "tobedeleted";
  readonly dateLastModified: string;
}

/**
 * Says whether a record goes into the bundle. A bulk file says that a record is gone by leaving it out; a delta holds
 * what changed, also when the moment of its change does not read.
 */
export function isIncluded({ mode, sinceMs }: ExportScene, record: WireRecord): boolean {
  if (mode === "bulk") return statusOf(record) === "active";
  if (sinceMs === undefined) return true;
  const changedMs = Date.parse(textOf(record, "dateLastModified"));
  return Number.isNaN(changedMs) || changedMs >= sinceMs;
}

/** The stamp of a record's rows. A moment becomes the only form that CSV allows. */
export function stampOf(scene: ExportScene, record: WireRecord, notes: LossNote[]): RowStamp {
  const word = textOf(record, "status");
  const status = statusOf(record);
  if (word !== status) notes.push({ code: "status-word", column: "status" });
  const moment = textOf(record, "dateLastModified");
  if (isCsvDateTime(moment)) return { status, dateLastModified: moment };
  const ms = Date.parse(moment);
  const year = new Date(ms).getUTCFullYear();
  if (year >= 0 && year <= 9999) return { status, dateLastModified: new Date(ms).toISOString() };
  notes.push({ code: "moment-unread", column: "dateLastModified" });
  return { status, dateLastModified: scene.now };
}

/** `inactive` of 1.0 meant what `tobedeleted` means now (facts §5.0). */
function statusOf(record: WireRecord): "active" | "tobedeleted" {
  const word = textOf(record, "status");
  return word === "tobedeleted" || word === "inactive" ? "tobedeleted" : "active";
}

function textOf(record: WireRecord, name: string): string {
  const value = record[name];
  return typeof value === "string" ? value : "";
}
