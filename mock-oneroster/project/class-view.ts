import { compareText } from "../store/compare-text.ts";
import type { RecordWriter } from "./record-writer.ts";
import type { RefMaker, WireRecord } from "./refs.ts";

/**
 * One class of records in one version of a world, as it is now.
 *
 * A handle is a number that stands for a record. It is good for as long as the view is.
 */
export interface ClassView {
  /** The handles of all records that are shown, in the order of their sourcedIds. Not to be changed. */
  readonly handles: Uint32Array;
  record(handle: number, ref: RefMaker): WireRecord;
  /** Writes records as bytes; absent for classes of which nobody reads millions. */
  readonly writer?: WriterMaker | undefined;
  sourcedIdAt(handle: number): string;
  /** The handle of the record with a sourcedId, or -1. */
  find(sourcedId: string): number;
  /** The records whose field holds a text, found without looking at the others; undefined without an index. */
  candidates(field: string, text: string): Candidates | undefined;
  /** Whether a record is of a kind that a path serves: a type of session or org, or a role of a user. */
  belongs(handle: number, kind: string): boolean;
  /** All texts that an indexed field of few texts holds; undefined when it has no index or too many texts. */
  texts(field: string): readonly string[] | undefined;
  /** Whether a record is shown. */
  shows(handle: number): boolean;
}

/** Makes the writer of records, or finds that these have to be made one by one. */
export type WriterMaker = (ref: RefMaker) => RecordWriter | undefined;

/** Records that an index found, in no particular order. */
export interface Candidates {
  readonly handles: readonly number[];
  /** Whether all of them match; else each has to be looked at. */
  readonly exact: boolean;
}

/** Makes records of a class, each from a row of one table. */
export interface ViewMember {
  /** Row numbers of the records that are shown, in the order of their sourcedIds. */
  readonly rows: () => Uint32Array;
  readonly sourcedIdAt: (row: number) => string;
  readonly record: (row: number, ref: RefMaker) => WireRecord;
  readonly writer?: WriterMaker | undefined;
  /** The row with a sourcedId, shown or not, or -1. */
  readonly find: (sourcedId: string) => number;
  readonly shows: (row: number) => boolean;
  readonly candidates: (field: string, text: string) => Candidates | undefined;
  readonly belongs: (row: number, kind: string) => boolean;
  readonly texts: (field: string) => readonly string[] | undefined;
}

/** Joins up to two members into one class: the lowest bit of a handle tells which of them. */
export function joinMembers(members: readonly ViewMember[]): ClassView {
  const [first, second] = members;
  if (first === undefined) throw new RangeError("A class is made of at least one table.");
  if (second === undefined) return soleMember(first);
  const memberOf = (handle: number): ViewMember => ((handle & 1) === 0 ? first : second);
  const candidates = (field: string, text: string): Candidates | undefined => {
    const [a, b] = [first.candidates(field, text), second.candidates(field, text)];
    if (a === undefined || b === undefined) return undefined;
    const handles = [...a.handles.map((row) => row * 2), ...b.handles.map((row) => row * 2 + 1)];
    return { handles, exact: a.exact && b.exact };
  };
  return {
    handles: mergeById(first, second),
    record: (handle, ref) => memberOf(handle).record(handle >>> 1, ref),
    writer: joinWriters(first, second),
    find: (sourcedId) => {
      const row = shownRow(first, sourcedId);
      if (row !== -1) return row * 2;
      const other = shownRow(second, sourcedId);
      return other === -1 ? -1 : other * 2 + 1;
    },
    sourcedIdAt: (handle) => memberOf(handle).sourcedIdAt(handle >>> 1),
    candidates,
    belongs: (handle, kind) => memberOf(handle).belongs(handle >>> 1, kind),
    texts: (field) => {
      const [a, b] = [first.texts(field), second.texts(field)];
      return a === undefined || b === undefined ? undefined : [...new Set([...a, ...b])];
    },
    shows: (handle) => memberOf(handle).shows(handle >>> 1),
  };
}

function soleMember(member: ViewMember): ClassView {
  return {
    handles: member.rows(),
    record: member.record,
    writer: member.writer,
    find: (sourcedId) => shownRow(member, sourcedId),
    sourcedIdAt: member.sourcedIdAt,
    candidates: member.candidates,
    belongs: member.belongs,
    texts: member.texts,
    shows: member.shows,
  };
}

function joinWriters(first: ViewMember, second: ViewMember): WriterMaker {
  return (ref) => {
    const [a, b] = [first.writer?.(ref), second.writer?.(ref)];
    if (a === undefined || b === undefined) return undefined;
    return {
      write: (handle, page, at) => ((handle & 1) === 0 ? a : b).write(handle >>> 1, page, at),
    };
  };
}

function shownRow(member: ViewMember, sourcedId: string): number {
  const row = member.find(sourcedId);
  return row !== -1 && member.shows(row) ? row : -1;
}

/**
 * Merges two ordered lists. Stretches of one without the other are found by growing steps, so that a few records
 * among millions, or lists one behind the other as `s…` and `t…`, cost hardly more than the copying.
 */
function mergeById(first: ViewMember, second: ViewMember): Uint32Array {
  const [a, b] = [first.rows(), second.rows()];
  const merged = new Uint32Array(a.length + b.length);
  const idA = (at: number): string => first.sourcedIdAt(a[at] ?? 0);
  const idB = (at: number): string => second.sourcedIdAt(b[at] ?? 0);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const nextB = j < b.length ? idB(j) : undefined;
    const endA = reach(
      i,
      a.length,
      (at) => nextB === undefined || compareText(idA(at), nextB) <= 0,
    );
    for (; i < endA; i += 1) merged[i + j] = (a[i] ?? 0) * 2;
    const nextA = i < a.length ? idA(i) : undefined;
    const endB = reach(j, b.length, (at) => nextA === undefined || compareText(idB(at), nextA) < 0);
    for (; j < endB; j += 1) merged[i + j] = (b[j] ?? 0) * 2 + 1;
  }
  return merged;
}

/** The first place from `from` on at which something does not hold, which holds up to there and nowhere behind. */
function reach(from: number, end: number, holds: (at: number) => boolean): number {
  let low = from;
  let step = 1;
  while (low + step <= end && holds(low + step - 1)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step - 1, end);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
