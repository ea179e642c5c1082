import type { RunRecord } from "../../contracts/run/run-record.ts";
import type { Verdict } from "../../contracts/run/verdict.ts";
import type { Tone } from "../headline-candidate.ts";
import { type Headline, headlinesOfRun, labelOf } from "../headline.ts";
import { rankFindings } from "../ranked-findings.ts";
import { sumTallies, talliesOf } from "../tally-sums.ts";
import { countOf, formatCount } from "../wording.ts";
import { headRow, scrollFrame, showProse, showValue } from "./markup.ts";
import { renderVerdict } from "./verdict-badge.ts";

const verdictTitles: Readonly<Record<Verdict, string>> = {
  pass: "Everything went as expected",
  warn: "Some things are worth a look",
  fail: "Something did not go as expected",
  skip: "Nothing was run",
  waived: "As expected, apart from what is known and accepted",
  error: "The rehearsal could not finish",
};
const toneSigns: Readonly<Record<Tone, string>> = { good: "✓", warn: "!", bad: "✗" };
const toneWords: Readonly<Record<Tone, string>> = { good: "Good", warn: "Careful", bad: "Problem" };

/** The top of the page: the verdict, the three things to know first, and whose data this is. */
export function renderSummary(record: RunRecord): string {
  const results = countOf(record.results.length, { one: "result", many: "results" });
  return (
    `<header class="top v-${record.verdict}"><p class="kicker">Rehearsal report · ${results} · ${record.tool.name} ${showValue(record.tool.version)}</p>` +
    `<h1>${titleOf(record)}</h1>` +
    (record.command === "run" ? "<p>What the rehearsals showed:</p>" : "") +
    renderHeadlines(headlinesOfRun(record)) +
    `<p class="privacy">${privacyWords(record)}</p></header>`
  );
}

/** A scenario may expect damage: that it ended as it should does not mean that all is well. */
function titleOf({ command, verdict }: RunRecord): string {
  if (command === "run" && verdict === "pass")
    return "Every rehearsal ended as its scenario expects";
  return verdictTitles[verdict];
}

/** A short list of headlines. */
export function renderHeadlines(headlines: readonly Headline[]): string {
  if (headlines.length === 0) return "";
  const items = headlines.map(({ tone, text, about }) => {
    const where =
      about.length === 0
        ? ""
        : ` <span class="about">${about.map((name) => showProse(name)).join(", ")}</span>`;
    return `\n<li class="t-${tone}"><span class="tone" role="img" aria-label="${toneWords[tone]}">${toneSigns[tone]}</span><span><span class="v">${showProse(text)}</span>${where}</span></li>`;
  });
  return `\n<ul class="headlines">${items.join("")}</ul>`;
}

/** One row per result, with a link to it. */
export function renderOverview(record: RunRecord): string {
  const rows = record.results.map((result, index) => {
    const { created, changed, removed, held, failed } = sumTallies(talliesOf(result));
    const findings = rankFindings(result).reduce((sum, { count }) => sum + count, 0);
    const counts = [created, changed, removed, held, failed, findings];
    return (
      `\n<tr><th scope="row"><a href="#result-${index + 1}" class="v">${showProse(labelOf(result))}</a></th>` +
      `<td>${renderVerdict(result.verdict)}</td>${counts.map((count) => `<td class="num${count === 0 ? " zero" : ""}">${formatCount(count)}</td>`).join("")}</tr>`
    );
  });
  const titles = [
    "Result",
    "Verdict",
    "Created",
    "Changed",
    "Removed",
    "Held",
    "Failed",
    "Findings",
  ];
  const table = `<table class="overview">${headRow(titles)}<tbody>${rows.join("")}</tbody></table>`;
  return scrollFrame("Results", table);
}

function privacyWords(record: RunRecord): string {
  const real = record.results.some(({ world }) => world.source === "bundle");
  return real
    ? "<strong>This page holds personal data</strong> from the bundle that was read: names, accounts and classes of real people. Share it as you would share the bundle."
    : "This page holds no personal data: its people and schools are made up.";
}
