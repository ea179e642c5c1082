import { setImmediate as nextTurn } from "node:timers/promises";
import type { Operation } from "../../contracts/oneroster/operations.ts";
import { statusInfoV1p1 } from "../../contracts/oneroster/status-info.ts";
import { wrapperOf } from "../../contracts/oneroster/wrappers.ts";
import type { SisProfile } from "../profiles/profile.ts";
import { findNested } from "../project/nested.ts";
import type { ClassView } from "../project/class-view.ts";
import type { ReadDesk, Selected } from "../project/read-desk.ts";
import type { PageFrame } from "../project/render.ts";
import {
  readCollectionQuery,
  readSingleQuery,
  type CollectionQuery,
  type QueryProblem,
  type QueryWarning,
} from "../query/read-query.ts";
import { selectRecords } from "../query/select-records.ts";
import type { Address } from "../query/address.ts";
import type { AnswerCache } from "./answer-cache.ts";
import { pageHeaders, totalsJson } from "./page-totals.ts";
import { refuse, type RefusalReason } from "./refusal.ts";

/** One read, after it was found that it may pass. */
export interface Read {
  readonly desk: ReadDesk;
  readonly operation: Operation;
  /** The ids in the path. */
  readonly ids: readonly string[];
  readonly address: Address;
  readonly profile: SisProfile;
  /** What stood before `/ims/oneroster` in the path. */
  readonly prefix: string;
  readonly answers: AnswerCache;
}

/** Answers a collection: a page of records in the wrapper of their class, with what the profile says about totals. */
export function answerCollection(read: Read): Response | Promise<Response> {
  const { desk, operation, address, profile } = read;
  const kept = read.answers.find(address.href);
  if (kept !== undefined) return new Response(kept.body, { headers: kept.headers });
  const { version } = desk.projection;
  const { className } = operation;
  const target = { version, className, ...profile.paging, ...profile.query };
  const query = readCollectionQuery(target, address.parameters());
  if ("problem" in query) return refuse(version, reasonOf(read, query), query.description);
  return answerSelection(read, query, pausesMax);
}

function reasonOf({ operation }: Read, { problem }: QueryProblem): RefusalReason {
  return problem === "sort" && operation.service !== "resources" ? "sort-as-filter" : problem;
}

/** How often a selection is begun anew because the world changed. After that it is made in one go. */
const pausesMax = 2;

function answerSelection(
  read: Read,
  query: CollectionQuery,
  pausesLeft: number,
): Response | Promise<Response> {
  const { desk, operation } = read;
  const view = desk.projection.view(operation.className);
  const selection = selectionFor(read, query, { view, pausesLeft });
  if (selection === undefined) return answerUnknownParent(read, query);
  if (selection instanceof Uint32Array) return answerPage(read, query, selection);
  return selection.then((handles) =>
    handles === undefined || desk.projection.view(operation.className) !== view
      ? answerSelection(read, query, pausesLeft - 1)
      : answerPage(read, query, handles),
  );
}

/** Answers a single record, or 404 when this path does not serve one with that id. */
export function answerSingle(read: Read): Response {
  const { desk, operation, address, ids, profile } = read;
  const { version } = desk.projection;
  const { className, subset } = operation;
  const query = readSingleQuery({ version, className }, address.parameters());
  if ("problem" in query) return refuse(version, query.problem, query.description);
  const view = desk.projection.view(className);
  const handle = view.find(ids.at(-1) ?? "");
  const isServed = handle !== -1 && (subset === undefined || view.belongs(handle, subset.value));
  if (!isServed) return refuseUnknown(read, className);
  const wrapper =
    className === "demographics"
      ? profile.demographicsWrapper
      : wrapperOf(version, className).single;
  const json = desk.json(className, handle, { rootUrl: rootOf(read), fields: query.fields });
  const body = `{"${wrapper}":${json}${warningsJson(operation, query.warnings)}}`;
  return answerJson(read, Buffer.from(body), { total: 1, limit: 1, offset: 0, rows: 1 });
}

