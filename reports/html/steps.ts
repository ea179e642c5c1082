import type {
  ExpectationRecord,
  LmsCounts,
  ResultRecord,
  StepRecord,
} from "../../contracts/run/run-record.ts";
import { formatDuration, formatTime } from "../record-time.ts";
import { sumTallies } from "../tally-sums.ts";
import { countOf, formatCount, kindNouns, type Noun, stepWords } from "../wording.ts";
import { element, headRow, scrollFrame, showProse, showValue } from "./markup.ts";
import { type PageContext } from "./page-context.ts";
import { renderChips, renderPlan } from "./plan-diff.ts";
import { renderVerdict } from "./verdict-badge.ts";

const lmsNouns = [
  ["buildings", kindNouns.building],
  ["gradingPeriods", kindNouns["grading-period"]],
  ["users", kindNouns.user],
  ["associations", kindNouns.association],
  ["courses", kindNouns.course],
  ["sections", kindNouns.section],
  ["activeEnrollments", { one: "active enrollment", many: "active enrollments" }],
  ["duplicateSections", { one: "section that appears twice", many: "sections that appear twice" }],
] as const satisfies readonly (readonly [keyof LmsCounts, Noun])[];

/** What happened step by step. What went wrong is opened, and so is a run of a single step. */
export function renderSteps(result: ResultRecord, context: PageContext): string {
  const single = result.steps.length === 1;
  const items = result.steps.map((step) => {
    const open = single || step.verdict === "fail" || step.verdict === "error";
    return `\n<li>${renderStep(step, open, context)}</li>`;
  });
  return items.length === 0
    ? "<p>There was no step.</p>"
    : `\n<ol class="steps">${items.join("")}</ol>`;
}

function renderStep(step: StepRecord, open: boolean, context: PageContext): string {
  return (
    `\n<details class="step"${open ? " open" : ""}><summary>` +
    `<h4><span class="v">${showProse(step.title)}</span></h4> ${step.plan === null ? "" : renderChips(step.plan.changes)} ` +
    `${renderVerdict(step.verdict)}</summary><div class="body">` +
    `<p class="meta">${renderFacts(step)}</p>` +
    element("p", step.error === null ? "" : showProse(step.error), 'class="note bad v"') +
    renderExpectations(step.expectations) +
    renderLms(step.lms) +
    (step.plan === null ? "" : renderPlan(step.plan, context)) +
    "</div></details>"
  );
}

function renderFacts(step: StepRecord): string {
  const duration = formatDuration(step.startedAt, step.endedAt);
  const time = `<time datetime="${showValue(step.startedAt)}">${showValue(formatTime(step.startedAt))}</time>`;
  const facts = [
    stepWords[step.kind],
    `${time}${duration === "" || duration === "0 s" ? "" : `, ${duration}`} on the run's own clock`,
    ...(step.kind === "sync" || step.kind === "plan"
      ? [trafficWords(step), outcomeWords(step)]
      : []),
  ];
  return facts.filter((fact) => fact !== "").join(" · ");
}

function trafficWords({ traffic }: StepRecord): string {
  const { sisRequests, lmsReads, lmsWrites, lmsRows } = traffic;
  return `${formatCount(sisRequests)} SIS requests, ${formatCount(lmsReads)} LMS reads, ${formatCount(lmsWrites)} LMS writes with ${formatCount(lmsRows)} rows`;
}

function outcomeWords({ tallies }: StepRecord): string {
  const { planned, held, failed } = sumTallies(tallies);
  const applied = tallies.reduce((sum, tally) => sum + tally.applied, 0);
  return `${formatCount(planned)} planned, ${formatCount(applied)} applied, ${formatCount(held)} held, ${formatCount(failed)} failed`;
}

function renderExpectations(expectations: readonly ExpectationRecord[]): string {
  if (expectations.length === 0) return "";
  const rows = expectations.map(
    ({ what, expected, actual, verdict }) =>
      `\n<tr><th scope="row" class="v">${showProse(what)}</th><td class="v">${showProse(expected)}</td>` +
      `<td class="v">${showProse(actual)}</td><td>${renderVerdict(verdict)}</td></tr>`,
  );
  const head = headRow(["Expectation", "Expected", "Actual", "Verdict"]);
  return scrollFrame("Expectations", `<table>${head}<tbody>${rows.join("")}</tbody></table>`);
}

function renderLms(lms: LmsCounts | null): string {
  if (lms === null) return "";
  const counts = lmsNouns.map(([key, noun]) => countOf(lms[key], noun));
  return `<p>The LMS then held ${counts.join(", ")}.</p>`;
}
