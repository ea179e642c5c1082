import type { CheckItem, PrepRecord, SheetSummary } from "../../contracts/run/prep-record.ts";
import { rankFindings } from "../ranked-findings.ts";
import { createPaint } from "../terminal/ansi.ts";
import { findingLines } from "../terminal/finding-lines.ts";
import {
  paintSign,
  paintVerdict,
  wrapHanging,
  wrapIndented,
  type Screen,
} from "../terminal/screen.ts";
import { padText } from "../text-width.ts";
import { visibleText } from "../visible-text.ts";
import { formatCount } from "../wording.ts";
import { outlookWords, prepTitles, rungWords, statusVerdicts, statusWords } from "./prep-words.ts";

/** Data preparation for people at a terminal: the checklist, what pairs, and what a sync would do. Ends with a line break. */
export function renderPrepTerminal(
  record: PrepRecord,
  options: { readonly color: boolean; readonly width: number },
): string {
  const width = Math.min(Math.max(Math.floor(options.width) || 80, 40), 100);
  const screen: Screen = { paint: createPaint(options.color), width };
  const { paint } = screen;
  const { world, lms, tool } = record;
  const from = `${world.description} (OneRoster ${world.oneRosterVersion}) and ${lms.description}`;
  const lines = [
    paint.bold(`${tool.name} ${visibleText(tool.version)} prep`),
    ...wrapIndented(from, { indent: 2, width }).map(paint.dim),
    "",
    paint.bold("Before the first sync"),
    ...record.checklist.flatMap((item) => itemLines(item, screen)),
    "",
    ...sheetLines(record.sheets, screen),
    "",
    ...wrapHanging("", outlookWords(record), { indent: 0, width }),
    paintVerdict(paint, record.verdict, prepTitles[record.verdict]),
  ];
  return `${lines.join("\n")}\n`;
}

function itemLines(item: CheckItem, screen: Screen): readonly string[] {
  const { paint, width } = screen;
  const verdict = statusVerdicts[item.status];
  const words = paintVerdict(paint, verdict, statusWords(item));
  const head = wrapHanging(`${paintSign(paint, verdict)} `, item.title, {
    indent: 2,
    width: width - 20,
  });
  const last = head.at(-1) ?? "";
  const lines = [...head.slice(0, -1), `${last}  ${words}`];
  if (item.status === "ok") return lines;
  const findings = rankFindings({ findings: item.findings, steps: [] });
  return lines.concat(
    wrapHanging(`  ${paint.green("→")} `, item.toDo, { indent: 4, width }),
    findings.flatMap((finding) => findingLines(finding, screen)),
  );
}

function sheetLines(sheets: readonly SheetSummary[], screen: Screen): readonly string[] {
  const { paint, width } = screen;
  const head = `${padText("", 10)}${["Both", "Only Schoology", "Only SIS", "To decide"].map(cell).join("")}`;
  return [
    paint.bold(head),
    ...sheets.flatMap((sheet) => {
      const counts = [sheet.both, sheet.onlySchoology, sheet.onlySis, sheet.questions];
      const row = `${padText(sheet.kind, 10)}${counts.map((count) => cell(formatCount(count))).join("")}`;
      const words = rungWords(sheet);
      return words === ""
        ? [row]
        : [row, ...wrapHanging("  ", words, { indent: 2, width }).map(paint.dim)];
    }),
  ];
}

function cell(text: string): string {
  return padText(text, 16, "right");
}
