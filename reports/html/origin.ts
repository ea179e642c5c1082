import type { ReadingRecord, ResultRecord, RunRecord } from "../../contracts/run/run-record.ts";
import { formatTime } from "../record-time.ts";
import { oneLine } from "../visible-text.ts";
import { byText, formatCount } from "../wording.ts";
import { headRow, scrollFrame, showProse, showValue } from "./markup.ts";

const guardWords: Readonly<Record<ResultRecord["guardPolicy"], string>> = {
  off: "off: nothing is held back",
  warn: "warn: say it, but go on",
  hold: "hold: wait for a decision",
};

/** Where a result comes from: data, versions, seed, readings, and how to get it again. */
export function renderOrigin(result: ResultRecord, record: RunRecord): string {
  const { world } = result;
  const facts = [
    [
      "Data",
      `${world.source === "bundle" ? "a OneRoster CSV bundle" : "a made-up district"}: ${showProse(world.description)}`,
    ],
    ["Size", showCounts(world.counts)],
    ["OneRoster", world.oneRosterVersion],
    ["Guards", guardWords[result.guardPolicy]],
    ["Seed", String(result.seed)],
    [
      "Clock of the run",
      `${showValue(formatTime(result.startedAt))} to ${showValue(formatTime(result.endedAt))}`,
    ],
    ["Tool", `${record.tool.name} ${showValue(record.tool.version)}`],
    ["To run it again", `<code>${showProse(commandOf(result, record))}</code>`],
  ] as const;
  const items = facts
    .filter(([, text]) => text !== "")
    .map(([name, text]) => `<div><dt>${name}</dt><dd class="v">${text}</dd></div>`);
  return `<dl class="origin">${items.join("")}</dl>${renderReadings(result.readings)}`;
}

function showCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted(([a], [b]) => byText(a, b))
    .map(([name, count]) => `${formatCount(count)} ${showValue(name)}`)
    .join(", ");
}

function commandOf(result: ResultRecord, record: RunRecord): string {
  if (record.command === "run") {
    const { id, variant } = result;
    return `rehearse run ${shellWord(id)} --variant ${shellWord(variant)}`;
  }
  const { world, startedAt, seed } = result;
  return `rehearse sync --bundle ${shellWord(world.description)} --version ${world.oneRosterVersion} --as-of ${startedAt.slice(0, 10)} --seed ${seed}`;
}

/** A word that a shell takes as one word whatever it holds. */
function shellWord(text: string): string {
  const word = oneLine(text);
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function renderReadings(readings: readonly ReadingRecord[]): string {
  if (readings.length === 0) return "";
  const rows = readings.map(
    ({ name, value, isDefault, about }) =>
      `\n<tr><th scope="row"><code>${showValue(name)}</code></th><td><code>${showValue(value)}</code>${isDefault ? "" : ' <span class="badge set">set</span>'}</td><td class="v">${showProse(about)}</td></tr>`,
  );
  const head = headRow(["Reading", "Value", "About"]);
  const set = readings.filter(({ isDefault }) => !isDefault).length;
  return (
    `\n<details><summary>Readings of what the guide leaves open: ${readings.length}, of which ${set} set by hand</summary>` +
    `${scrollFrame("Readings", `<table>${head}<tbody>${rows.join("")}</tbody></table>`)}</details>`
  );
}
