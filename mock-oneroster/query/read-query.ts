import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { fieldNames, findField, type FieldPath } from "./field-paths.ts";
import { parseFilter, type Filter } from "./filter-grammar.ts";
import { createMatcher, type Matcher } from "./match-filter.ts";

/** What a request asks of a collection, checked. */
export interface CollectionQuery {
  readonly limit: number;
  readonly offset: number;
  readonly filter?: Filter;
  readonly matches?: Matcher;
  readonly sortBy?: FieldPath;
  readonly descending: boolean;
  /** The fields to send; all when absent. */
  readonly fields?: readonly string[];
  /** Names the order and the selection of records, whatever the page: equal keys, equal lists. */
  readonly viewKey: string;
  /** 1.1 goes on with a warning beside the data where 1.2 refuses. */
  readonly warnings: readonly QueryWarning[];
}

/** What 1.1 says beside the data. */
export interface QueryWarning {
  readonly code: "invalid_sort_field" | "invalid_selection_field";
  readonly description: string;
}

/** Why a request is answered with 400. */
export interface QueryProblem {
  readonly problem: "paging" | "sort" | "filter" | "selection" | "blank-selection";
  readonly description: string;
}

/** Where a query is asked. */
export interface QueryTarget {
  readonly version: OneRosterVersion;
  readonly className: ClassName;
}

/** Where a query of a collection is asked, and what the server does where the standard leaves it open. */
export interface CollectionTarget extends QueryTarget {
  /** The number of records on a page when the client does not say. */
  readonly limitDefault: number;
  /** A greater limit is taken as this one. */
  readonly limitMax: number;
  readonly unknownSortV1p2: "ignored" | "refused";
  readonly nestedFilters: "followed" | "refused";
}

/**
 * Reads the query of a collection (OneRoster 1.1 §3.4, 1.2 REST parameters).
 *
 * An unknown field in a filter, and a limit or offset that is no such number, are refused. An unknown
 * sort field is passed over, an unknown name in `fields` is refused by 1.2 and passed over by 1.1.
 */
export function readCollectionQuery(
  target: CollectionTarget,
  parameters: URLSearchParams,
): CollectionQuery | QueryProblem {
  const page = readPage(target, parameters);
  if ("problem" in page) return page;
  const selection = readSelection(target, parameters);
  if ("problem" in selection) return selection;
  const filter = readFilter(target, parameters);
  if ("problem" in filter) return filter;
  const order = readOrder(target, parameters);
  if ("problem" in order) return order;
  const warnings = [...selection.warnings, ...order.warnings];
  const viewKey = JSON.stringify([parameters.get("filter"), order.key]);
  return { ...page, ...selection.query, ...filter, ...order.query, warnings, viewKey };
}

/** What a request asks of a single record: which fields. */
export type Selection = Pick<CollectionQuery, "fields" | "warnings">;

/** Reads the query of a single record: only `fields` means anything there. */
export function readSingleQuery(
  target: QueryTarget,
  parameters: URLSearchParams,
): Selection | QueryProblem {
  const selection = readSelection(target, parameters);
  if ("problem" in selection) return selection;
  return { ...selection.query, warnings: selection.warnings };
}

function readPage(
  { limitDefault, limitMax }: CollectionTarget,
  parameters: URLSearchParams,
): { limit: number; offset: number } | QueryProblem {
  const limit = readWhole(parameters, "limit", { fallback: limitDefault, min: 1 });
  if (typeof limit !== "number") return limit;
  const offset = readWhole(parameters, "offset", { fallback: 0, min: 0 });
  return typeof offset === "number" ? { limit: Math.min(limit, limitMax), offset } : offset;
}

function readWhole(
  parameters: URLSearchParams,
  name: string,
  { fallback, min }: { readonly fallback: number; readonly min: number },
): number | QueryProblem {
  const [text, ...more] = parameters.getAll(name);
  if (text === undefined) return fallback;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
  if (more.length === 0 && value >= min) return value;
  return { problem: "paging", description: `${name} must be one whole number from ${min}.` };
}

interface SelectionReading {
  readonly query: { readonly fields?: readonly string[] };
  readonly warnings: readonly QueryWarning[];
}

function readSelection(
  { version, className }: QueryTarget,
  parameters: URLSearchParams,
): SelectionReading | QueryProblem {
  const texts = parameters.getAll("fields");
  if (texts.length === 0) return { query: {}, warnings: [] };
  const names = texts.flatMap((text) => text.split(",")).map((name) => name.trim());
  if (names.every((name) => name === "")) {
    return { problem: "blank-selection", description: "fields names no field." };
  }
  const known = new Set(fieldNames(version, className));
  const unknown = names.find((name) => !known.has(name));
  if (unknown === undefined) return { query: { fields: names }, warnings: [] };
  const description = `${className} has no field "${unknown.slice(0, 100)}".`;
  if (version === "1.2") return { problem: "selection", description };
  return { query: {}, warnings: [{ code: "invalid_selection_field", description }] };
}

function readFilter(
  { version, className, nestedFilters }: CollectionTarget,
  parameters: URLSearchParams,
): { filter?: Filter; matches?: Matcher } | QueryProblem {
  const text = parameters.get("filter");
  if (text === null) return {};
  const filter = parseFilter(text);
  if (filter === undefined) {
    const description = "filter must be field='value', at most two of them with AND or OR between.";
    return { problem: "filter", description };
  }
  const nested = [filter.first, filter.second].find((each) => each?.field.includes("."));
  if (nestedFilters === "refused" && nested !== undefined) {
    const description = `A filter cannot look into "${nested.field.slice(0, 100)}" here.`;
    return { problem: "filter", description };
  }
  const matches = createMatcher(version, className, filter);
  if (typeof matches === "function") return { filter, matches };
  const description = `${className} has no field "${matches.unknownField.slice(0, 100)}".`;
  return { problem: "filter", description };
}

interface OrderReading {
  readonly key: string;
  readonly query: { readonly sortBy?: FieldPath; readonly descending: boolean };
  readonly warnings: readonly QueryWarning[];
}

function readOrder(
  { version, className, unknownSortV1p2 }: CollectionTarget,
  parameters: URLSearchParams,
): OrderReading | QueryProblem {
  const name = parameters.get("sort");
  if (name === null) return { key: "", query: { descending: false }, warnings: [] };
  const descending = parameters.get("orderBy") === "desc";
  const sortBy = findField(version, className, name);
  if (sortBy !== undefined) {
    const key = `${name} ${descending ? "desc" : "asc"}`;
    return { key, query: { sortBy, descending }, warnings: [] };
  }
  const description = `${className} has no field "${name.slice(0, 100)}" to sort by.`;
  if (version === "1.2" && unknownSortV1p2 === "refused") return { problem: "sort", description };
  const warnings = version === "1.1" ? [{ code: "invalid_sort_field" as const, description }] : [];
  return { key: "", query: { descending: false }, warnings };
}
