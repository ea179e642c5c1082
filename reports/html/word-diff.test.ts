import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DiffPiece, diffWords } from "./word-diff.ts";

const joined = (pieces: readonly DiffPiece[]): string => pieces.map(({ text }) => text).join("");
const marked = (pieces: readonly DiffPiece[]): string =>
  pieces.map(({ text, changed }) => (changed ? `[${text}]` : text)).join("");

describe("word diff", () => {
  it("marks the words that changed", () => {
    const diff = diffWords(
      "Teacher of mathematics and physics",
      "Teacher of mathematics and chemistry",
    );

    expect(marked(diff.before)).toBe("Teacher of mathematics and [physics]");
    expect(marked(diff.after)).toBe("Teacher of mathematics and [chemistry]");
  });

  it("marks an item added to a list and a space that was lost", () => {
    expect(marked(diffWords("LHS", "LHS, OAK").after)).toBe("LHS[, OAK]");
    expect(marked(diffWords("Smith ", "Smith").before)).toBe("Smith[ ]");
  });

  it("shows texts with little in common as one replaced by the other", () =>
    expect(marked(diffWords("a1-b2-c3", "d4-e5-f6").after)).toBe("[d4-e5-f6]"));

  it("marks nothing in equal texts and loses nothing in others", () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const diff = diffWords(before, after);
        expect([joined(diff.before), joined(diff.after)]).toEqual([before, after]);
        expect(diffWords(after, after).after.some(({ changed }) => changed)).toBe(false);
      }),
    ));
});
