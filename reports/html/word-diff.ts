/** A piece of text, and whether it differs from the other side. */
export interface DiffPiece {
  readonly text: string;
  readonly changed: boolean;
}

/** Two texts word by word. */
export interface WordDiff {
  readonly before: readonly DiffPiece[];
  readonly after: readonly DiffPiece[];
}

/** Above so many words on a side the whole text counts as changed: the comparison grows with their product. */
const wordsMax = 80;

/** Compares two texts word by word, by their longest common subsequence. */
export function diffWords(before: string, after: string): WordDiff {
  const old = splitWords(before);
  const fresh = splitWords(after);
  if (old.length > wordsMax || fresh.length > wordsMax) {
    return { before: wholeText(before), after: wholeText(after) };
  }
  const kept = commonWords(old, fresh);
  if (!isAlike(old, fresh, kept.old)) {
    return { before: wholeText(before), after: wholeText(after) };
  }
  return { before: pieces(old, kept.old), after: pieces(fresh, kept.fresh) };
}

/** Texts that share less than half of their words are easier to read as one replaced by the other. */
function isAlike(
  old: readonly string[],
  fresh: readonly string[],
  kept: ReadonlySet<number>,
): boolean {
  const shared = old.filter((word, index) => kept.has(index) && isWord(word)).length;
  const fewest = Math.min(old.filter(isWord).length, fresh.filter(isWord).length);
  return shared * 2 >= fewest;
}

function isWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Words, runs of spaces, and single signs: an address differs in one part, a list in one item. */
function splitWords(text: string): readonly string[] {
  return text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];
}

function wholeText(text: string): readonly DiffPiece[] {
  return text === "" ? [] : [{ text, changed: true }];
}

interface Kept {
  readonly old: ReadonlySet<number>;
  readonly fresh: ReadonlySet<number>;
}

function commonWords(old: readonly string[], fresh: readonly string[]): Kept {
  const lengths = commonLengths(old, fresh);
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  const kept = { old: new Set<number>(), fresh: new Set<number>() };
  let row = 0;
  let column = 0;
  while (row < old.length && column < fresh.length) {
    if (old[row] === fresh[column]) {
      kept.old.add(row);
      kept.fresh.add(column);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return kept;
}

/** The length of the longest common subsequence of what follows each pair of places. */
function commonLengths(old: readonly string[], fresh: readonly string[]): readonly number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () =>
    Array.from({ length: fresh.length + 1 }, () => 0),
  );
  for (let row = old.length - 1; row >= 0; row -= 1) {
    const line = lengths[row] ?? [];
    const below = lengths[row + 1] ?? [];
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      line[column] =
        old[row] === fresh[column]
          ? (below[column + 1] ?? 0) + 1
          : Math.max(below[column] ?? 0, line[column + 1] ?? 0);
    }
  }
  return lengths;
}

/** Neighbours of one kind become one piece; a space between changed words is marked with them. */
function pieces(words: readonly string[], kept: ReadonlySet<number>): readonly DiffPiece[] {
  const joined: { text: string; changed: boolean }[] = [];
  for (const [index, text] of words.entries()) {
    const betweenChanges =
      text.trim() === "" && isChanged(words, kept, index - 1) && isChanged(words, kept, index + 1);
    const changed = !kept.has(index) || betweenChanges;
    const last = joined.at(-1);
    if (last?.changed === changed) last.text += text;
    else joined.push({ text, changed });
  }
  return joined;
}

function isChanged(words: readonly string[], kept: ReadonlySet<number>, index: number): boolean {
  return index >= 0 && index < words.length && !kept.has(index);
}
