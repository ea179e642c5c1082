import type { ResultRecord, RunRecord } from "../../contracts/run/run-record.ts";
import { headlinesOfResult, labelOf } from "../headline.ts";
import { renderCounts } from "./counts.ts";
import { renderFindings } from "./findings.ts";
import { renderOrigin } from "./origin.ts";
import { element, showProse, showRules } from "./markup.ts";
import { type PageContext } from "./page-context.ts";
import { renderSteps } from "./steps.ts";
import { renderHeadlines } from "./summary.ts";
import { renderVerdict } from "./verdict-badge.ts";

/** One result: what it is about, what to know, what was found, where, and how it came about. */
export function renderResult(record: RunRecord, index: number, context: PageContext): string {
  const result = record.results[index];
  if (result === undefined) return "";
  const id = `result-${index + 1}`;
  const several = record.results.length > 1;
  return (
    `\n<article class="card" id="${id}" aria-labelledby="${id}-title">` +
    `<h2 id="${id}-title"><span class="v">${showProse(labelOf(result))}</span> ${renderVerdict(result.verdict)}</h2>` +
    element("p", showProse(result.why), 'class="lead v"') +
    element("p", showRules(result.rules)) +
    (several ? renderHeadlines(headlinesOfResult(result)) : "") +
    renderParts({ result, record }, id, context) +
    "</article>"
  );
}

function renderParts(
  { result, record }: { readonly result: ResultRecord; readonly record: RunRecord },
  id: string,
  context: PageContext,
): string {
  const parts = [
    ["findings", "What was found", renderFindings(result, context)],
    ["counts", "What changed where", renderCounts(result, context)],
    ["steps", "Step by step", renderSteps(result, context)],
    ["origin", "How this was run", renderOrigin(result, record)],
  ] as const;
  return parts
    .map(
      ([name, title, content]) =>
        `\n<section aria-labelledby="${id}-${name}"><h3 id="${id}-${name}">${title}</h3>${content}</section>`,
    )
    .join("");
}
