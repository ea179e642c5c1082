import type { Severity } from "../../contracts/run/diagnostic.ts";
import type { Verdict } from "../../contracts/run/verdict.ts";
import type { Tone } from "../headline-candidate.ts";
import { wrapText } from "../text-width.ts";
import { visibleText } from "../visible-text.ts";
import type { Paint } from "./ansi.ts";

/** What is drawn on: styles and columns. */
export interface Screen {
  readonly paint: Paint;
  readonly width: number;
}

const verdictSigns: Readonly<Record<Verdict, string>> = {
  pass: "✓",
  warn: "!",
  fail: "✗",
  skip: "-",
  waived: "~",
  error: "✗",
};

/** The sign of a verdict, in its colour. */
export function paintSign(paint: Paint, verdict: Verdict): string {
  return paintVerdict(paint, verdict, verdictSigns[verdict]);
}

/** A text in the colour of a verdict. */
export function paintVerdict(paint: Paint, verdict: Verdict, text: string): string {
  if (verdict === "pass") return paint.green(text);
  if (verdict === "fail" || verdict === "error") return paint.red(text);
  return verdict === "skip" ? paint.dim(text) : paint.yellow(text);
}

/** The severity as a word of five columns in its colour. */
export function paintSeverity(paint: Paint, severity: Severity): string {
  if (severity === "error") return paint.red("error");
  return severity === "warn" ? paint.yellow("warn ") : paint.blue("info ");
}

/** The sign of a headline, in its colour. */
export function paintTone(paint: Paint, tone: Tone): string {
  if (tone === "good") return paint.green("✓");
  return tone === "bad" ? paint.red("✗") : paint.yellow("!");
}

/** Makes foreign text visible and breaks it into indented lines that fit. */
export function wrapIndented(
  text: string,
  { indent, width }: { readonly indent: number; readonly width: number },
): readonly string[] {
  const space = " ".repeat(indent);
  return wrapText(visibleText(text), Math.max(10, width - indent)).map((line) => space + line);
}

/** Like `wrapIndented`, with a marker of that many columns before the first line. */
export function wrapHanging(
  marker: string,
  text: string,
  place: { readonly indent: number; readonly width: number },
): readonly string[] {
  return wrapIndented(text, place).map((line, index) =>
    index === 0 ? marker + line.slice(place.indent) : line,
  );
}
