import type { Operation } from "../../contracts/oneroster/operations.ts";
import type { SourcedIdPairs } from "../../contracts/oneroster/v1p2.ts";
import { wrapperOf } from "../../contracts/oneroster/wrappers.ts";
import { knowsParents } from "../project/nested.ts";
import { allocateId } from "./allocate-id.ts";
import { unwrap } from "./put-record.ts";
import { readRecord, textIn } from "./read-record.ts";
import type { Written, WriteScene } from "./scene.ts";
import { writtenClasses } from "./written-classes.ts";
import { invalid, WriteRefusal } from "./write-refusal.ts";

/** Which POST, and the ids in its path. */
export interface Post {
  readonly operation: Operation;
  readonly ids: readonly string[];
}

/** Creates many records under ids that the server gives, and says which got which (1.2). All of them, or none. */
export function postRecords(scene: WriteScene, post: Post, body: unknown): SourcedIdPairs {
  const { projection } = scene;
  const { operation, ids } = post;
  const writtenClass = writtenClasses[operation.className];
  if (writtenClass === undefined || !knowsParents({ projection, operation, parents: ids })) {
    throw new WriteRefusal("unknown-object", "The path leads to nothing that is known here.");
  }
  const { collection } = wrapperOf(projection.version, operation.className);
  const values = unwrap(scene, body, collection);
  if (!Array.isArray(values)) throw invalid(`"${collection}" must be a list.`);
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  const records = values.map((value: unknown, index): Written => {
    const at = `${collection}[${index}]`;
    const fields = readRecord(value, planOf(scene, post, at));
    const supplied = textIn(fields, "sourcedId");
    if (supplied === undefined) throw invalid(`${at}.sourcedId is missing: the answer needs it.`);
    if (pairs.has(supplied)) throw invalid(`${at}.sourcedId stands twice in the list.`);
    const id = allocateId(
      JSON.stringify([operation.operationId, ids, supplied, scene.nowMs]),
      (one) => taken.has(one) || writtenClass.table(projection.world).has(one),
    );
    taken.add(id);
    pairs.set(supplied, id);
    return { id, fields, at, ...sessionOf(scene, post) };
  });
  writtenClass.take(scene, records)();
  return {
    sourcedIdPairs: Array.from(pairs, ([suppliedSourcedId, allocatedSourcedId]) => ({
      suppliedSourcedId,
      allocatedSourcedId,
    })),
  };
}

/** The fields that the names in the path stand for. A session is none of a result. */
const impliedFields: Readonly<Record<string, string>> = {
  classSourcedId: "class",
  lineItemSourcedId: "lineItem",
  schoolSourcedId: "school",
};

function planOf({ projection, rules }: WriteScene, { operation, ids }: Post, at: string) {
  const implied = operation.parents.flatMap(({ parameter }, index) => {
    const [name, id] = [impliedFields[parameter], ids[index]];
    return name === undefined || id === undefined ? [] : [[name, id] as const];
  });
  const { version } = projection;
  const { className } = operation;
  return { version, className, rules, at, implied: Object.fromEntries(implied) };
}

function sessionOf({ projection }: WriteScene, { operation, ids }: Post): { session?: string } {
  const place = operation.parents.findIndex(({ className }) => className === "academicSession");
  const id = ids[place];
  const key = id === undefined ? undefined : projection.keyOf("academicSession", id);
  return key === undefined ? {} : { session: key };
}
