import type { ApplyNote } from "../../contracts/run/apply-note.ts";
import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Change, Plan } from "../../contracts/run/plan.ts";
import type { LmsClient } from "../http/lms-client.ts";
import type { Progress } from "../ports.ts";
import { batchesOf } from "./batches.ts";
import { noCheckpoint, type Checkpoint } from "./checkpoint.ts";
import { createIds } from "./ids.ts";
import { sendBatch, type SendPorts } from "./send-batch.ts";

/** What became of a plan. Changes that are neither held nor in `failed` were applied. */
export interface Applied {
  readonly failed: ReadonlySet<Change>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What applying needs beside the plan. Without a checkpoint a run that is killed cannot be resumed. */
export interface ApplyOptions {
  readonly client: LmsClient;
  readonly retry: SendPorts["retry"];
  readonly checkpoint?: Checkpoint;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Does what the plan says, in its order, by bulk calls of at most 50 rows (Schoology API: bulk rules).
 *
 * Held changes are left alone. A row that fails is a diagnostic and the rest goes on; when the LMS stops
 * answering, what is left counts as failed and the next sync takes it up. Each batch is noted at the
 * checkpoint when it is done. A resumed run passes over the batches with a note and looks the next ones up
 * before it sends them, until it finds one of which nothing is there: so no row is written twice.
 *
 * @throws RequestError `not-a-mock` before anything is written
 */
export async function applyPlan(plan: Plan, options: ApplyOptions): Promise<Applied> {
  const { client, retry, checkpoint = noCheckpoint, onProgress } = options;
  const ports: SendPorts = { client, retry, ids: createIds(plan.knownIds) };
  const changes = plan.applyable ? plan.changes.filter(({ held }) => held === null) : [];
  const failed = new Set<Change>();
  const diagnostics: Diagnostic[] = [];
  const result = { failed, diagnostics };
  let done = 0;
  let index = 0;
  let lookFirst = checkpoint.resumed;
  let isGone = false;
  for (const batch of batchesOf(changes)) {
    const earlier = checkpoint.earlier[index];
    if (earlier !== undefined) takeOver(ports, earlier);
    const outcome = earlier ?? (isGone ? goneBatch(batch) : undefined);
    if (outcome !== undefined) add(result, batch, outcome);
    else {
      const { found, isGone: goneNow, ...rest } = await sendBatch(ports, batch, { lookFirst });
      add(result, batch, rest);
      isGone = goneNow;
      if (found === 0) lookFirst = false;
      if (!isGone) await checkpoint.note({ ...rest, batch: index });
    }
    index += 1;
    done += batch.length;
    onProgress?.({ phase: "apply", what: batch[0]?.kind ?? "", done, total: changes.length });
  }
  return result;
}

/** Knows again what an earlier run had learned. */
function takeOver({ ids }: SendPorts, { learned }: ApplyNote): void {
  for (const [collection, key, id] of learned) ids.learn(collection, key, id);
}

function add(
  result: { readonly failed: Set<Change>; readonly diagnostics: Diagnostic[] },
  batch: readonly Change[],
  outcome: Pick<ApplyNote, "failed" | "diagnostics">,
): void {
  for (const place of outcome.failed) {
    const change = batch[place];
    if (change !== undefined) result.failed.add(change);
  }
  for (const diagnostic of outcome.diagnostics) result.diagnostics.push(diagnostic);
}

/** A batch that was not even sent, because the LMS answers nothing any more. */
function goneBatch(batch: readonly Change[]): Pick<ApplyNote, "failed" | "diagnostics"> {
  const [first] = batch;
  const said = "The LMS had stopped answering, so nothing more was sent.";
  const place = { at: first?.address ?? "", school: first?.school ?? "" };
  return {
    failed: [...batch.keys()],
    diagnostics: [diagnose("call-failed", place, { rows: batch.length, said })],
  };
}
