import * as fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { csvLine, lineEnd } from "./csv-line.ts";

const cell = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom('"', ",", " ", "\r", "\n", "a", "\u00A0", "\uFEFF", "=") }),
  fc.constantFrom("=1+1", "😀", '"', '""', "\t", "-1", "@x"),
);
const line = fc.array(cell, { minLength: 2, maxLength: 6 });

describe("a line of CSV", () => {
  it("is written as papaparse writes it", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const written = lines.map(csvLine).join(lineEnd);

        expect(written).toBe(Papa.unparse(lines, { newline: lineEnd }));
      }),
    );
  });

  it("is read by papaparse as it was", () => {
    fc.assert(
      fc.property(line, (cells) => {
        const { data } = Papa.parse<string[]>(csvLine(cells), { delimiter: ",", newline: lineEnd });

        expect(data).toEqual([cells]);
      }),
    );
  });
});
