import type { RunRecord } from "../../contracts/run/run-record.ts";
import { labelOf } from "../headline.ts";
import { renderFilterBar } from "./filter-bar.ts";
import { showProse } from "./markup.ts";
import { createContext } from "./page-context.ts";
import { renderResult } from "./result-card.ts";
import { pageScript, pageScriptHash } from "./script.ts";
import { pageStyle, pageStyleHash } from "./style.ts";
import { renderOverview, renderSummary } from "./summary.ts";

const policy = `default-src 'none'; style-src '${pageStyleHash}'; script-src '${pageScriptHash}'; img-src data:; base-uri 'none'; form-action 'none'`;

/**
 * A run as one self-contained page that opens from an e-mail without network, with or without script.
 *
 * Long groups show their first changes and say how many more the JSON record holds. All foreign text
 * is escaped, and characters that hide or reorder text are drawn.
 */
export function renderHtml(record: RunRecord): string {
  const context = createContext(record);
  const results = record.results.map((_, index) => renderResult(record, index, context));
  return [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">',
    `<title>${titleOf(record)}</title>`,
    `<style>${pageStyle}</style>\n</head>\n<body>`,
    '<a class="skip" href="#main">Skip to the results</a>',
    renderSummary(record),
    `<main id="main">${record.results.length > 1 ? `\n<section class="card" aria-labelledby="results"><h2 id="results">Results</h2>${renderOverview(record)}</section>` : ""}`,
    renderFilterBar(context),
    ...results,
    "</main>",
    "<footer><p>Made from the run record alone. The JSON record holds everything that this page leaves out.</p></footer>",
    `<script>${pageScript}</script>\n</body>\n</html>\n`,
  ].join("\n");
}

function titleOf(record: RunRecord): string {
  const [only] = record.results;
  const name =
    only !== undefined && record.results.length === 1 ? labelOf(only) : "Rehearsal report";
  return `${showPlain(name)} · ${record.verdict}`;
}

/** A title holds no elements. */
function showPlain(text: string): string {
  return showProse(text).replaceAll(/<[^>]*>/g, "");
}
