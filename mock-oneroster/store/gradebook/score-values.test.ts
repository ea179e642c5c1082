import { describe, expect, it } from "vitest";
import type { ScoreGroup } from "../records.ts";
import { minimumOf } from "./score-values.ts";

function groupWith(itemValueLHS: string): ScoreGroup {
  return {
    id: "g",
    status: "active",
    modified: "2026-09-01T00:00:00.000Z",
    metadata: undefined,
    title: "Letters",
    type: "letter",
    org: undefined,
    course: undefined,
    section: undefined,
    values: [{ itemValueLHS, itemValueRHS: "A" }],
  };
}

describe("the least percent of a score", () => {
  it.each([
    ["90", 90],
    [" 89.5 % ", 89.5],
    ["90 - 100", 90],
    ["90-100 %", 90],
    ["-5 - -1", -5],
    ["A", undefined],
    ["90 100", undefined],
  ])("of %j is %j", (text, least) => {
    expect(minimumOf(groupWith(text), "A")).toBe(least);
  });

  it("is looked for in no time in a text of blanks", { timeout: 5_000 }, () => {
    expect(minimumOf(groupWith(`5${" ".repeat(120_000)}x`), "A")).toBeUndefined();
  });
});
