import { describeDiagnostic, type Severity } from "../../contracts/run/diagnostic.ts";
import type { ObjectKind } from "../../contracts/run/plan.ts";
import type {
  ChangeTally,
  Finding,
  RunRecord,
  StepRecord,
} from "../../contracts/run/run-record.ts";
import { groupBy } from "../grouping.ts";
import { collectSchools } from "../schools.ts";
import { byText } from "../wording.ts";

/** The types of sync that the app's Logs tell apart, in the order in which they run (guide R133). */
export const logTypes = [
  "schools",
  "terms",
  "users",
  "courses",
  "sections",
  "configuration",
] as const;
export type LogType = (typeof logTypes)[number];

/** How far a part of a sync came (guide R131): `planned` was decided and not applied, `broken` did not come to its end. */
export type LogState = "planned" | "done" | "broken";

/** One record that an error is about, and what the arrow beside the error shows of it (guide R134). */
export interface LogDetail {
  /** The sourcedId of the record, or the natural key of the object. */
  readonly id: string;
  readonly at: string;
  /** Field and value of what was found, as the finding names them. Personal data, such as a username. */
  readonly fields: Readonly<Record<string, string | number>>;
  readonly reason: string;
}

/** An error or a note of a sync (guide R132). `count` is exact; `details` hold the first of them. */
export interface LogError {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly remedy: string;
  readonly count: number;
  readonly details: readonly LogDetail[];
}

/** What one sync did for one type and one school, as the app's Logs show it (guide R131 to R134). */
export interface LogEntry {
  readonly run: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly type: LogType;
  /** The sourcedId; empty for the whole district. */
  readonly school: string;
  readonly schoolName: string;
  readonly state: LogState;
  readonly planned: number;
  readonly applied: number;
  readonly held: number;
  readonly failed: number;
  readonly errors: readonly LogError[];
}

/** Which entries to show (guide R133). A school is named by sourcedId or name. */
export interface LogFilter {
  readonly school?: string;
  readonly type?: LogType;
  /** The least severity that is shown; all when absent. */
  readonly severity?: Severity;
}

/** The logs of a run: for each of its syncs, type by type and school by school. */
export function syncLog(record: RunRecord, filter: LogFilter = {}): readonly LogEntry[] {
  const schools = collectSchools(record);
  const nameOf = (school: string): string => schools.get(school)?.name ?? school;
  return record.results
    .flatMap((result) =>
      result.steps.filter(isSync).flatMap((step) => {
        const run = `${result.id} (${result.variant}) ${step.index}. ${step.title}`;
        return stepEntries(step, run, nameOf);
      }),
    )
    .filter((entry) => matches(entry, filter))
    .map((entry) => ({ ...entry, errors: entry.errors.filter((error) => isAsBad(error, filter)) }));
}

function isSync({ kind }: StepRecord): boolean {
  return kind === "sync" || kind === "plan";
}

function matches(entry: LogEntry, { school, type }: LogFilter): boolean {
  if (type !== undefined && entry.type !== type) return false;
  return school === undefined || school === entry.school || school === entry.schoolName;
}

const severityRank: Readonly<Record<Severity, number>> = { error: 0, warn: 1, info: 2 };

function isAsBad({ severity }: LogError, filter: LogFilter): boolean {
  return severityRank[severity] <= severityRank[filter.severity ?? "info"];
}

const typeOfKind: Readonly<Record<ObjectKind, LogType>> = {
  building: "schools",
  "grading-period": "terms",
  user: "users",
  association: "users",
  course: "courses",
  section: "sections",
  enrollment: "sections",
};

/** The first parts of addresses, and whose they are. */
const typeOfPlace: ReadonlyMap<string, LogType> = new Map([
  ["orgs", "schools"],
  ["schools", "schools"],
  ["buildings", "schools"],
  ["academicSessions", "terms"],
  ["terms", "terms"],
  ["grading-periods", "terms"],
  ["users", "users"],
  ["associations", "users"],
  ["courses", "courses"],
  ["classes", "sections"],
  ["sections", "sections"],
  ["enrollments", "sections"],
]);

/** The type that a place belongs to; what belongs to none, such as the plan as a whole, is of the configuration. */
function typeOfAddress(at: string): LogType {
  const [first = "", second = ""] = at.split("/");
  const own = first === "sis" || first === "settings" ? second : first;
  return typeOfPlace.get(own) ?? "configuration";
}

interface Part {
  readonly type: LogType;
  readonly school: string;
}

function keyOf({ type, school }: Part): string {
  return `${type}\n${school}`;
}

function stepEntries(
  step: StepRecord,
  run: string,
  nameOf: (school: string) => string,
): readonly LogEntry[] {
  const tallies = groupBy(step.tallies, ({ kind, school }) =>
    keyOf({ type: typeOfKind[kind], school }),
  );
  const findings = groupBy(step.findings, (finding) => keyOf(partOf(finding)));
  const keys = [...new Set([...tallies.keys(), ...findings.keys()])];
  const state = stateOf(step);
  const { startedAt, endedAt } = step;
  return keys
    .map((key) => {
      const [type = "", school = ""] = key.split("\n");
      return {
        run,
        startedAt,
        endedAt,
        type: logTypes.find((name) => name === type) ?? "configuration",
        school,
        schoolName: nameOf(school),
        state,
        ...sumOf(tallies.get(key) ?? []),
        errors: (findings.get(key) ?? []).map(toError),
      };
    })
    .toSorted(
      (a, b) =>
        logTypes.indexOf(a.type) - logTypes.indexOf(b.type) ||
        byText(a.schoolName, b.schoolName) ||
        byText(a.school, b.school),
    );
}

function partOf({ school, examples }: Finding): Part {
  return { school, type: typeOfAddress(examples[0]?.at ?? "") };
}

function stateOf({ kind, error }: StepRecord): LogState {
  if (error !== null) return "broken";
  return kind === "plan" ? "planned" : "done";
}

type Counts = Pick<LogEntry, "planned" | "applied" | "held" | "failed">;

function sumOf(tallies: readonly ChangeTally[]): Counts {
  const sum = { planned: 0, applied: 0, held: 0, failed: 0 };
  for (const { planned, applied, held, failed } of tallies) {
    sum.planned += planned;
    sum.applied += applied;
    sum.held += held;
    sum.failed += failed;
  }
  return sum;
}

function toError({ code, severity, count, examples }: Finding): LogError {
  const { title, remedy } = describeDiagnostic({ code, args: examples[0]?.args ?? {} });
  const details = examples.map(({ at, args }) => ({
    id: idOf(at),
    at,
    fields: args,
    reason: describeDiagnostic({ code, args }).message,
  }));
  return { code, severity, title, remedy, count, details };
}

/** What an address names, without the words that say what kind of thing it is. */
function idOf(at: string): string {
  const parts = at.split("/");
  const id = parts.slice(parts[0] === "sis" || parts[0] === "settings" ? 2 : 1).join("/");
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
