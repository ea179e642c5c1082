/**
 * The names that someone may have meant who wrote another, nearest first; at most three.
 *
 * A name is near by its whole or by its last part, so that `limitmax` finds `paging.limitMax`.
 */
export function nearestNames(written: string, names: readonly string[]): readonly string[] {
  const text = written.slice(0, textLengthMax).toLowerCase();
  const near = names
    .map((name) => ({ name, steps: stepsTo(text, name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= Math.min(text.length, name.length) / 3);
  return near
    .toSorted((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ name }) => name);
}

const textLengthMax = 100;

function stepsTo(text: string, name: string): number {
  const last = lastPart(name);
  return Math.min(editDistance(text, name), editDistance(lastPart(text), last) + 2);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** How many letters have to be put in, taken out or replaced to make one text of the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (before[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const moved = Math.min(before[column] ?? 0, now[column - 1] ?? 0) + 1;
      now.push(Math.min(replaced, moved));
    }
    before = now;
  }
  return before[b.length] ?? 0;
}
