import { csvColumns, type Column } from "../../contracts/oneroster/csv/columns.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { diagnose } from "../../contracts/run/diagnostic.ts";
import type { Header, HeaderTarget } from "./check-header.ts";
import type { Findings } from "./findings.ts";
import type { TableRow } from "./read-table.ts";

/** What a row refers to and where. */
interface Reference {
  readonly sourcedId: string;
  readonly line: number;
  readonly header: Header;
  readonly column: Column;
}

/** The ids that may be referred to, by name of file without `.csv`. A file that nobody has yet knows none. */
export interface KnownIds {
  get(file: string): { has(id: string): boolean } | undefined;
}

/** Checks where the references of one file lead. Rows come one by one; `end` judges what had to wait. */
export interface ReferenceCheck {
  row(row: TableRow): void;
  /** Call when the file is read: `known` holds its own ids by now. */
  end(): void;
}

/**
 * Creates the check of a file. References to files read before are judged at once, those to rows of the same
 * file at its end. References to a file that the bundle does not hold are counted in one finding.
 */
export function createReferenceCheck(
  target: HeaderTarget,
  known: KnownIds,
  findings: Findings,
): ReferenceCheck {
  const columns = referenceColumns(target.version, target);
  const waiting: Reference[] = [];
  const absent = new Map<string, { readonly column: Column; at: string; count: number }>();
  const judge = (reference: Reference): void => {
    if (known.get(reference.column.of)?.has(reference.sourcedId) === true) return;
    noteDangling(target, reference, findings);
  };
  return {
    row: (row) => {
      for (const reference of referencesOf(row, columns)) {
        if (reference.column.of === target.file) waiting.push(reference);
        else if (known.get(reference.column.of) !== undefined) judge(reference);
        else countAbsent(absent, reference, target);
      }
    },
    end: () => {
      waiting.forEach(judge);
      for (const { column, at, count } of absent.values()) {
        const args = {
          file: `${target.file}.csv`,
          column: column.name,
          target: `${column.of}.csv`,
          count,
        };
        findings.add(diagnose("bundle-reference-file-absent", { at }, args));
      }
    },
  };
}

function referenceColumns(version: OneRosterVersion, target: HeaderTarget): readonly Column[] {
  return csvColumns(version, target.file).filter(({ kind }) => kind === "ref" || kind === "refs");
}

function referencesOf(row: TableRow, columns: readonly Column[]): readonly Reference[] {
  return columns.flatMap((column) => {
    const value = row.values[column.name];
    const ids = typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
    const { line, header } = row;
    return ids.map((id) => ({ sourcedId: String(id), line, header, column }));
  });
}

function countAbsent(
  absent: Map<string, { readonly column: Column; at: string; count: number }>,
  { column, line, header }: Reference,
  target: HeaderTarget,
): void {
  const tally = absent.get(column.name);
  const at = `${target.file}.csv:${line}:${header.columnOf(column.name)}`;
  if (tally === undefined) absent.set(column.name, { column, at, count: 1 });
  else tally.count += 1;
}

function noteDangling(target: HeaderTarget, reference: Reference, findings: Findings): void {
  const file = `${target.file}.csv`;
  const { line, header, column, sourcedId } = reference;
  findings.addAt({ file, line, column: header.columnOf(column.name) }, (at) =>
    diagnose(
      "bundle-reference-dangling",
      { at },
      {
        file,
        line,
        column: column.name,
        sourcedId: sourcedId.slice(0, 100),
        target: `${column.of}.csv`,
      },
    ),
  );
}
