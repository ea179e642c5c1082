import { escapeHtml } from "../../core/html.ts";
import type { LmsCounts } from "../../contracts/run/run-record.ts";
import type { JournalCounters } from "../journal.ts";

/** The page at `/`: what this server is and how much it holds. Numbers only, nothing personal. */
export function renderIndexPage(page: {
  readonly title: string;
  readonly counts: LmsCounts;
  readonly calls: JournalCounters;
}): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Mock LMS: ${escapeHtml(page.title)}</title></head>
<body>
<h1>Mock LMS: ${escapeHtml(page.title)}</h1>
<p>This is a rehearsal server of Rehearse, not a real LMS. It answers under <code>/v1</code> to requests signed with OAuth 1.0a.</p>
<h2>What it holds</h2>
${renderTable(page.counts)}
<h2>What it was asked</h2>
${renderTable({ ...page.calls })}
</body>
</html>
`;
}

function renderTable(numbers: Readonly<Record<string, number>>): string {
  const rows = Object.entries(numbers).map(
    ([name, value]) =>
      `<tr><th scope="row">${escapeHtml(inWords(name))}</th><td>${value}</td></tr>`,
  );
  return `<table>\n${rows.join("\n")}\n</table>`;
}

function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
