import type { Fields } from "../../contracts/run/diagnostic.ts";
import type { ResultRecord } from "../../contracts/run/run-record.ts";
import { valueText } from "../change-fields.ts";
import { rankFindings, type RankedFinding } from "../ranked-findings.ts";
import { formatCount, severityWords } from "../wording.ts";
import { element, headRow, scrollFrame, showProse, showRules, showValue } from "./markup.ts";
import { type PageContext, schoolName, schoolNumber } from "./page-context.ts";

const evidenceRowsMax = 2_000;
const evidenceOpenMax = 12;
const columnsMax = 12;
const schoolsMax = 12;

/** The findings of a result, the most harmful first, each with cause, records, proof and remedy. */
export function renderFindings(
  result: Pick<ResultRecord, "findings" | "steps">,
  context: Pick<PageContext, "schools">,
): string {
  const findings = rankFindings(result);
  if (findings.length === 0) return "<p>Nothing was found that needs attention.</p>";
  return findings.map((finding) => renderFinding(finding, context)).join("");
}

function renderFinding(finding: RankedFinding, context: Pick<PageContext, "schools">): string {
  const numbers = finding.schools.map(({ school }) => schoolNumber(context, school)).join(" ");
  return (
    `\n<section class="finding item s-${finding.severity}" data-s="${numbers}">` +
    `<h4><span class="badge">${severityWords[finding.severity]}</span> <span class="v">${showProse(finding.title)}</span> ` +
    `<span class="times">${timesWords(finding)}</span></h4>` +
    element("p", renderRemedies(finding), 'class="remedy"') +
    renderExamples(finding) +
    renderEvidence(finding) +
    `<p class="meta">${renderSchools(finding, context)} · ${seenWords(finding)} · <code>${showValue(finding.code)}</code> ${showRules(finding.rules)}</p>` +
    "</section>"
  );
}

function timesWords({ count }: RankedFinding): string {
  return count === 1 ? "once" : `${formatCount(count)} times`;
}

function renderRemedies({ remedies }: RankedFinding): string {
  const [first] = remedies;
  if (first === undefined) return "";
  return `<strong>What to do:</strong> ${remedies.slice(0, 3).map(showProse).join(" ")}`;
}

function renderExamples({ examples, count }: RankedFinding): string {
  const items = examples.map(
    ({ at, message }) =>
      `\n<li><span class="v">${showProse(message)}</span> <code>${showValue(at)}</code></li>`,
  );
  const more = count - examples.length;
  if (more > 0 && items.length > 0)
    items.push(`\n<li class="more">and ${formatCount(more)} more</li>`);
  return element("ul", items.join(""), 'class="examples"');
}

function renderEvidence({ evidence }: RankedFinding): string {
  if (evidence.length === 0) return "";
  const names = [...new Set(evidence.flatMap((row) => Object.keys(row)))];
  const columns = names.slice(0, columnsMax);
  const rows = evidence.slice(0, evidenceRowsMax).map((row) => renderEvidenceRow(row, columns));
  const table = `<table>${headRow(columns.map(columnTitle))}<tbody>${rows.join("")}</tbody></table>`;
  const more = evidence.length - rows.length;
  const note =
    more > 0 ? `<p class="more">${formatCount(more)} more rows are in the JSON record.</p>` : "";
  return (
    `\n<details class="evidence"${evidence.length <= evidenceOpenMax ? " open" : ""}>` +
    `<summary>Evidence: ${formatCount(evidence.length)} ${evidence.length === 1 ? "row" : "rows"}</summary>` +
    `${scrollFrame("Evidence", table)}${note}</details>`
  );
}

function renderEvidenceRow(row: Fields, columns: readonly string[]): string {
  const cells = new Map(Object.entries(row));
  return `\n<tr>${columns.map((name) => `<td class="v">${showValue(valueText(cells.get(name)))}</td>`).join("")}</tr>`;
}

/** `inSchoology` and `section_title` as words. */
function columnTitle(name: string): string {
  const words = name.replaceAll(/[_-]+/g, " ").replaceAll(/([a-z\d])([A-Z])/g, "$1 $2");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function renderSchools({ schools }: RankedFinding, context: Pick<PageContext, "schools">): string {
  const shown = schools.slice(0, schoolsMax).map(({ school, count }) => {
    const name = `<span class="v">${showValue(schoolName(context, school))}</span>`;
    return schools.length === 1 ? name : `${name} (${formatCount(count)})`;
  });
  const more = schools.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${formatCount(more)} more schools` : "");
}

function seenWords({ steps }: RankedFinding): string {
  return `seen ${steps.map((step) => (step === 0 ? "in the source" : `in step ${step}`)).join(", ")}`;
}
