import type { ClassView } from "../project/class-view.ts";
import type { FilterClause } from "./filter-grammar.ts";
import { matchesText } from "./match-filter.ts";
import type { CollectionQuery } from "./read-query.ts";
import { inOrder } from "./in-order.ts";
import type { SelectionSource } from "./selection-source.ts";

/** What an index found, in the order of the sourcedIds. */
export interface Found {
  readonly handles: Uint32Array;
  /** Whether all of them match the whole filter. */
  readonly exact: boolean;
}

interface Part {
  readonly handles: readonly number[];
  readonly exact: boolean;
  /** Every record of the class matches, and `handles` is left empty. */
  readonly isAll?: true;
}

const everything: Part = { handles: [], exact: true, isAll: true };

/** Finds the records of a filter by index; undefined when a clause that is needed for it has none. */
export function findByIndex(
  source: SelectionSource,
  { filter }: CollectionQuery,
): Found | undefined {
  if (filter === undefined) return undefined;
  const first = findClause(source.view, filter.first);
  const second = filter.second === undefined ? undefined : findClause(source.view, filter.second);
  if (filter.second === undefined) return first === undefined ? undefined : settle(source, first);
  if (filter.operator === "OR") {
    if (first === undefined || second === undefined) return undefined;
    if (first.isAll === true || second.isAll === true) return settle(source, everything);
    const handles = [...first.handles, ...second.handles];
    return settle(source, { handles, exact: first.exact && second.exact });
  }
  return findBoth(source, first, second);
}

/** Looks up the clause that finds fewer, and drops what the other does not find. */
function findBoth(
  source: SelectionSource,
  first: Part | undefined,
  second: Part | undefined,
): Found | undefined {
  if (first === undefined || second === undefined) {
    const one = first ?? second;
    return one === undefined ? undefined : settle(source, { ...one, exact: false });
  }
  if (first.isAll === true) return settle(source, second);
  if (second.isAll === true) return settle(source, first);
  const [fewer, more] =
    first.handles.length <= second.handles.length ? [first, second] : [second, first];
  const others = markAll(more.handles);
  const handles = fewer.handles.filter((handle) => others[handle] === 1);
  return settle(source, { handles, exact: first.exact && second.exact });
}

function findClause(view: ClassView, { field, predicate, value }: FilterClause): Part | undefined {
  if (field === "sourcedId" && predicate === "=") {
    const handle = view.find(value);
    return { handles: handle === -1 ? [] : [handle], exact: true };
  }
  const texts = view.texts(field);
  if (texts === undefined) return predicate === "=" ? view.candidates(field, value) : undefined;
  const kind = field === "dateLastModified" ? "dateTime" : "text";
  const matching = texts.filter((text) => matchesText(kind, text, { predicate, value }));
  if (matching.length === texts.length) return everything;
  const parts = matching.map((text) => view.candidates(field, text));
  return {
    handles: parts.flatMap((part) => part?.handles ?? []),
    exact: parts.every((part) => part?.exact === true),
  };
}

/** Keeps what the path serves and puts it in order: by one pass over it when much was found, else by sorting. */
function settle({ view, handles, isWhole }: SelectionSource, part: Part): Found {
  const { exact } = part;
  if (part.isAll === true) return { handles, exact };
  const isMuch = part.handles.length * 16 > handles.length;
  if (!isMuch && isWhole) return { handles: inOrder(view, part.handles), exact };
  const marks = markAll(part.handles);
  return { handles: handles.filter((handle) => marks[handle] === 1), exact };
}

/** One byte for each handle up to the greatest: handles are close together, and sets of millions are slow. */
function markAll(handles: readonly number[]): Uint8Array {
  const greatest = handles.reduce((max, handle) => Math.max(max, handle), 0);
  const marks = new Uint8Array(greatest + 1);
  for (const handle of handles) marks[handle] = 1;
  return marks;
}
