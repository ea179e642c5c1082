import { describe, expect, it } from "vitest";
import { listSources } from "../build/reference.ts";
import { allRules, findCarriers, findGaps, idsIn } from "../build/rules/carriers.ts";

describe("the table of rules", () => {
  it("has every rule of the guide and every failure of the catalogue", () => {
    const numbers = (letter: string): readonly number[] =>
      Object.keys(allRules)
        .filter((id) => id.startsWith(letter))
        .map((id) => Number(id.slice(1)));

    expect(numbers("R")).toEqual(Array.from({ length: 134 }, (_, index) => index + 1));
    expect(numbers("F")).toEqual(Array.from({ length: 110 }, (_, index) => index + 1));
  });

  it("has code and a test, or a reason that is still true, for each of them", () => {
    expect(findGaps(findCarriers(listSources()))).toEqual([]);
  });

  it("reads ids alone, in lists and in ranges, but no range that means all of them", () => {
    expect([...idsIn("F01, R8; guide R66 to R68 and F08")]).toEqual([
      "F01",
      "R8",
      "R66",
      "R67",
      "R68",
      "F08",
    ]);
    expect([...idsIn("R1 to R134")]).toEqual(["R1"]);
    expect([...idsIn("R1234, XF01, F1")]).toEqual(["F01"]);
  });
});