function selectionFor(
  read: Read,
  query: CollectionQuery,
  { view, pausesLeft }: { readonly view: ClassView; readonly pausesLeft: number },
): Selected | undefined {
  const { desk, operation, ids } = read;
  const { projection } = desk;
  const { className, subset, parents } = operation;
  const pause = async (): Promise<boolean> => {
    await nextTurn();
    return projection.view(className) === view;
  };
  const isNested = parents.length > 0;
  if (!isNested && query.filter === undefined && query.sortBy === undefined) {
    return desk.subset(view, subset?.value);
  }
  // A nested list depends on more tables than the records in it.
  const changes = isNested ? projection.world.revision : 0;
  const key = JSON.stringify([operation.operationId, ids, query.viewKey, changes]);
  return desk.remembered(view, key, () => {
    const handles = isNested
      ? findNested({ projection, operation, parents: ids })
      : desk.subset(view, subset?.value);
    if (handles === undefined) return undefined;
    const isWhole = !isNested && subset === undefined;
    const source = { view, handles, isWhole, ref: desk.refs(rootOf(read)) };
    return selectRecords(pausesLeft > 0 ? { ...source, pause } : source, query);
  });
}

function answerPage(read: Read, query: CollectionQuery, selection: Uint32Array): Response {
  const { desk, operation } = read;
  const { limit, offset, fields } = query;
  const handles = selection.subarray(offset, offset + limit);
  const counts = { total: selection.length, limit, offset, rows: handles.length };
  const page = desk.page(operation.className, handles, {
    frame: frameOf(read, query, totalsJson(read.profile.paging, counts)),
    rootUrl: rootOf(read),
    fields,
  });
  return answerJson(read, page, counts);
}

function frameOf({ desk, operation }: Read, query: CollectionQuery, totals: string): PageFrame {
  const wrapper = wrapperOf(desk.projection.version, operation.className).collection;
  return {
    before: `{"${wrapper}":`,
    after: `${totals}${warningsJson(operation, query.warnings)}}`,
  };
}

interface Counts {
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly rows: number;
}

function answerJson(read: Read, body: Buffer<ArrayBuffer>, counts: Counts): Response {
  const headers: Record<string, string> = {
    "Content-Type": "application/json; charset=UTF-8",
    ...read.profile.headers,
    ...(read.operation.kind === "collection"
      ? pageHeaders(read.profile.paging, read.address, counts)
      : {}),
  };
  if (read.operation.kind === "collection") read.answers.keep(read.address.href, { body, headers });
  return new Response(body, { headers });
}

/** The address before `/ims/oneroster`, with which the addresses of records begin. */
function rootOf({ address, prefix }: Read): string {
  return address.origin + prefix;
}

/** A vendor's suite wants an empty list where the description of the operation asks for 404 (facts §1.6). */
function answerUnknownParent(read: Read, query: CollectionQuery): Response {
  if (read.profile.query.unknownParent === "empty") {
    return answerPage(read, query, new Uint32Array(0));
  }
  return refuseUnknown(read, read.operation.parents.at(-1)?.className);
}

function refuseUnknown({ desk }: Read, className: string | undefined): Response {
  const description = `There is no such ${className ?? "record"} here.`;
  return refuse(desk.projection.version, "unknown-object", description);
}

/** 1.1 puts warnings beside the data (1.1 §3.6). 1.2 has none. */
function warningsJson({ operationId }: Operation, warnings: readonly QueryWarning[]): string {
  if (warnings.length === 0) return "";
  const entries = warnings.flatMap(
    ({ code, description }) =>
      statusInfoV1p1({ codeMinor: code, description, operationId }).statusInfoSet,
  );
  return `,"statusInfoSet":${JSON.stringify(entries)}`;
}
