import { formatBulkRequest, isRowApplied, parseBulkResults } from "../../contracts/lms/bulk.ts";
import type { ApplyNote } from "../../contracts/run/apply-note.ts";
import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Change } from "../../contracts/run/plan.ts";
import { RequestError } from "../http/errors.ts";
import type { LmsClient } from "../http/lms-client.ts";
import { isRetryable, waitMsBefore, wasRefused } from "../http/retry-timing.ts";
import type { RetryPorts } from "../http/send-with-retry.ts";
import { bulkKindOf, callOf, learnsOf, toRow } from "./batches.ts";
import type { Ids } from "./ids.ts";
import { lookUp, type Sendable } from "./look-up.ts";
import { keyOf } from "./rows.ts";
import { createOne } from "./create-one.ts";

/** What sending needs. */
export interface SendPorts {
  readonly client: LmsClient;
  readonly ids: Ids;
  readonly retry: Pick<RetryPorts, "clock" | "random" | "attemptsMax">;
}

/** What became of a batch. `isGone` when the LMS answers nothing any more; `found` counts what it had before it was asked. */
export interface BatchOutcome extends Omit<ApplyNote, "batch"> {
  readonly isGone: boolean;
  readonly found: number;
}

/**
 * Carries out one batch and reads every row's result: the status of the call says nothing of its rows (F80).
 *
 * Rows that the LMS could not take for now are sent again, the others never. When the answer was lost, the LMS
 * is asked which rows it has, and only the others are sent again (F81). With `lookFirst` it is asked before
 * anything is sent.
 *
 * @throws RequestError `not-a-mock` before anything is written
 */
export async function sendBatch(
  ports: SendPorts,
  changes: readonly Change[],
  options: { readonly lookFirst: boolean },
): Promise<BatchOutcome> {
  const batch = openBatch(changes);
  try {
    takeRows(ports, batch);
    if (options.lookFirst) await settleFound(ports, batch);
    for (let attempt = 1; batch.open.length > 0; attempt += 1) {
      const isLast = attempt >= ports.retry.attemptsMax;
      await tryOnce(ports, batch, isLast);
      if (batch.open.length > 0) await pauseAfter(ports, attempt);
    }
  } catch (error) {
    if (!(error instanceof RequestError) || error.code === "not-a-mock") throw error;
    failCall(batch, error);
  }
  const { learned, failed, diagnostics, isGone, found } = batch;
  return { learned, failed, diagnostics, isGone, found };
}

/** A batch on its way: which changes are open, and what became of the others. */
interface Batch extends BatchOutcome {
  readonly changes: readonly Change[];
  open: readonly Sendable[];
  readonly learned: ApplyNote["learned"];
  readonly failed: number[];
  readonly diagnostics: Diagnostic[];
  isGone: boolean;
  found: number;
}

function openBatch(changes: readonly Change[]): Batch {
  return {
    changes,
    open: [],
    learned: [],
    failed: [],
    diagnostics: [],
    isGone: false,
    found: 0,
  };
}

/** Makes the rows. A change that needs what another should have made and did not fails here. */
function takeRows(ports: SendPorts, batch: Batch): void {
  const open: Sendable[] = [];
  for (const change of batch.changes) {
    const row = toRow(change, ports.ids);
    if ("row" in row) open.push({ change, row: row.row });
    else
      fail(batch, change, diagnose("dependency-missing", placeOf(change), { needed: row.needs }));
  }
  batch.open = open;
}

/** One try: afterwards only those changes are open that deserve another. */
async function tryOnce(ports: SendPorts, batch: Batch, isLast: boolean): Promise<void> {
  const sent = batch.open;
  try {
    const results = await send(ports, sent);
    batch.open = [];
    const again: Sendable[] = [];
    for (const [index, item] of sent.entries()) {
      const result = results[index];
      if (result !== undefined && isRowApplied(result)) settle(ports, batch, item, result.id);
      else if (result !== undefined && isRetryable(result.response_code) && !isLast) {
        again.push(item);
      } else reject(batch, item.change, result);
    }
    batch.open = again;
  } catch (error) {
    if (!(error instanceof RequestError) || !mayBeDone(error)) throw error;
    await settleLost(ports, batch, error);
    if (isLast || !isRefusedTwice(sent)) failCall(batch, error);
  }
}

