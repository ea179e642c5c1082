import type { Clock } from "../../core/clock.ts";
import type { Operation } from "../../contracts/oneroster/operations.ts";
import type { Projection } from "../project/projection.ts";
import { refuse } from "../routes/refusal.ts";
import { postRecords } from "./post-records.ts";
import { putRecord } from "./put-record.ts";
import { readJsonBody } from "./read-body.ts";
import { removeRecord } from "./remove-record.ts";
import type { WriteScene } from "./scene.ts";
import type { WriteRules } from "./write-rules.ts";
import { WriteRefusal } from "./write-refusal.ts";

/** One write, after it was found that its caller may. */
export interface Write {
  readonly projection: Projection;
  readonly operation: Operation;
  /** The ids in the path. */
  readonly ids: readonly string[];
  readonly request: Request;
  readonly clock: Clock;
  readonly rules: WriteRules;
  /** Whether the licence covers a school, by its sourcedId (F99). It covers all when absent. */
  readonly maySendGrades?: (schoolId: string) => boolean;
}

/**
 * Answers a PUT, DELETE or POST of the grade book (facts §1.4). What is refused changes nothing.
 *
 * A change is made between two requests, never in the middle of one: the body is read before anything is looked at.
 */
export async function answerWrite(write: Write): Promise<Response> {
  try {
    const hasBody = write.operation.kind !== "delete";
    const body = hasBody ? await readJsonBody(write.request) : undefined;
    return carryOut(write, body);
  } catch (error) {
    if (!(error instanceof WriteRefusal)) throw error;
    return refuse(write.projection.version, error.reason, error.message);
  }
}

function carryOut(write: Write, body: unknown): Response {
  const { operation, ids, projection, rules } = write;
  const scene: WriteScene = {
    projection,
    rules,
    nowMs: write.clock.now(),
    maySendGrades: write.maySendGrades ?? (() => true),
  };
  const id = ids.at(-1) ?? "";
  if (operation.kind === "post") {
    return Response.json(postRecords(scene, { operation, ids }, body), { status: 201 });
  }
  if (operation.kind === "delete") {
    removeRecord(scene, operation.className, id);
    return new Response(null, { status: 204 });
  }
  const outcome = putRecord(scene, { operation, id }, body);
  const status = outcome === "created" ? 201 : rules.replacedStatus[projection.version];
  return new Response(null, { status });
}
