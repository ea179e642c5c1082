import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutText, fitText, padText, textWidth, wrapText } from "./text-width.ts";

const anyText = fc.string({ unit: "grapheme" });

describe("text width", () => {
  it("counts wide characters twice and marks not at all", () => {
    expect(textWidth("王小明")).toBe(6);
    expect(textWidth("Zoe\u0308")).toBe(3);
    expect(textWidth("👩‍🏫")).toBe(2);
  });

  it("cuts before a wide character that does not fit", () => {
    expect(fitText("王小明", 4)).toBe("王…");
    expect(fitText("ab👩‍🏫cd", 4)).toBe("ab…");
  });

  it("pads on the side asked for", () => {
    expect(padText("王", 4)).toBe("王  ");
    expect(padText("12", 4, "right")).toBe("  12");
  });

  it("never makes a text or a line wider than allowed, nor loses a character when wrapping", () =>
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrapText(text, width);
        expect(textWidth(fitText(text, width))).toBeLessThanOrEqual(width);
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
    ));

  it("wraps at spaces first", () =>
    expect(wrapText("one two threefourfive six", 8)).toEqual([
      "one two",
      "threefou",
      "rfive",
      "six",
    ]));

  it("cuts a huge text at a grapheme and says how much is missing", () => {
    expect(cutText("x".repeat(1_000_000), 3)).toEqual({ kept: "xxx", cut: 999_997 });
    expect(cutText("e\u0301e\u0301", 3)).toEqual({ kept: "e\u0301e\u0301", cut: 0 });
  });

  it("does not let a stack of marks count as one character", () =>
    expect(cutText(`ok${"\u0301".repeat(5_000)}`, 100).kept).toBe("o"));
});
