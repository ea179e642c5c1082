import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatFilter, parseFilter, type FilterClause } from "./filter-grammar.ts";

const clause: fc.Arbitrary<FilterClause> = fc.record({
  field: fc.constantFrom("status", "class.sourcedId", "metadata.ic-x", "_a1"),
  predicate: fc.constantFrom("=", "!=", ">", ">=", "<", "<=", "~"),
  value: fc.string({ unit: "grapheme" }),
});

describe("parseFilter", () => {
  it("reads back every filter that can be written", () => {
    fc.assert(
      fc.property(clause, fc.constantFrom("AND", "OR"), clause, (first, operator, second) => {
        expect(parseFilter(formatFilter({ first }))).toEqual({ first });
        const both = { first, operator, second };
        expect(parseFilter(formatFilter(both))).toEqual(both);
      }),
    );
  });

  it("takes a quote that nobody doubled as part of the value", () => {
    expect(parseFilter("familyName='O'Brien'")).toEqual({
      first: { field: "familyName", predicate: "=", value: "O'Brien" },
    });
    expect(parseFilter("familyName='O'Brien' AND status='active'")?.second?.value).toBe("active");
  });

  it.each([
    "",
    "status",
    "status=active",
    'status="active"',
    "status = 'active'",
    "a='1' and b='2'",
    "a='1' AND b='2' AND c='3'",
    "='x'",
  ])("refuses %j", (text) => {
    expect(parseFilter(text)).toBeUndefined();
  });
});
