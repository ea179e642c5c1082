import type { CheckItem, PrepRecord, SheetSummary } from "../../contracts/run/prep-record.ts";
import { renderFindings } from "../html/findings.ts";
import { element, headRow, scrollFrame, showProse, showRules, showValue } from "../html/markup.ts";
import type { PageContext } from "../html/page-context.ts";
import { pageStyle, pageStyleHash } from "../html/style.ts";
import { byText, formatCount } from "../wording.ts";
import {
  outlookWords,
  prepTitles,
  rungWords,
  sheetNouns,
  statusVerdicts,
  statusWords,
} from "./prep-words.ts";

const policy = `default-src 'none'; style-src '${pageStyleHash}'; img-src data:; base-uri 'none'; form-action 'none'`;

/**
 * Data preparation as one self-contained page without script, in the style of the run report: what is ready and what is
 * not, what pairs, and what to do. All foreign text is escaped, and characters that hide or reorder text are drawn.
 */
export function renderPrepHtml(record: PrepRecord): string {
  const context = contextOf(record);
  return [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">',
    `<title>Data preparation · ${prepTitles[record.verdict]}</title>`,
    `<style>${pageStyle}</style>\n</head>\n<body>`,
    '<a class="skip" href="#main">Skip to the checklist</a>',
    renderTop(record),
    '<main id="main">',
    `<section class="card" aria-labelledby="checklist"><h2 id="checklist">Before the first sync</h2>${renderOverview(record)}</section>`,
    `<section class="card" aria-labelledby="pairs"><h2 id="pairs">What both sides have</h2>${renderSheets(record)}</section>`,
    ...record.checklist.filter(({ count }) => count > 0).map((item) => renderItem(item, context)),
    "</main>",
    "<footer><p>Made from prep.json alone. The rows are in the CSV files beside it.</p></footer>",
    "</body>\n</html>\n",
  ].join("\n");
}

function contextOf({ schoolNames }: PrepRecord): Pick<PageContext, "schools"> {
  const named = Object.entries(schoolNames).toSorted(([a], [b]) => byText(a, b));
  const schools = [["", "Whole district"] as const, ...named].map(
    ([id, name], number) => [id, { id, name: name === "" ? id : name, number }] as const,
  );
  return { schools: new Map(schools) };
}

function renderTop(record: PrepRecord): string {
  const { verdict, tool, world, lms } = record;
  const open = record.checklist.filter(({ status }) => status !== "ok");
  const signs = { attention: ["warn", "!", "Careful"], problem: ["bad", "✗", "Problem"] } as const;
  const items = open
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .slice(0, 3)
    .map((item) => {
      const [tone, sign, word] = signs[item.status === "problem" ? "problem" : "attention"];
      return `\n<li class="t-${tone}"><span class="tone" role="img" aria-label="${word}">${sign}</span><span>${showProse(item.title)}? ${statusWords(item)} <span class="about">${showProse(item.toDo)}</span></span></li>`;
    });
  const from = `${showProse(world.description)}, OneRoster ${world.oneRosterVersion}, against ${showProse(lms.description)}`;
  return (
    `<header class="top v-${verdict}"><p class="kicker">Data preparation · ${from} · ${tool.name} ${showValue(tool.version)}</p>` +
    `<h1>${prepTitles[verdict]}</h1>` +
    element("ul", items.join(""), 'class="headlines"') +
    `<p class="lead">${outlookWords(record)}</p>` +
    `<p class="privacy">${privacyWords(record)}</p></header>`
  );
}

function rankOf({ status }: CheckItem): number {
  return status === "problem" ? 0 : 1;
}

function privacyWords({ redacted }: PrepRecord): string {
  return redacted
    ? "Names, usernames and e-mail addresses were left out. Ids are still those of real people."
    : "<strong>This page holds personal data</strong> from both systems: names, accounts and classes of real people. Share it as you would share the export.";
}

function renderOverview({ checklist }: PrepRecord): string {
  const rows = checklist.map((item) => {
    const verdict = statusVerdicts[item.status];
    const title = showProse(item.title);
    const name = item.count === 0 ? title : `<a href="#${item.id}">${title}</a>`;
    return (
      `\n<tr><th scope="row">${name} ${showRules(item.rules)}</th>` +
      `<td><span class="verdict v-${verdict}">${statusWords(item)}</span></td><td>${showProse(item.toDo)}</td></tr>`
    );
  });
  const table = `<table>${headRow(["Check", "Result", "What to do"])}<tbody>${rows.join("")}</tbody></table>`;
  return scrollFrame("Checklist", table);
}

function renderSheets({ sheets, decisions }: PrepRecord): string {
  const rows = sheets.map((sheet) => {
    const counts = [sheet.both, sheet.onlySchoology, sheet.onlySis, sheet.questions];
    const cells = counts.map(
      (count) => `<td class="num${count === 0 ? " zero" : ""}">${formatCount(count)}</td>`,
    );
    return `\n<tr><th scope="row">${nounOf(sheet)}</th>${cells.join("")}<td>${showProse(rungWords(sheet))}</td><td><code>${showValue(sheet.file)}</code></td></tr>`;
  });
  const titles = ["", "In both", "Only Schoology", "Only SIS", "To decide", "Paired", "Rows"];
  const table = `<table>${headRow(titles)}<tbody>${rows.join("")}</tbody></table>`;
  const decided =
    decisions === null
      ? "No decisions were given. Edit the Integration-Mapping ID column of data-prep-users.csv and name the file in the settings under integrationMapping.file."
      : `${formatCount(decisions.pairs)} pairs come from ${showProse(decisions.file)}.`;
  return `<p>${decided}</p>${scrollFrame("Pairs", table)}`;
}

function nounOf({ kind }: SheetSummary): string {
  const { many } = sheetNouns[kind];
  return many.charAt(0).toUpperCase() + many.slice(1);
}

function renderItem(item: CheckItem, context: Pick<PageContext, "schools">): string {
  const { findings } = item;
  return (
    `\n<section class="card" aria-labelledby="${item.id}"><h2 id="${item.id}">${showProse(item.title)} ` +
    `<span class="verdict v-${statusVerdicts[item.status]}">${statusWords(item)}</span></h2>` +
    element("p", showProse(item.toDo), 'class="lead"') +
    `${renderFindings({ findings, steps: [] }, context)}</section>`
  );
}
