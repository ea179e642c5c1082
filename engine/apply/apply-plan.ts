import {
  formatBulkRequest,
  isRowApplied,
  parseBulkResults,
  type BulkKind,
} from "../../contracts/lms/bulk.ts";
import { bulkRowsMax } from "../../contracts/lms/bulk.ts";
import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Change, ObjectKind, Plan } from "../../contracts/run/plan.ts";
import { RequestError } from "../http/errors.ts";
import type { LmsClient, LmsWrite } from "../http/lms-client.ts";
import type { Progress } from "../ports.ts";
import { createIds, type IdCollection, type Ids } from "./ids.ts";
import { applyOne } from "./single-calls.ts";
import {
  associationRow,
  courseRow,
  enrollmentRow,
  keyOf,
  sectionRow,
  userRow,
  type Row,
} from "./rows.ts";

/** What became of a plan. Changes that are neither held nor in `failed` were applied. */
export interface Applied {
  readonly failed: ReadonlySet<Change>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Does what the plan says, in its order, by bulk calls of at most 50 rows, and reads every row's result:
 * the status of a batch says nothing about its rows (F80).
 *
 * Held changes are left alone. A row that fails is a diagnostic and the rest goes on; when the LMS stops
 * answering, what is left counts as failed and the next sync takes it up.
 *
 * @throws RequestError `not-a-mock` before anything is written
 */
export async function applyPlan(
  plan: Plan,
  client: LmsClient,
  onProgress?: (progress: Progress) => void,
): Promise<Applied> {
  const run: Run = {
    client,
    ids: createIds(plan.knownIds),
    failed: new Set(),
    diagnostics: [],
    isGone: false,
  };
  const changes = plan.applyable ? plan.changes.filter(({ held }) => held === null) : [];
  let done = 0;
  for (const batch of batchesOf(changes)) {
    await applyBatch(run, batch);
    done += batch.length;
    onProgress?.({ phase: "apply", what: batch[0]?.kind ?? "", done, total: changes.length });
  }
  return { failed: run.failed, diagnostics: run.diagnostics };
}

interface Run {
  readonly client: LmsClient;
  readonly ids: Ids;
  readonly failed: Set<Change>;
  readonly diagnostics: Diagnostic[];
  isGone: boolean;
}

interface BulkCall {
  readonly kind: BulkKind;
  readonly toRow: (change: Change, ids: Ids) => Row;
  readonly learns?: IdCollection;
}

const bulkCalls: Readonly<Partial<Record<ObjectKind, BulkCall>>> = {
  user: { kind: "user", toRow: userRow, learns: "users" },
  association: { kind: "association", toRow: associationRow },
  course: { kind: "course", toRow: courseRow, learns: "courses" },
  section: { kind: "section", toRow: sectionRow, learns: "sections" },
  enrollment: { kind: "enrollment", toRow: enrollmentRow },
};

/** Joins neighbours that one call can carry: same kind, same call, at most 50. */
function* batchesOf(changes: readonly Change[]): Generator<readonly Change[]> {
  let batch: Change[] = [];
  let target = "";
  for (const change of changes) {
    const own = callTarget(change);
    const fits =
      own === target && batch.length < bulkRowsMax && bulkCalls[change.kind] !== undefined;
    if (batch.length > 0 && !fits) {
      yield batch;
      batch = [];
    }
    target = own;
    batch.push(change);
  }
  if (batch.length > 0) yield batch;
}

/** What must be equal for two changes to travel together. New sections travel by course. */
function callTarget(change: Change): string {
  if (change.kind === "enrollment" || change.kind === "association") return change.kind;
  const parent = change.kind === "section" ? String(change.after?.["course_code"] ?? "") : "";
  return `${change.kind} ${change.action} ${change.action === "create" ? parent : ""}`;
}

async function applyBatch(run: Run, batch: readonly Change[]): Promise<void> {
  const [first] = batch;
  if (first === undefined) return;
  const call = bulkCalls[first.kind];
  try {
    if (run.isGone) throw new RequestError(gone);
    if (call === undefined) await applyOne(run, first);
    else await applyBulk(run, { call, batch });
  } catch (error) {
    if (!(error instanceof RequestError) || error.code === "not-a-mock") throw error;
    if (error.code === "no-answer") run.isGone = !(await answers(run.client));
    for (const change of batch) run.failed.add(change);
    const place = { at: first.address, school: first.school };
    run.diagnostics.push(
      diagnose("call-failed", place, { rows: batch.length, said: error.message }),
    );
  }
}

/** A lost answer may be one lost answer: only when the LMS does not answer a read either is it gone. */
async function answers(client: LmsClient): Promise<boolean> {
  try {
    await client.read("/app-user-info");
    return true;
  } catch {
    return false;
  }
}

const gone = {
  code: "no-answer",
  status: 0,
  message: "The LMS had stopped answering, so nothing more was sent.",
} as const;

interface Bulk {
  readonly call: BulkCall;
  readonly batch: readonly Change[];
}

async function applyBulk(run: Run, { call, batch }: Bulk): Promise<void> {
  const path = pathOf(batch[0], run.ids);
  if (path === undefined) {
    for (const change of batch)
      fail(run, change, `the course ${String(change.after?.["course_code"])}`);
    return;
  }
  const ready: { readonly change: Change; readonly row: unknown }[] = [];
  for (const change of batch) {
    const row = call.toRow(change, run.ids);
    if ("needs" in row) fail(run, change, row.needs);
    else ready.push({ change, row: row.row });
  }
  if (ready.length === 0) return;
  const body = formatBulkRequest(
    call.kind,
    ready.map(({ row }) => row),
  );
  const answer = await run.client.write({ ...path, body, rows: ready.length });
  const results = parseBulkResults(call.kind, answer);
  if (results === undefined || results.length !== ready.length) {
    throw new RequestError({
      code: "unreadable",
      status: 200,
      message: `The LMS's row results at ${path.path} could not be read.`,
    });
  }
  for (const [index, { change }] of ready.entries()) {
    const result = results[index];
    if (result === undefined || !isRowApplied(result)) reject(run, change, result);
    else if (call.learns !== undefined && result.id !== undefined) {
      run.ids.learn(call.learns, keyOf(change), result.id);
    }
  }
}

function pathOf(
  change: Change | undefined,
  ids: Ids,
): Pick<LmsWrite, "method" | "path"> | undefined {
  if (change === undefined) return undefined;
  const isUpdate = change.action === "update";
  switch (change.kind) {
    case "user":
      return { method: isUpdate ? "PUT" : "POST", path: "/users" };
    case "association":
      return { method: "POST", path: "/users/import/associations/parents" };
    case "course":
      return { method: isUpdate ? "PUT" : "POST", path: "/courses" };
    case "enrollment":
      return { method: "POST", path: "/enrollments/import/course" };
    case "section": {
      if (isUpdate) return { method: "PUT", path: "/sections" };
      const courseId = ids.find("courses", String(change.after?.["course_code"] ?? ""));
      return courseId === undefined
        ? undefined
        : { method: "POST", path: `/courses/${courseId}/sections` };
    }
    case "building":
    case "grading-period":
      return undefined;
  }
}

function fail(run: Run, change: Change, needed: string): void {
  run.failed.add(change);
  const place = { at: change.address, school: change.school };
  run.diagnostics.push(diagnose("dependency-missing", place, { needed }));
}

function reject(
  run: Run,
  change: Change,
  result:
    | { readonly response_code: number; readonly error?: string; readonly message?: string }
    | undefined,
): void {
  run.failed.add(change);
  const place = { at: change.address, school: change.school };
  const said = result?.error ?? result?.message ?? "no reason given";
  run.diagnostics.push(
    diagnose("row-rejected", place, { status: result?.response_code ?? 0, said }),
  );
}
