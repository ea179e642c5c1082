import type { ResultRecord, RunRecord } from "../../contracts/run/run-record.ts";
import { Verdict } from "../../contracts/run/verdict.ts";
import { rankFindings } from "../ranked-findings.ts";
import { sumTallies, talliesOf } from "../tally-sums.ts";
import { padText, textWidth } from "../text-width.ts";
import { oneLine, visibleText } from "../visible-text.ts";
import { formatCount } from "../wording.ts";
import { paintVerdict, type Screen } from "./screen.ts";

interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  readonly cells: readonly string[];
}

const gap = 1;
const nameWidthMin = 8;

/** One row per result with its verdict and counts, and a line with the verdict of the whole. */
export function summaryLines(record: RunRecord, screen: Screen): readonly string[] {
  const columns = columnsOf(record.results);
  const widths = fitColumns(columns, screen.width);
  const rowAt = (cellOf: (column: Column) => string): string =>
    columns
      .map((column, index) => padText(cellOf(column), widths[index] ?? 0, column.align))
      .join(" ".repeat(gap))
      .trimEnd();
  const rows = record.results.map((result, row) => {
    const line = rowAt((column) => column.cells[row] ?? "");
    const { verdict } = result;
    return (
      paintVerdict(screen.paint, verdict, line.slice(0, verdict.length)) +
      line.slice(verdict.length)
    );
  });
  const total = widths.reduce((sum, width) => sum + width, 0) + gap * (widths.length - 1);
  return [
    screen.paint.bold(rowAt((column) => column.title)),
    screen.paint.dim("─".repeat(total)),
    ...rows,
    screen.paint.dim("─".repeat(total)),
    verdictLine(record, screen),
  ];
}

function columnsOf(results: readonly ResultRecord[]): readonly Column[] {
  const sums = results.map((result) => sumTallies(talliesOf(result)));
  return [
    textColumn(
      "Verdict",
      results.map(({ verdict }) => verdict),
    ),
    textColumn(
      "Scenario",
      results.map(({ id }) => id),
    ),
    textColumn(
      "Variant",
      results.map(({ variant }) => variant),
    ),
    numberColumn(
      "Create",
      sums.map(({ created }) => created),
    ),
    numberColumn(
      "Update",
      sums.map(({ changed }) => changed),
    ),
    numberColumn(
      "Remove",
      sums.map(({ removed }) => removed),
    ),
    numberColumn(
      "Held",
      sums.map(({ held }) => held),
    ),
    numberColumn(
      "Failed",
      sums.map(({ failed }) => failed),
    ),
    numberColumn(
      "Found",
      results.map((result) => findingCount(result)),
    ),
  ];
}

function textColumn(title: string, cells: readonly string[]): Column {
  return { title, align: "left", cells: cells.map((cell) => visibleText(oneLine(cell))) };
}

function numberColumn(title: string, counts: readonly number[]): Column {
  return { title, align: "right", cells: counts.map(formatCount) };
}

function findingCount(result: ResultRecord): number {
  return rankFindings(result).reduce((sum, finding) => sum + finding.count, 0);
}

/** The names of scenario and variant give way until the table fits. */
function fitColumns(columns: readonly Column[], width: number): readonly number[] {
  const widths = columns.map(({ title, cells }) =>
    Math.max(textWidth(title), ...cells.map((cell) => textWidth(cell))),
  );
  const over = (): number =>
    widths.reduce((sum, each) => sum + each, 0) + gap * (widths.length - 1) - width;
  for (const name of [1, 2]) {
    const present = widths[name] ?? 0;
    widths[name] = Math.max(Math.min(present, nameWidthMin), present - Math.max(0, over()));
  }
  return widths;
}

function verdictLine(record: RunRecord, { paint }: Screen): string {
  const counts = Verdict.options.flatMap((verdict) => {
    const count = record.results.filter((result) => result.verdict === verdict).length;
    return count === 0 ? [] : [`${formatCount(count)} ${verdict}`];
  });
  const word = paintVerdict(paint, record.verdict, paint.bold(record.verdict.toUpperCase()));
  return `${word}  ${counts.join(", ") || "no results"}`;
}
