import type { ResultRecord, StepRecord } from "../contracts/run/run-record.ts";
import type { Candidate } from "./headline-candidate.ts";
import { kindsInWords, sumTallies, talliesOf } from "./tally-sums.ts";
import { cutText } from "./text-width.ts";
import { oneLine } from "./visible-text.ts";
import { countOf, formatCount, kindNouns } from "./wording.ts";

const textLengthMax = 200;

/** What a result's steps did, as headlines: broken steps first, what went well last. */
export function outcomeHeadlines(result: ResultRecord): readonly Candidate[] {
  return [
    ...brokenSteps(result),
    ...unmetExpectations(result),
    ...duplicateSections(result),
    ...heldAndFailed(result),
    ...repeatedSyncs(result),
    ...totals(result),
  ];
}

/** How many sections stand twice in the LMS when a result was last looked at. */
export function duplicatesAtEnd(result: ResultRecord): number {
  return result.steps.findLast((step) => step.lms !== null)?.lms?.duplicateSections ?? 0;
}

function brokenSteps(result: ResultRecord): readonly Candidate[] {
  return result.steps.flatMap((step, index) => {
    if (step.error === null) return [];
    const text = short(`Step ${index + 1} could not finish: ${step.error}`);
    return [{ tone: "bad" as const, rank: 0, count: 1, text }];
  });
}

function unmetExpectations(result: ResultRecord): readonly Candidate[] {
  const unmet = result.steps
    .flatMap((step) => step.expectations)
    .filter(({ verdict }) => verdict === "fail" || verdict === "error");
  const [first] = unmet;
  if (first === undefined) return [];
  const text =
    unmet.length === 1
      ? short(`Not as expected: ${first.what} is ${first.actual} instead of ${first.expected}`)
      : `${formatCount(unmet.length)} expectations were not met`;
  return [{ tone: "bad", rank: 10, count: unmet.length, text }];
}

function duplicateSections(result: ResultRecord): readonly Candidate[] {
  const count = duplicatesAtEnd(result);
  if (count === 0) return [];
  const text = `${countOf(count, kindNouns.section)} ${count === 1 ? "appears" : "appear"} twice in the LMS at the end`;
  return [{ tone: "bad", rank: 15, count, text }];
}

function heldAndFailed(result: ResultRecord): readonly Candidate[] {
  const tallies = talliesOf(result);
  const { held, failed } = sumTallies(tallies);
  const candidates: Candidate[] = [];
  if (held > 0) {
    const what = kindsInWords(tallies, (tally) => tally.held);
    const text = `Held back until someone decides: changes to ${what}`;
    candidates.push({ tone: "warn", rank: 21, count: held, text });
  }
  if (failed > 0) {
    const what = kindsInWords(tallies, (tally) => tally.failed);
    candidates.push({
      tone: "bad",
      rank: 20,
      count: failed,
      text: `The LMS did not accept changes to ${what}`,
    });
  }
  return candidates;
}

function repeatedSyncs(result: ResultRecord): readonly Candidate[] {
  const last = result.steps.findLast((step, index) => isRepeat(result.steps.slice(0, index), step));
  if (last === undefined) return [];
  const { planned } = sumTallies(last.tallies);
  if (planned === 0 && last.traffic.lmsWrites === 0) {
    return [{ tone: "good", rank: 60, count: 0, text: "Nothing was changed by the second run" }];
  }
  const text = `Syncing again without any change in the SIS still planned ${countOf(planned, { one: "change", many: "changes" })}`;
  return [{ tone: "warn", rank: 30, count: planned, text }];
}

/** A sync of the same tabs as the one before, with nothing but looking in between (guide R4). */
function isRepeat(earlier: readonly StepRecord[], step: StepRecord): boolean {
  const before = earlier.findLast(({ kind }) => kind !== "expect");
  if (before?.kind !== "sync" || step.kind !== "sync") return false;
  if (before.plan === null || step.plan === null) return false;
  return before.plan.tabs.join() === step.plan.tabs.join();
}

function totals(result: ResultRecord): readonly Candidate[] {
  const { created, changed, removed } = sumTallies(talliesOf(result));
  const isPlan = result.steps.every(({ kind }) => kind === "plan") && result.steps.length > 0;
  if (created + changed + removed === 0) {
    const text = isPlan ? "Nothing would be changed in the LMS" : "Nothing was changed in the LMS";
    return [{ tone: "good", rank: 70, count: 0, text }];
  }
  const counts = [
    [created, "created"],
    [changed, "changed"],
    [removed, "removed"],
  ] as const;
  const words = counts.flatMap(([count, word]) =>
    count === 0 ? [] : [`${formatCount(count)} ${word}`],
  );
  const where = isPlan ? "Applied, the plan would leave in the LMS" : "In the LMS";
  return [{ tone: "good", rank: 70, count: 0, text: `${where}: ${words.join(", ")}` }];
}

function short(text: string): string {
  const { kept, cut } = cutText(oneLine(text), textLengthMax);
  return cut === 0 ? kept : `${kept}…`;
}
