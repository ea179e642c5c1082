import type { Operation } from "../../contracts/oneroster/operations.ts";
import { statusInfoV1p1 } from "../../contracts/oneroster/status-info.ts";
import { wrapperOf } from "../../contracts/oneroster/wrappers.ts";
import { findNested } from "../project/nested.ts";
import type { ReadDesk } from "../project/read-desk.ts";
import { linkHeader } from "../query/link-header.ts";
import {
  readCollectionQuery,
  readSingleQuery,
  type CollectionQuery,
  type QueryProblem,
  type QueryWarning,
} from "../query/read-query.ts";
import { selectRecords } from "../query/select-records.ts";
import { refuse } from "./refusal.ts";

/** One read, after it was found that it may pass. */
export interface Read {
  readonly desk: ReadDesk;
  readonly operation: Operation;
  /** The ids in the path. */
  readonly ids: readonly string[];
  readonly url: URL;
}

/** Answers a collection: a page of records in the wrapper of their class, with the total and links. */
export function answerCollection(read: Read): Response | Promise<Response> {
  const { desk, operation, url } = read;
  const { version } = desk.projection;
  const target = { version, className: operation.className };
  const query = readCollectionQuery(target, url.searchParams);
  if ("problem" in query) return refuse(version, query.problem, query.description);
  const selection = selectionFor(read, query);
  if (selection === undefined) return refuseUnknown(read, operation.parents.at(-1)?.className);
  if (selection instanceof Uint32Array) return answerPage(read, query, selection);
  return selection.then((handles) => answerPage(read, query, handles));
}

/** Answers a single record, or 404 when this path does not serve one with that id. */
export function answerSingle(read: Read): Response {
  const { desk, operation, url, ids } = read;
  const { version } = desk.projection;
  const { className, subset } = operation;
  const query = readSingleQuery({ version, className }, url.searchParams);
  if ("problem" in query) return refuseQuery(version, query);
  const view = desk.projection.view(className);
  const handle = view.find(ids.at(-1) ?? "");
  const isServed = handle !== -1 && (subset === undefined || view.belongs(handle, subset.value));
  if (!isServed) return refuseUnknown(read, className);
  const wrapper = wrapperOf(version, className).single;
  const json = desk.json(className, handle, { rootUrl: url.origin, fields: query.fields });
  const warnings = warningsJson(operation, query.warnings);
  return answerJson(Buffer.from(`{"${wrapper}":${json}${warnings}}`), {});
}

function selectionFor(
  { desk, operation, ids, url }: Read,
  query: CollectionQuery,
): Uint32Array | Promise<Uint32Array> | undefined {
  const { projection } = desk;
  const { className, subset, parents } = operation;
  const view = projection.view(className);
  const place =
    parents.length === 0 ? (subset?.value ?? "") : [operation.operationId, ...ids].join("/");
  const key = JSON.stringify([place, query.viewKey]);
  return desk.remembered(view, key, () => {
    const handles =
      parents.length > 0
        ? findNested({ projection, operation, parents: ids })
        : desk.subset(view, subset?.value);
    if (handles === undefined) return undefined;
    const isWhole = parents.length === 0 && subset === undefined;
    return selectRecords({ view, handles, isWhole, ref: desk.refs(url.origin) }, query);
  });
}

function answerPage(read: Read, query: CollectionQuery, selection: Uint32Array): Response {
  const { desk, operation, url } = read;
  const { className } = operation;
  const { limit, offset, fields } = query;
  const wrapper = wrapperOf(desk.projection.version, className).collection;
  const frame = {
    before: `{"${wrapper}":`,
    after: `${warningsJson(operation, query.warnings)}}`,
  };
  const handles = selection.subarray(offset, offset + limit);
  const page = desk.page(className, handles, { frame, rootUrl: url.origin, fields });
  const total = selection.length;
  return answerJson(page, {
    "X-Total-Count": String(total),
    Link: linkHeader(url, { limit, offset, total }),
  });
}

function answerJson(body: Buffer<ArrayBuffer>, headers: Record<string, string>): Response {
  headers["Content-Type"] = "application/json; charset=UTF-8";
  return new Response(body, { headers });
}

function refuseUnknown({ desk }: Read, className: string | undefined): Response {
  const description = `There is no such ${className ?? "record"} here.`;
  return refuse(desk.projection.version, "unknown-object", description);
}

function refuseQuery(version: "1.1" | "1.2", query: QueryProblem): Response {
  return refuse(version, query.problem, query.description);
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
