import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildExpectation,
  buildFinding,
  buildRecord,
  buildResult,
  buildStep,
} from "../testing/build-record.ts";
import { buildRichRecord } from "../testing/rich-record.ts";
import { textWidth } from "../text-width.ts";
import { renderTerminal } from "./render-terminal.ts";

describe("terminal report", () => {
  it("looks as recorded for a run of three results", async () =>
    expect(renderTerminal(buildRichRecord(), { color: false, width: 80 })).toMatchFileSnapshot(
      "../golden/rich-run.terminal.txt",
    ));

  it("ends with the verdict of the whole", () =>
    expect(renderTerminal(buildRichRecord(), { color: false, width: 80 })).toMatch(
      /\nFAIL {2}2 pass, 1 fail\n$/,
    ));

  it("says the same in colour", () => {
    const coloured = renderTerminal(buildRichRecord(), { color: true, width: 80 });

    expect(coloured).toContain("\u001b[31m");
    expect(coloured.replaceAll(/\p{Cc}\[\d+m/gu, "")).toBe(
      renderTerminal(buildRichRecord(), { color: false, width: 80 }),
    );
  });

  it("stays within its columns whatever names it is given", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.integer({ min: 80, max: 100 }),
        (text, width) => {
          const lines = linesOf(text.repeat(30), width);

          expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 40 },
    ));

  it("uses a wide terminal for names in its table, and never more than it is wide", () => {
    const widthOfTable = (width: number): number => {
      const lines = linesOf("long-name-".repeat(20), width);
      const rule = lines.findIndex((line) => line.startsWith("──"));
      return Math.max(...lines.slice(rule - 1).map(textWidth));
    };

    expect(widthOfTable(80)).toBeLessThanOrEqual(80);
    expect(widthOfTable(100)).toBeGreaterThan(80);
    expect(widthOfTable(100)).toBeLessThanOrEqual(100);
  });

  it("sends no control character of the data", () =>
    expect(linesOf("\u001b[2J\u009b31m\u202e\u0007", 80).join("")).not.toMatch(/[\p{Cc}\p{Cf}]/u));
});

/** A record that shows the text in every place that takes foreign text. */
function linesOf(text: string, width: number): readonly string[] {
  const step = buildStep({
    title: text,
    error: text,
    expectations: [buildExpectation({ what: text, expected: text, actual: text, verdict: "fail" })],
    findings: [
      buildFinding({ examples: [{ at: text, args: { username: text } }] }),
      buildFinding({ code: text }),
    ],
  });
  const result = buildResult({ id: text, variant: text, title: text, why: text, steps: [step] });
  return renderTerminal(buildRecord({ results: [result, result] }), { color: false, width }).split(
    "\n",
  );
}
