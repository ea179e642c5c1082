import type { RunRecord } from "../../contracts/run/run-record.ts";
import { headlinesOfRun } from "../headline.ts";
import { oneLine, visibleText } from "../visible-text.ts";
import { countOf } from "../wording.ts";
import { createPaint } from "./ansi.ts";
import { resultLines } from "./result-lines.ts";
import type { Screen } from "./screen.ts";
import { paintTone, wrapHanging } from "./screen.ts";
import { summaryLines } from "./summary-table.ts";

const widthMin = 40;
const widthMax = 100;

/**
 * A run for people at a terminal: each result with its steps, findings and failed expectations, then
 * the three things to know first and, last, a table that fits 80 columns. Ends with a line break.
 * Control characters of the data are shown, never sent.
 */
export function renderTerminal(
  record: RunRecord,
  options: { readonly color: boolean; readonly width: number },
): string {
  const width = Math.min(Math.max(Math.floor(options.width) || 80, widthMin), widthMax);
  const screen: Screen = { paint: createPaint(options.color), width };
  const lines = [
    titleLine(record, screen),
    screen.paint.dim("+ to create  ~ to update  - to remove  ! held"),
    ...record.results.flatMap((result) => ["", ...resultLines(result, screen)]),
    "",
    ...firstThings(record, screen),
    ...summaryLines(record, screen),
  ];
  return `${lines.join("\n")}\n`;
}

function titleLine(record: RunRecord, { paint }: Screen): string {
  const results = countOf(record.results.length, { one: "result", many: "results" });
  const name = paint.bold(`${record.tool.name} ${visibleText(record.tool.version)}`);
  return `${name} ${paint.dim(`${record.command}, ${results}`)}`;
}

function firstThings(record: RunRecord, screen: Screen): readonly string[] {
  const headlines = headlinesOfRun(record);
  if (headlines.length === 0) return [];
  const lines = headlines.flatMap(({ tone, text, about }) => {
    const where = about.length === 0 ? "" : ` [${about.join(", ")}]`;
    const marker = `  ${paintTone(screen.paint, tone)} `;
    return wrapHanging(marker, oneLine(text + where), { indent: 4, width: screen.width });
  });
  return [screen.paint.bold("To know first"), ...lines, ""];
}