/** After these nobody knows whether the call was carried out: a refusal is one, a lost or broken answer is not. */
function mayBeDone({ code, status }: RequestError): boolean {
  if (code === "no-answer" || code === "unreadable") return true;
  return code === "refused" && status >= 500 && !wasRefused(status);
}

/** Whether the LMS itself refuses the second of two equal rows, so that a late first one does no harm. Building codes may repeat. */
function isRefusedTwice(sent: readonly Sendable[]): boolean {
  return sent[0]?.change.kind !== "building";
}

/** Asks which of the rows are there although their answer was lost, and tells it. */
async function settleLost(ports: SendPorts, batch: Batch, error: RequestError): Promise<void> {
  const rows = batch.open.length;
  try {
    const found = await settleFound(ports, batch);
    const [first] = batch.changes;
    if (first !== undefined) {
      const args = { rows, found, said: error.message };
      batch.diagnostics.push(diagnose("answer-lost", placeOf(first), args));
    }
  } catch (lookUpError) {
    const isSilent = lookUpError instanceof RequestError && lookUpError.code === "no-answer";
    batch.isGone = isSilent && !(await answers(ports.client));
    throw error;
  }
}

/** Only when the LMS does not answer the simplest read either is it gone. */
async function answers(client: LmsClient): Promise<boolean> {
  try {
    await client.read("/app-user-info");
    return true;
  } catch {
    return false;
  }
}

/** Settles what the LMS has already; gives how many. */
async function settleFound(ports: SendPorts, batch: Batch): Promise<number> {
  const { open } = batch;
  const found = await lookUp(ports.client, open, ports.ids);
  batch.open = open.filter(({ change }) => !found.has(change));
  for (const item of open) {
    const id = found.get(item.change);
    if (id !== undefined) settle(ports, batch, item, id === "" ? undefined : id);
  }
  batch.found += found.size;
  return found.size;
}

interface RowResult {
  readonly response_code: number;
  readonly id?: string;
  readonly error?: string;
  readonly message?: string;
}

/** Sends the rows in one call and gives their results, as many as rows. */
async function send(ports: SendPorts, sent: readonly Sendable[]): Promise<readonly RowResult[]> {
  const [first] = sent;
  if (first === undefined) return [];
  const kind = bulkKindOf(first.change);
  if (kind === undefined) return [{ response_code: 201, id: await createOne(ports, first) }];
  const call = callOf(first.change, ports.ids);
  const rows = sent.map(({ row }) => row);
  const body = formatBulkRequest(kind, rows);
  const answer = await ports.client.write({ ...call, body, rows: rows.length });
  const results = parseBulkResults(kind, answer);
  if (results !== undefined && results.length === rows.length) return results;
  throw new RequestError({
    code: "unreadable",
    status: 200,
    message: `The LMS's row results at ${call.path} could not be read.`,
  });
}

function settle(
  ports: SendPorts,
  batch: Batch,
  { change }: Sendable,
  id: string | undefined,
): void {
  const collection = learnsOf(change);
  if (collection === undefined || id === undefined) return;
  ports.ids.learn(collection, keyOf(change), id);
  batch.learned.push([collection, keyOf(change), id]);
}

function reject(batch: Batch, change: Change, result: RowResult | undefined): void {
  const said = result?.error ?? result?.message ?? "no reason given";
  const status = result?.response_code ?? 0;
  fail(batch, change, diagnose("row-rejected", placeOf(change), { status, said }));
}

/** What is open of the batch failed with its call: one finding for all of it. */
function failCall(batch: Batch, error: RequestError): void {
  const [first] = batch.open;
  if (first === undefined) return;
  const args = { rows: batch.open.length, said: error.message };
  batch.diagnostics.push(diagnose("call-failed", placeOf(first.change), args));
  for (const { change } of batch.open) batch.failed.push(batch.changes.indexOf(change));
  batch.open = [];
}

function fail(batch: Batch, change: Change, why: Diagnostic): void {
  batch.failed.push(batch.changes.indexOf(change));
  batch.diagnostics.push(why);
}

function placeOf(change: Change): { readonly at: string; readonly school: string } {
  return { at: change.address, school: change.school };
}

async function pauseAfter({ retry }: SendPorts, attempt: number): Promise<void> {
  await retry.clock.sleep(waitMsBefore(attempt, undefined, retry.random.next()));
}
