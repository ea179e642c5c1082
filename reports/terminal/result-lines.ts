import type { ResultRecord, StepRecord } from "../../contracts/run/run-record.ts";
import { labelOf } from "../headline.ts";
import { rankFindings } from "../ranked-findings.ts";
import { stepTallies, sumTallies } from "../tally-sums.ts";
import { cutText, fitText } from "../text-width.ts";
import { oneLine, visibleText } from "../visible-text.ts";
import { formatCount } from "../wording.ts";
import { findingLines } from "./finding-lines.ts";
import { paintSign, paintVerdict, type Screen, wrapIndented } from "./screen.ts";

const textMax = 400;

/** One result: what it is about, its steps, what was not as expected, and what was found. */
export function resultLines(result: ResultRecord, screen: Screen): readonly string[] {
  const { paint, width } = screen;
  const verdict = result.verdict.toUpperCase();
  const title = fitText(visibleText(oneLine(labelOf(result))), width - verdict.length - 1);
  return [
    `${paintVerdict(paint, result.verdict, verdict)} ${paint.bold(title)}`,
    ...wrapIndented(shortText(result.why), { indent: 2, width }).map(paint.dim),
    ...result.steps.flatMap((step, index) => stepLines({ step, number: index + 1 }, screen)),
    ...rankFindings(result).flatMap((finding) => findingLines(finding, screen)),
  ];
}

function stepLines(
  { step, number }: { readonly step: StepRecord; readonly number: number },
  screen: Screen,
): readonly string[] {
  const { paint, width } = screen;
  const counts = step.kind === "sync" || step.kind === "plan" ? syncCounts(step) : "";
  const titleWidth = Math.max(10, width - 6 - counts.length - 2);
  const title = fitText(`${number}. ${visibleText(oneLine(step.title))}`, titleWidth);
  const line = `  ${paintSign(paint, step.verdict)} ${title}${counts === "" ? "" : `  ${paint.dim(counts)}`}`;
  return [line, ...errorLines(step, screen), ...unmetLines(step, screen)];
}

function syncCounts(step: StepRecord): string {
  const sum = sumTallies(stepTallies(step));
  const failed = sum.failed === 0 ? "" : `, ${formatCount(sum.failed)} failed`;
  return `+${formatCount(sum.created)} ~${formatCount(sum.changed)} -${formatCount(sum.removed)} !${formatCount(sum.held)}${failed}`;
}

function errorLines(step: StepRecord, { paint, width }: Screen): readonly string[] {
  if (step.error === null) return [];
  return wrapIndented(shortText(step.error), { indent: 6, width }).map(paint.red);
}

function unmetLines(step: StepRecord, { paint, width }: Screen): readonly string[] {
  const unmet = step.expectations.filter(({ verdict }) => verdict !== "pass" && verdict !== "skip");
  return unmet.flatMap(({ what, expected, actual, verdict }) => {
    const name = wrapIndented(shortText(what), { indent: 6, width });
    const wanted = wrapIndented(`expected ${shortText(expected)}`, { indent: 8, width });
    const seen = wrapIndented(`actual   ${shortText(actual)}`, { indent: 8, width });
    return name.map((line) => paintVerdict(paint, verdict, line)).concat(wanted, seen);
  });
}

function shortText(text: string): string {
  const { kept, cut } = cutText(oneLine(text), textMax);
  return cut === 0 ? kept : `${kept}…`;
}
