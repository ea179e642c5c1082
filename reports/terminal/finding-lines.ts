import type { RankedFinding } from "../ranked-findings.ts";
import { cutText } from "../text-width.ts";
import { oneLine } from "../visible-text.ts";
import { formatCount } from "../wording.ts";
import { paintSeverity, type Screen, wrapHanging, wrapIndented } from "./screen.ts";

const examplesMax = 3;
const exampleLengthMax = 300;

/** One finding, consolidated: what and how often, some records, and what to do about it. */
export function findingLines(finding: RankedFinding, screen: Screen): readonly string[] {
  const { paint, width } = screen;
  const rules = finding.rules.length === 0 ? "" : ` (${finding.rules.join(", ")})`;
  const times = finding.count === 1 ? "" : ` ×${formatCount(finding.count)}`;
  const head = `  ${paintSeverity(paint, finding.severity)} `;
  const [remedy] = finding.remedies;
  return wrapHanging(head, `${finding.title}${times}${rules}`, { indent: 8, width }).concat(
    exampleLines(finding, screen),
    remedy === undefined
      ? []
      : wrapHanging(`        ${paint.green("→")} `, remedy, { indent: 10, width }),
  );
}

function exampleLines(finding: RankedFinding, { paint, width }: Screen): readonly string[] {
  const shown = finding.examples.slice(0, examplesMax);
  const lines = shown.flatMap(({ at, message }) => {
    const { kept, cut } = cutText(oneLine(`${at}: ${message}`), exampleLengthMax);
    return wrapIndented(cut === 0 ? kept : `${kept}…`, { indent: 8, width });
  });
  const more = finding.count - shown.length;
  return more <= 0 || shown.length === 0
    ? lines
    : [...lines, paint.dim(`        and ${formatCount(more)} more`)];
}
