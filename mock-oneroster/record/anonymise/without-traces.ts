import type { Permute } from "./permutation.ts";
import type { TextShape } from "./text-shape.ts";

/** In texts of more places than this some three letters always meet again by chance, and mean nothing. */
const placesMax = 64;
/** Numbers longer than this are never permuted to themselves in practice. */
const shortNumber = 4;

/**
 * Permutes the digits of a text so that its replacement neither is the text itself nor holds three
 * characters of it in a row, two of them letters or digits and one a letter.
 *
 * A plain permutation leaves such a trace in some names by chance. So texts stand in groups of four, and the
 * four may exchange their replacements in four ways; the way with the fewest traces is taken. All four come
 * to the same choice, so it stays a permutation, without memory of what was seen before.
 */
export function permuteWithoutTraces(permute: Permute, shape: TextShape): readonly number[] {
  const { digits, radices } = shape;
  if (!mayLeaveTraces(shape)) return permute(digits, radices);
  const group = groupOf(digits, radices);
  const images = group.map((member) => permute(member, radices));
  let best = images[0] ?? digits;
  let fewest = Number.POSITIVE_INFINITY;
  for (let way = 0; way < group.length && fewest > 0; way += 1) {
    const traces = countTraces(shape, group, (member) => images[member ^ way] ?? digits);
    if (traces >= fewest) continue;
    fewest = traces;
    best = images[way] ?? digits;
  }
  return best;
}

function mayLeaveTraces({ hasLetters, digits }: TextShape): boolean {
  return digits.length > 0 && digits.length <= (hasLetters ? placesMax : shortNumber);
}

/**
 * This number and the three others whose digits all differ from its own in the same of their two low bits.
 * Members `i` and `j` stand to each other as `i ^ j`, whoever of the four asks.
 */
function groupOf(
  digits: readonly number[],
  radices: readonly number[],
): readonly (readonly number[])[] {
  return [0, 1, 2, 3].map((mask) =>
    digits.map((digit, place) => ((digit | 3) < (radices[place] ?? 0) ? digit ^ mask : digit)),
  );
}

function countTraces(
  shape: TextShape,
  group: readonly (readonly number[])[],
  imageOf: (member: number) => readonly number[],
): number {
  return group.filter((member, index) => hasTrace(shape, member, imageOf(index))).length;
}

function hasTrace(
  shape: TextShape,
  original: readonly number[],
  replacement: readonly number[],
): boolean {
  if (original.every((digit, place) => digit === replacement[place])) return true;
  if (!shape.hasLetters) return false;
  const traces = new Set(windowsOf(shape, original));
  return windowsOf(shape, replacement).some((window) => traces.has(window));
}

/** All that stands in three places in a row, where at least two are replaced and one of them a letter. */
function windowsOf(shape: TextShape, digits: readonly number[]): readonly string[] {
  const cells = shape.cells(digits);
  const found: string[] = [];
  for (let start = 0; start + 2 < cells.length; start += 1) {
    const kinds = [shape.kindAt(start), shape.kindAt(start + 1), shape.kindAt(start + 2)];
    if (!kinds.includes("letter") || kinds.indexOf("fixed") !== kinds.lastIndexOf("fixed"))
      continue;
    found.push(`${cells[start]}${cells[start + 1]}${cells[start + 2]}`);
  }
  return found;
}
