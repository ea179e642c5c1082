import type { ResultRecord } from "../../contracts/run/run-record.ts";
import { talliesOf, type TallyRow, tallyRows } from "../tally-sums.ts";
import { formatCount, kindNouns } from "../wording.ts";
import { headRow, scrollFrame, showValue } from "./markup.ts";
import { type PageContext, schoolName, schoolNumber } from "./page-context.ts";

const rowsMax = 2_000;
const barWidth = 120;
const barHeight = 10;

const columns = [
  { key: "created", title: "Created", mark: "create" },
  { key: "changed", title: "Changed", mark: "update" },
  { key: "removed", title: "Removed", mark: "remove" },
  { key: "held", title: "Held", mark: "held" },
  { key: "failed", title: "Failed", mark: "failed" },
] as const;

/** The counts of a result by school and kind, all its syncs together, with a bar that shows where. */
export function renderCounts(result: ResultRecord, context: PageContext): string {
  const rows = tallyRows(talliesOf(result), (school) => schoolName(context, school));
  if (rows.length === 0) return "<p>No sync planned any change.</p>";
  const longest = Math.max(...rows.map(sizeOf), 1);
  const shown = rows.slice(0, rowsMax).map((row) => renderRow(row, longest, context));
  const titles = ["School", "Kind", ...columns.map(({ title }) => title), "Where"];
  const table = `<table class="counts">${headRow(titles)}<tbody>${shown.join("")}</tbody></table>`;
  return renderLegend() + scrollFrame("Counts by school and kind", table);
}

function renderRow(row: TallyRow, longest: number, context: PageContext): string {
  const cells = columns.map(({ key, mark }) => {
    const count = row[key];
    return `<td class="num${count === 0 ? " zero" : ` c-${mark}`}">${formatCount(count)}</td>`;
  });
  const name = showValue(schoolName(context, row.school));
  return (
    `\n<tr class="item" data-s="${schoolNumber(context, row.school)}" data-k="${row.kind}">` +
    `<th scope="row" class="v">${name}</th><td>${kindNouns[row.kind].many}</td>${cells.join("")}` +
    `<td>${renderBar(row, longest)}</td></tr>`
  );
}

/** A stacked bar. The numbers beside it say the same, so it is hidden from screen readers. */
function renderBar(row: TallyRow, longest: number): string {
  let x = 0;
  const pieces = columns.flatMap(({ key, mark }) => {
    if (row[key] <= 0) return [];
    const width = Math.max(1, Number(((row[key] / longest) * barWidth).toFixed(1)));
    const piece = `<rect class="b-${mark}" x="${Number(x.toFixed(1))}" width="${width}" height="${barHeight}"/>`;
    x += width;
    return [piece];
  });
  return `<svg class="bar" aria-hidden="true" width="${barWidth}" height="${barHeight}" viewBox="0 0 ${barWidth} ${barHeight}">${pieces.join("")}</svg>`;
}

function renderLegend(): string {
  const items = columns.map(
    ({ title, mark }) =>
      `\n<li><svg width="10" height="10" aria-hidden="true"><rect class="b-${mark}" width="10" height="10"/></svg> ${title}</li>`,
  );
  return `\n<ul class="legend">${items.join("")}</ul>`;
}

function sizeOf(row: TallyRow): number {
  return columns.reduce((sum, { key }) => sum + Math.max(0, row[key]), 0);
}
