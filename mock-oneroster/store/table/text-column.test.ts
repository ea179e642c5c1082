import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textColumn } from "./columns.ts";

describe("a column of texts", () => {
  it("holds what was set last, however much was set before", () => {
    const text = fc.tuple(fc.string({ unit: "grapheme" }), fc.constantFrom(1, 20_000));
    const change = fc.tuple(fc.nat({ max: 50 }), fc.option(text, { nil: undefined }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 50, maxLength: 200 }), (changes) => {
        const column = textColumn();
        const expected = new Map<number, string | undefined>();
        for (const [row, value] of changes) {
          const long = value === undefined ? undefined : value[0].repeat(value[1]);
          column.set(row, long);
          expected.set(row, long);
        }
        for (const [row, value] of expected) expect(column.get(row) === value).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("gives back the room of texts that no row has any more", () => {
    const column = textColumn();
    const before = process.memoryUsage().arrayBuffers;

    for (let count = 0; count < 600; count += 1) column.set(0, String(count).padEnd(100_000, "x"));

    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30_000_000);
    expect(column.get(0)?.slice(0, 4)).toBe("599x");
  });
});
