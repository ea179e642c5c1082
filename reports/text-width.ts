const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
/** The ranges of East Asian Wide and Fullwidth characters that matter for names, roughly (UAX #11). */
const widePattern =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f1e6}-\u{1f1ff}\u{1f300}-\u{1f64f}\u{1f680}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const narrowPattern = /^[\u0020-\u007e\u00a0-\u02ff]*$/;
/** No grapheme of a real name has more code units than this; longer ones are stacks of marks. */
const graphemeUnitsMax = 32;

/** How many terminal columns a text takes. An approximation: terminals disagree about emoji. */
export function textWidth(text: string): number {
  if (narrowPattern.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemesOf(text)) width += graphemeWidth(grapheme);
  return width;
}

/** Cuts a text to so many columns, with `…` at the end. Never inside a grapheme or a wide character. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const { taken } = takeColumns(text, Math.max(0, width - 1));
  return width <= 0 ? "" : `${taken}…`;
}

/** Cuts or pads a text to exactly so many columns. */
export function padText(text: string, width: number, align: "left" | "right" = "left"): string {
  const fitted = fitText(text, width);
  const space = " ".repeat(Math.max(0, width - textWidth(fitted)));
  return align === "left" ? fitted + space : space + fitted;
}

/** Breaks a text into lines of at most so many columns: at spaces where there are any, else between graphemes. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (textWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = breakWord(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return [...lines, line];
}

/** Keeps the first `max` graphemes and says how many characters were left out. Cheap on huge texts. */
export function cutText(
  text: string,
  max: number,
): { readonly kept: string; readonly cut: number } {
  if (text.length <= max) return { kept: text, cut: 0 };
  if (narrowPattern.test(text.slice(0, max + 1))) {
    return { kept: text.slice(0, max), cut: text.length - max };
  }
  let kept = "";
  let count = 0;
  for (const grapheme of graphemesOf(text.slice(0, max * graphemeUnitsMax))) {
    if (count === max || grapheme.length > graphemeUnitsMax) break;
    kept += grapheme;
    count += 1;
  }
  return { kept, cut: text.length - kept.length };
}

function breakWord(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let rest = word;
  while (textWidth(rest) > width) {
    const { taken, left } = takeColumns(rest, width);
    if (taken === "") break;
    pieces.push(taken);
    rest = left;
  }
  return [...pieces, rest];
}

function takeColumns(
  text: string,
  width: number,
): { readonly taken: string; readonly left: string } {
  let end = 0;
  let used = 0;
  for (const grapheme of graphemesOf(text)) {
    used += graphemeWidth(grapheme);
    if (used > width) break;
    end += grapheme.length;
  }
  return { taken: text.slice(0, end), left: text.slice(end) };
}

function graphemeWidth(grapheme: string): number {
  if (/^\p{M}/u.test(grapheme)) return 0;
  return widePattern.test(grapheme) || grapheme.includes("\ufe0f") ? 2 : 1;
}

function* graphemesOf(text: string): Generator<string> {
  for (const { segment } of segmenter.segment(text)) yield segment;
}
