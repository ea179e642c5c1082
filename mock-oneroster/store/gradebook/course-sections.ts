import { escapeId } from "./composite-id.ts";
import { lookAt, type Sight } from "../sight.ts";
import type { World } from "../world.ts";

/** The sections that are shown, by course. */
export interface CourseSections {
  /** The rows of a course's sections, ordered by `compare`. */
  readonly of: (course: string) => Uint32Array;
  /** Orders rows as their ids stand in joined ids, with the dot behind them. One that is not shown equals none. */
  readonly compare: (left: number, right: number) => number;
}

const remembered = new WeakMap<Sight, CourseSections>();

/** Groups the sections of a world by course. The answer is kept for as long as what is shown stays the same. */
export function courseSections(world: World): CourseSections {
  const sight = lookAt(world);
  const known = remembered.get(sight);
  if (known !== undefined) return known;
  const sections = groupSections(world, sight);
  remembered.set(sight, sections);
  return sections;
}

function groupSections(world: World, { sectionRows }: Sight): CourseSections {
  const { rows } = world.sections;
  const keyOf = (row: number): string => `${escapeId(rows.idAt(row))}.`;
  const shown = rows.ordered().filter((row) => sectionRows[row] === 1);
  const ordered = isOrdered(shown, keyOf) ? shown : sorted(shown, keyOf);
  /** By row: its place in the order, from 1. 0 when it is not shown. */
  const ranks = new Uint32Array(rows.end);
  ordered.forEach((row, place) => {
    ranks[row] = place + 1;
  });
  const courses = rows.column("course");
  const { starts, members } = groupByCode(ordered, {
    codes: courses.codes,
    codeAt: (row) => courses.codeAt(row),
  });
  return {
    compare: (left, right) => (ranks[left] ?? 0) - (ranks[right] ?? 0),
    of: (course) => {
      const code = courses.find(course);
      if (code === -1 || code + 1 >= starts.length) return new Uint32Array(0);
      return members.subarray(starts[code], starts[code + 1]);
    },
  };
}

/** Plain ids come in this order already; only where a hyphen follows what is a whole id do the orders differ. */
function isOrdered(rows: Uint32Array, keyOf: (row: number) => string): boolean {
  let last = "";
  for (const row of rows) {
    const key = keyOf(row);
    if (key < last) return false;
    last = key;
  }
  return true;
}

function sorted(rows: Uint32Array, keyOf: (row: number) => string): Uint32Array<ArrayBuffer> {
  const keyed = Array.from(rows, (row) => ({ row, key: keyOf(row) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return Uint32Array.from(keyed, ({ row }) => row);
}

/** A counting sort that keeps the order of the rows within each code. */
function groupByCode(
  rows: Uint32Array,
  { codes, codeAt }: { readonly codes: number; readonly codeAt: (row: number) => number },
): { readonly starts: Uint32Array; readonly members: Uint32Array } {
  const starts = new Uint32Array(codes + 1);
  for (const row of rows) {
    const next = codeAt(row) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let code = 1; code <= codes; code += 1) {
    starts[code] = (starts[code] ?? 0) + (starts[code - 1] ?? 0);
  }
  const ends = starts.slice();
  const members = new Uint32Array(rows.length);
  for (const row of rows) {
    const code = codeAt(row);
    const place = ends[code] ?? 0;
    members[place] = row;
    ends[code] = place + 1;
  }
  return { starts, members };
}
