import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Sheet } from "../../engine/index.ts";
import { InputError } from "../input-error.ts";
import { parseDecisions } from "./read-decisions.ts";
import { armedCell, disarmedCell, sheetCsv } from "./sheet-csv.ts";

const columns = ["Schoology Matching", "Schoology ID", "Integration-Mapping ID", "SIS Matching"];

function sheetOf(rows: readonly (readonly string[])[]): Sheet {
  const counts = { both: 0, onlySchoology: 0, onlySis: 0, questions: 0, rungs: [] };
  const summary = { kind: "users", file: "data-prep-users.csv", ...counts } as const;
  return { summary, columns, rows: () => rows };
}

const written = (rows: readonly (readonly string[])[]): string =>
  [...sheetCsv(sheetOf(rows))].join("");

const cell = fc
  .oneof(fc.string(), fc.constantFrom("=1+1", "'=x", "-5", "+a", "@b", "a,b", 'a"b', "00017"))
  .map((text) => text.trim());

describe("a sheet as CSV", () => {
  it("comes back as it was, whatever stands in its cells", () => {
    const row = fc.tuple(cell, cell, cell, fc.constant("always something"));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const read = parseDecisions(written(rows), "f.csv");

        expect(
          read.map((decision) => [
            decision.schoologyMatching,
            decision.schoologyId,
            decision.mappingId,
            decision.sisMatching,
          ]),
        ).toEqual(rows);
      }),
    );
  });

  it("holds nothing that a spreadsheet would run as a formula", () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(disarmedCell(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(armedCell(disarmedCell(text))).toBe(text);
      }),
    );
    expect(written([["=cmd()", "", "", "x"]])).toContain("'=cmd()");
  });

  it("begins with a byte order mark, and is made in chunks", () => {
    const chunks = [...sheetCsv(sheetOf(Array.from({ length: 4_500 }, () => ["a", "", "", "b"])))];

    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks[0]?.startsWith("\uFEFFSchoology Matching")).toBe(true);
    expect(chunks.join("").split("\r\n")).toHaveLength(4_502);
  });
});

describe("a file of decisions", () => {
  it("is read with the separators of any country, in any order of columns, and by row number", () => {
    const text = "Integration-Mapping ID;SIS Matching;Schoology Matching\n\n;;\n guid ;;s1\n";

    expect(parseDecisions(text, "f.csv")).toEqual([
      { line: 4, schoologyId: "", schoologyMatching: "s1", sisMatching: "", mappingId: "guid" },
    ]);
  });

  it.each([
    ["a,b\n1,2\n", /f\.csv:1:1: the column Schoology Matching is missing/],
    ["", /f\.csv:1:1: the column/],
    [`${columns.join(",")}\n"open,1,2,3\n`, /a quotation mark is left open/],
  ])("is refused with its place when it is no such file: %j", (text, message) => {
    expect(() => parseDecisions(text, "f.csv")).toThrow(InputError);
    expect(() => parseDecisions(text, "f.csv")).toThrow(message);
  });
});
