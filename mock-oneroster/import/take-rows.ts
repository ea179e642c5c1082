import { type Column, csvColumns } from "../../contracts/oneroster/csv/columns.ts";
import {
  type Join,
  type JoinedPart,
  joins,
  rowToPart,
} from "../../contracts/oneroster/csv/join-rows.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import {
  fieldName,
  type RecordFile,
  rowToRecord,
  type WireContext,
} from "../../contracts/oneroster/csv/wire.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { diagnose } from "../../contracts/run/diagnostic.ts";
import type { World } from "../store/world.ts";
import type { AgentLinks } from "./agent-links.ts";
import { classOfFile, markDeleted } from "./file-classes.ts";
import type { Findings } from "./findings.ts";
import { joinParts } from "./join-parts.ts";
import { releaseMoved } from "./moved-roles.ts";
import type { TableRow } from "./read-table.ts";
import type { TakeProblem } from "./take-problems.ts";
import { takeRecord } from "./take-record.ts";

/** Where the rows of a bundle go. */
export interface RowScene {
  readonly world: World;
  readonly version: OneRosterVersion;
  /** What rows that do not say it were last changed at. */
  readonly modified: string;
  /** Whether the rows are changes to what the world holds already. */
  readonly isChange: boolean;
  readonly links: AgentLinks;
  readonly findings: Findings;
}

/** Takes the rows of one file. */
export interface RowTaker {
  row(row: TableRow): void;
  /** Call when all rows are there. */
  end(): void;
}

/** Creates the taker of a file: rows become wire records, or parts of records, and those go into the world. */
export function createRowTaker(scene: RowScene, file: CsvFile): RowTaker {
  const { version, modified } = scene;
  const context: WireContext = { version, dateLastModified: modified, hrefOf: () => "" };
  const join = joins.find((one) => one.file === file);
  if (join !== undefined) return createPartTaker(scene, join, context);
  return isRecordFile(file)
    ? createRecordTaker(scene, file, context)
    : { row: ignore, end: ignore };
}

function createRecordTaker(scene: RowScene, file: RecordFile, context: WireContext): RowTaker {
  const { world, version, modified, links, isChange: keepsJoined } = scene;
  const className = classOfFile[file];
  const columns = csvColumns(version, file);
  return {
    row: (row) => {
      if (keepsJoined && isMarked(scene, file, row)) return;
      const record = rowToRecord(file, row.values, context);
      const input = { version, className, record, modified, links, keepsJoined };
      for (const problem of takeRecord(world, input)) {
        noteRepeated(scene.findings, { file, row, columns, problem });
      }
    },
    end: ignore,
  };
}

/** A change that deletes need not say more than the id: what the record was is known. */
function isMarked({ world, modified }: RowScene, file: RecordFile, row: TableRow): boolean {
  const { status, dateLastModified } = row.values;
  const at = typeof dateLastModified === "string" ? dateLastModified : modified;
  return status === "tobedeleted" && markDeleted(world, file, { id: row.sourcedId, modified: at });
}

/** Rows come in any order, but a record takes its parts at once: hence they wait for the end of their file. */
function createPartTaker(scene: RowScene, join: Join, context: WireContext): RowTaker {
  const byOwner = new Map<string, JoinedPart[]>();
  return {
    row: ({ values }) => {
      const part = rowToPart(join, values, context);
      const known = byOwner.get(part.owner);
      if (known === undefined) byOwner.set(part.owner, [part]);
      else known.push(part);
    },
    end: () => {
      if (scene.isChange && join.field === "roles") releaseMoved(scene.world, byOwner);
      for (const [owner, parts] of byOwner) joinParts(scene.world, join, { owner, parts });
      byOwner.clear();
    },
  };
}

/** Cells were judged when they were read; only that a list repeats itself shows when it is taken. */
function noteRepeated(
  findings: Findings,
  at: {
    readonly file: RecordFile;
    readonly row: TableRow;
    readonly columns: readonly Column[];
    readonly problem: TakeProblem;
  },
): void {
  if (at.problem.code !== "repeated") return;
  const column = at.columns.find((one) => fieldName(one) === at.problem.field)?.name ?? "";
  const { line, header } = at.row;
  const file = `${at.file}.csv`;
  findings.addAt({ file, line, column: header.columnOf(column) }, (place) =>
    diagnose("bundle-list-repeated", { at: place }, { file, line, column }),
  );
}

function isRecordFile(file: CsvFile): file is RecordFile {
  return file in classOfFile;
}

function ignore(): void {
  // Every file of the standard has records or parts of them.
}
