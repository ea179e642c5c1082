import type { SheetKind, SheetSummary } from "../../contracts/run/prep-record.ts";
import { rungs, type Rung } from "../../contracts/run/rung.ts";
import type { Match, Matching, Question } from "../matching/climb.ts";

/** A table of text for a spreadsheet. Rows are made when they are asked for: a district has hundreds of thousands. */
export interface Sheet {
  readonly summary: SheetSummary;
  readonly columns: readonly string[];
  readonly rows: () => Iterable<readonly string[]>;
}

/** One row before it is text: a pair, or one side alone with what might be its other. */
export interface PairRow {
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly match: Match | undefined;
  readonly question: Question | undefined;
}

/** The pairs, then what only Schoology has, then what only the SIS has. */
export function* pairRows(matching: Matching): Generator<PairRow> {
  const alone = { left: undefined, right: undefined, match: undefined, question: undefined };
  const questionOf = new Map(matching.questions.map((question) => [question.left, question]));
  for (const match of matching.matches) {
    yield { ...alone, left: match.left, right: match.right, match };
  }
  for (const right of matching.onlyRight) yield { ...alone, right };
  for (const left of matching.onlyLeft) yield { ...alone, left, question: questionOf.get(left) };
}

/** Where a row was found, in the words of the report. */
export function foundIn({ left, right }: PairRow): string {
  if (left === undefined) return "only Schoology";
  return right === undefined ? "only SIS" : "both";
}

/** What the last columns of every sheet say: how sure a pair is, and why. */
export const reasonColumns = ["Found In", "Matched By", "Confidence", "Reason"] as const;

/** The cells of those columns. `nameOf` names what might be the other side. */
export function reasonCells(row: PairRow, nameOf: (right: string) => string): readonly string[] {
  const { match, question } = row;
  if (match !== undefined) {
    const { words, confidence } = rungs[match.rung];
    return [foundIn(row), match.rung, confidence, words];
  }
  if (question === undefined) return [foundIn(row), "", "", ""];
  const candidates = question.candidates.map(nameOf).join(" or ");
  return [foundIn(row), question.rung, "review", `${askingWords[question.why]}: ${candidates}`];
}

const askingWords: Readonly<Record<Question["why"], string>> = {
  "several-candidates": "several could be it",
  "shared-candidate": "others could be it too",
  "looks-alike": "looks alike, decide yourself",
};

/** The numbers of a sheet. */
export function summarize(kind: SheetKind, matching: Matching): SheetSummary {
  const counts = new Map<Rung, number>();
  for (const { rung } of matching.matches) counts.set(rung, (counts.get(rung) ?? 0) + 1);
  return {
    kind,
    file: `data-prep-${kind}.csv`,
    both: matching.matches.length,
    onlySchoology: matching.onlyRight.length,
    onlySis: matching.onlyLeft.length,
    questions: matching.questions.length,
    rungs: [...counts].map(([rung, count]) => ({ rung, count })),
  };
}
