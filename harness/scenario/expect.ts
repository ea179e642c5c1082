import { compares, type Comparison, type Expectation } from "../../contracts/run/scenario.ts";
import type { ObjectKind } from "../../contracts/run/plan.ts";
import type {
  ChangeTally,
  ExpectationRecord,
  LmsCounts,
  StepRecord,
} from "../../contracts/run/run-record.ts";

/** What an expectation is held against: the last sync, if there was one, and the LMS as it is. */
export interface ExpectationScene {
  readonly lastSync: StepRecord | undefined;
  readonly lms: LmsCounts;
}

/** Holds each part of an expectation against what happened. Without a sync before it, plan parts are errors. */
export function checkExpectation(
  expectation: Expectation,
  scene: ExpectationScene,
): readonly ExpectationRecord[] {
  return [
    ...checkPlan(expectation, scene.lastSync),
    ...checkWrites(expectation, scene.lastSync),
    ...checkFindings(expectation, scene.lastSync),
    ...checkLms(expectation, scene.lms),
  ];
}

const planParts = ["create", "update", "remove", "held"] as const;
type PlanPart = (typeof planParts)[number];

function checkPlan(
  { plan }: Expectation,
  lastSync: StepRecord | undefined,
): readonly ExpectationRecord[] {
  if (plan === undefined) return [];
  const kinds: readonly (ObjectKind | undefined)[] = [undefined, ...kindsOf(plan.kinds ?? {})];
  return kinds.flatMap((kind) => {
    const expected = kind === undefined ? plan : plan.kinds?.[kind];
    return planParts.flatMap((part) => {
      const comparison = expected?.[part];
      if (comparison === undefined) return [];
      const what = `plan: ${kind === undefined ? "changes" : `${kind}s`} to ${part === "held" ? "hold" : part}`;
      if (lastSync === undefined) return [noSync(what, comparison)];
      return [judge(what, comparison, countPart(lastSync.tallies, { part, kind }))];
    });
  });
}

function kindsOf(kinds: Readonly<Partial<Record<ObjectKind, unknown>>>): readonly ObjectKind[] {
  const all: readonly ObjectKind[] = [
    "building",
    "grading-period",
    "user",
    "association",
    "course",
    "section",
    "enrollment",
  ];
  return all.filter((kind) => kinds[kind] !== undefined);
}

/** Held changes count as held only, not as creates, updates or removals. */
function countPart(
  tallies: readonly ChangeTally[],
  wanted: { readonly part: PlanPart; readonly kind: ObjectKind | undefined },
): number {
  let count = 0;
  for (const tally of tallies) {
    if (wanted.kind !== undefined && tally.kind !== wanted.kind) continue;
    if (wanted.part === "held") count += tally.held;
    else if (tally.action === wanted.part) count += tally.planned - tally.held;
  }
  return count;
}

function checkWrites(
  { writes }: Expectation,
  lastSync: StepRecord | undefined,
): readonly ExpectationRecord[] {
  if (writes === undefined) return [];
  const what = "calls that change the LMS";
  return [
    lastSync === undefined ? noSync(what, writes) : judge(what, writes, lastSync.traffic.lmsWrites),
  ];
}

function checkFindings(
  { findings }: Expectation,
  lastSync: StepRecord | undefined,
): readonly ExpectationRecord[] {
  return Object.entries(findings ?? {}).map(([code, comparison]) => {
    const what = `finding ${code}`;
    if (lastSync === undefined) return noSync(what, comparison);
    const matching = lastSync.findings.filter((finding) => finding.code === code);
    return judge(
      what,
      comparison,
      matching.reduce((sum, { count }) => sum + count, 0),
    );
  });
}

function checkLms({ lms }: Expectation, counts: LmsCounts): readonly ExpectationRecord[] {
  const expected: Readonly<Partial<Record<keyof LmsCounts, Comparison>>> = lms ?? {};
  const names = Object.keys(counts).filter((name): name is keyof LmsCounts => name in expected);
  return names.flatMap((name) => {
    const comparison = expected[name];
    return comparison === undefined ? [] : [judge(`LMS: ${name}`, comparison, counts[name])];
  });
}

function judge(what: string, expected: Comparison, actual: number): ExpectationRecord {
  const verdict = compares(expected, actual) ? "pass" : "fail";
  return { what, expected: String(expected), actual: String(actual), verdict };
}

function noSync(what: string, expected: Comparison): ExpectationRecord {
  return { what, expected: String(expected), actual: "there was no sync before", verdict: "error" };
}
