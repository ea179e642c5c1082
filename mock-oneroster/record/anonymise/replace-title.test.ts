import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText, testReplacement } from "../testing/texts.ts";
import { replaceTitle } from "./replace-title.ts";
import { isSchoolWord } from "./school-words.ts";

const replace = testReplacement();
const title = (text: string): string => replaceTitle(text, replace);

describe("replaceTitle", () => {
  it.each([
    "Algebra I 2",
    "Q1",
    "Semester 2",
    "2026-2027 School Year",
    "AP U.S. History",
    "Grade 09",
  ])("keeps what schools say everywhere: %s", (text) => {
    expect(title(text)).toBe(text);
  });

  it("loses the teacher in a title, and gives the name that the teacher has elsewhere", () => {
    expect(title("Algebra I - Garcia P3")).toBe(`Algebra I - ${replace("Garcia")} P3`);
    expect(title("ELA06-GARCIA-123")).toBe(`ELA06-${replace("GARCIA")}-${replace("123")}`);
  });

  it("loses the name of a school and keeps its kind", () => {
    expect(title("Lincoln Elementary School")).toBe(`${replace("Lincoln")} Elementary School`);
  });

  it("replaces prose and addresses as a whole, whatever words they hold", () => {
    const prose = "the first test of the year ".repeat(10);

    expect(title(prose)).not.toContain("test");
    expect(title("Math ann@school.org")).toMatch(/^\w{4} \w{3}@\w{6}\.\w{3}\.example$/);
  });

  it("makes no word of schools out of a word that is none, so different titles stay different", () => {
    const letters = "abcdefghijklmnopqrstuvwxyz".split("");
    const words = letters.flatMap((one) => letters.map((other) => one + other));

    expect(new Set(words.map(title)).size).toBe(words.length);
    for (const word of words) expect(isSchoolWord(title(word))).toBe(isSchoolWord(word));
  });

  it("keeps the length of any title", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(title(text)).toHaveLength(text.length);
      }),
    );
  });

  it("keeps single letters of the Latin alphabet only: one character may be a whole name", () => {
    expect(title("Math A")).toBe("Math A");
    expect(title("Math 王")).not.toContain("王");
  });
});
