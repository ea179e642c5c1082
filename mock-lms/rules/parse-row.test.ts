import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { SectionWrite } from "../../contracts/lms/section.ts";
import { UserWrite } from "../../contracts/lms/user.ts";
import { parseRow } from "./parse-row.ts";

const value = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.constantFrom(null, true, 0, -0, 1, "0", "1", "007", 1.5, Number.NaN, [1], {}, undefined),
);

function rowOf(schema: z.ZodObject): fc.Arbitrary<object> {
  const names = fc.constantFrom(...Object.keys(schema.shape), "stranger", "__proto__", "toString");
  return fc.dictionary(names, value, { maxKeys: 8 });
}

describe("reading a row", () => {
  it.each([
    ["users", UserWrite],
    ["sections", SectionWrite],
    ["refined", z.object({ a: z.int().exactOptional(), b: z.int() }).refine(({ a }) => a !== 1)],
    ["strict", z.strictObject({ a: z.int().optional(), b: z.string().default("b") })],
    ["made up", z.object({ a: z.int().catch(1), b: z.preprocess(String, z.string()) })],
  ])("comes to what its schema comes to: %s", (_what, schema) => {
    fc.assert(
      fc.property(rowOf(schema), (row) => {
        const read = parseRow(schema, row);
        const whole = schema.safeParse(row);

        expect(read.success).toBe(whole.success);
        expect(JSON.stringify(read.data)).toBe(JSON.stringify(whole.data));
        expect(read.error?.issues).toEqual(whole.error?.issues);
      }),
      { numRuns: 300 },
    );
  });

  it.each([null, undefined, "text", 7, [], [{ uid: 1 }]])("refuses what is no row: %j", (row) => {
    expect(parseRow(UserWrite, row).error?.issues).toEqual(UserWrite.safeParse(row).error?.issues);
    expect(parseRow(UserWrite, row).success).toBe(false);
  });
});
