import type { Operation } from "../../contracts/oneroster/operations.ts";
import { statusInfoV1p1 } from "../../contracts/oneroster/status-info.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { wrapperOf } from "../../contracts/oneroster/wrappers.ts";
import type { Entry, Projection } from "../project/collections.ts";
import { renderRecord, type WireRecord } from "../project/refs.ts";
import { linkHeader } from "../query/link-header.ts";
import {
  readCollectionQuery,
  readSingleQuery,
  type QueryProblem,
  type QueryWarning,
} from "../query/read-query.ts";
import { viewOf, type ViewCache } from "../query/view.ts";
import { refuse } from "./refusal.ts";

/** One request for a core read, after its token was found good. */
export interface CoreRead {
  readonly version: OneRosterVersion;
  readonly operation: Operation;
  readonly projection: Projection;
  readonly views: ViewCache;
  readonly url: URL;
}

/** Answers a collection: a page of records in the wrapper of their class, with the total and links. */
export function answerCollection(read: CoreRead): Response {
  const { version, operation, url } = read;
  const query = readCollectionQuery({ version, className: operation.className }, url.searchParams);
  if ("problem" in query) return refuseQuery(version, query);
  const view = viewOf(read.views, read.projection.collection(operation), query);
  const { limit, offset } = query;
  const entries = view.slice(offset, offset + limit);
  const rows = entries.map((entry) => render(read, entry, query.fields));
  const wrapper = wrapperOf(version, operation.className).collection;
  const total = view.length;
  const json = `{"${wrapper}":[${rows.join(",")}]${warningsJson(operation, query.warnings)}}`;
  return answer(json, {
    "X-Total-Count": String(total),
    Link: linkHeader(url, { limit, offset, total }),
  });
}

/** Answers a single record, or 404 when this path does not serve one with that id. */
export function answerSingle(read: CoreRead, sourcedId: string): Response {
  const { version, operation, url } = read;
  const query = readSingleQuery({ version, className: operation.className }, url.searchParams);
  if ("problem" in query) return refuseQuery(version, query);
  const entry = read.projection.collection(operation).byId.get(sourcedId);
  if (entry === undefined) {
    const description = `There is no such ${operation.className} here.`;
    return refuse(version, "unknown-object", description);
  }
  const wrapper = wrapperOf(version, operation.className).single;
  const warnings = warningsJson(operation, query.warnings);
  return answer(`{"${wrapper}":${render(read, entry, query.fields)}${warnings}}`);
}

function answer(json: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(Buffer.from(json), {
    headers: { "Content-Type": "application/json; charset=UTF-8", ...headers },
  });
}

function render(read: CoreRead, entry: Entry, fields: readonly string[] | undefined): string {
  const rootUrl = read.url.origin;
  if (fields === undefined) return read.projection.jsonOf(entry, rootUrl);
  return renderRecord(pick(entry.record, fields), rootUrl);
}

function pick(record: WireRecord, fields: readonly string[]): WireRecord {
  const names = Object.keys(record).filter((name) => fields.includes(name));
  return Object.fromEntries(names.map((name) => [name, record[name]]));
}

function refuseQuery(version: OneRosterVersion, query: QueryProblem): Response {
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
