import type { ResultRecord, RunRecord } from "../contracts/run/run-record.ts";
import type { Candidate, Tone } from "./headline-candidate.ts";
import { describeFinding } from "./finding-headline.ts";
import { groupBy } from "./grouping.ts";
import { rankFindings } from "./ranked-findings.ts";
import { duplicatesAtEnd, outcomeHeadlines } from "./outcome-headline.ts";
import { byText } from "./wording.ts";

/** Something worth knowing first, in plain words. `about` names the results that it holds for. */
export interface Headline {
  readonly tone: Tone;
  readonly text: string;
  readonly about: readonly string[];
}

const headlinesMax = 3;

/** The three things to know first about one result. */
export function headlinesOfResult(result: ResultRecord): readonly Headline[] {
  return candidatesOf(result)
    .slice(0, headlinesMax)
    .map(({ tone, text }) => ({ tone, text, about: [] }));
}

/** The three things to know first about a whole run; what holds for several results is said once. */
export function headlinesOfRun(record: RunRecord): readonly Headline[] {
  const all = record.results.flatMap((result) =>
    candidatesOf(result).map((candidate) => ({ candidate, label: shortLabelOf(result) })),
  );
  const several = record.results.length > 1;
  const groups = groupBy(
    all.toSorted((a, b) => byRank(a.candidate, b.candidate)),
    ({ candidate }) => candidate.text,
  );
  return [...groups].slice(0, headlinesMax).map(([text, group]) => ({
    tone: group[0]?.candidate.tone ?? "good",
    text,
    about: several ? [...new Set(group.map(({ label }) => label))] : [],
  }));
}

/** What a result is called: its title, and the variant where it has a name that tells. */
export function labelOf(result: Pick<ResultRecord, "title" | "variant">): string {
  return result.variant === "default" || result.variant === ""
    ? result.title
    : `${result.title} (${result.variant})`;
}

function shortLabelOf({ id, variant }: ResultRecord): string {
  return labelOf({ title: id, variant });
}

/** A trial switch that did its harm is told by the sections that now stand twice. */
function candidatesOf(result: ResultRecord): readonly Candidate[] {
  const outcome = outcomeHeadlines(result);
  const findings = rankFindings(result).filter(
    ({ code }) => code !== "trial-switch" || duplicatesAtEnd(result) === 0,
  );
  return [...outcome, ...findings.flatMap(describeFinding)].toSorted(byRank);
}

function byRank(one: Candidate, other: Candidate): number {
  return one.rank - other.rank || other.count - one.count || byText(one.text, other.text);
}
