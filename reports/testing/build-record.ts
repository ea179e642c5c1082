import type { Change, Plan } from "../../contracts/run/plan.ts";
import type {
  ChangeTally,
  ExpectationRecord,
  Finding,
  LmsCounts,
  ResultRecord,
  RunRecord,
  StepRecord,
} from "../../contracts/run/run-record.ts";

/** The smallest valid record. State only what the test is about. */
export function buildRecord(part: Partial<RunRecord> = {}): RunRecord {
  return {
    formatVersion: 1,
    tool: { name: "roster-rehearsal", version: "0.1.0" },
    command: "run",
    results: [],
    verdict: "pass",
    ...part,
  };
}

/** The smallest valid result: a scenario of no steps in a generated district. */
export function buildResult(part: Partial<ResultRecord> = {}): ResultRecord {
  return {
    id: "happy-path",
    variant: "default",
    title: "Happy path",
    why: "Everything works.",
    rules: [],
    seed: 42,
    guardPolicy: "warn",
    world: { source: "generated", description: "tiny", oneRosterVersion: "1.2", counts: {} },
    readings: [],
    startedAt: "2026-08-17T05:00:00.000Z",
    endedAt: "2026-08-17T05:00:00.000Z",
    findings: [],
    steps: [],
    verdict: "pass",
    ...part,
  };
}

/** A sync step that planned nothing. */
export function buildStep(part: Partial<StepRecord> = {}): StepRecord {
  return {
    index: 0,
    kind: "sync",
    title: "Sync all tabs",
    startedAt: "2026-08-17T05:00:00.000Z",
    endedAt: "2026-08-17T05:00:04.200Z",
    plan: buildPlan(),
    tallies: [],
    findings: [],
    traffic: { sisRequests: 0, lmsReads: 0, lmsWrites: 0, lmsRows: 0 },
    expectations: [],
    lms: null,
    error: null,
    verdict: "pass",
    ...part,
  };
}

/** A complete and applyable plan of these changes. */
export function buildPlan(part: Partial<Plan> = {}): Plan {
  return {
    formatVersion: 1,
    tabs: ["schools", "terms", "users", "courses", "sections"],
    complete: true,
    applyable: true,
    changes: [],
    untouched: {},
    schoolNames: {},
    knownIds: {
      buildings: {},
      gradingPeriods: {},
      roles: {},
      users: {},
      courses: {},
      sections: {},
    },
    ...part,
  };
}

/** The creation of one user. */
export function buildChange(part: Partial<Change> = {}): Change {
  return {
    address: "users/u-1",
    kind: "user",
    action: "create",
    reason: "new-in-source",
    tab: "users",
    school: "",
    label: "Ada Byron",
    lmsId: null,
    before: null,
    after: { name_first: "Ada" },
    held: null,
    ...part,
  };
}

/** A finding of one record, without evidence. */
export function buildFinding(part: Partial<Finding> = {}): Finding {
  return {
    code: "username-space",
    severity: "error",
    rules: ["R7", "R8", "F16"],
    school: "",
    count: 1,
    examples: [{ at: "sis/users/u-1", args: { username: "ada b" } }],
    evidence: [],
    ...part,
  };
}

/** A tally in which everything planned was applied. */
export function buildTally(part: Partial<ChangeTally> = {}): ChangeTally {
  const planned = part.planned ?? 1;
  const left = planned - (part.held ?? 0) - (part.failed ?? 0);
  return {
    kind: "user",
    action: "create",
    school: "",
    planned,
    held: 0,
    applied: left,
    failed: 0,
    ...part,
  };
}

/** An expectation that was met. */
export function buildExpectation(part: Partial<ExpectationRecord> = {}): ExpectationRecord {
  return { what: "lms.users", expected: "3", actual: "3", verdict: "pass", ...part };
}

/** An LMS that holds nothing. */
export function buildLmsCounts(part: Partial<LmsCounts> = {}): LmsCounts {
  return {
    buildings: 0,
    gradingPeriods: 0,
    users: 0,
    associations: 0,
    courses: 0,
    sections: 0,
    activeEnrollments: 0,
    duplicateSections: 0,
    ...part,
  };
}
