import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { Course } from "./course.ts";
import { Enrollment } from "./enrollment.ts";
import { parseRow } from "./parse-row.ts";
import { Section, SectionWrite } from "./section.ts";
import { User, UserWrite } from "./user.ts";

const value = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.constantFrom(
    null,
    true,
    0,
    -0,
    1,
    "0",
    "1",
    "007",
    1.5,
    Number.NaN,
    [1],
    ["7", 8],
    "1,2",
    " ,3",
    {},
    undefined,
  ),
);

const listKeys = new Set(["grading_periods", "meeting_days", "class_periods"]);

/** Rows of any keys, and rows that have every key and mostly what belongs there. */
function rowOf(schema: z.ZodObject): fc.Arbitrary<object> {
  const keys = Object.keys(schema.shape);
  const names = fc.constantFrom(...keys, "stranger", "__proto__", "toString");
  const fitting = (key: string): fc.Arbitrary<unknown> =>
    listKeys.has(key) ? fc.constant([1, "2"]) : fc.constantFrom(0, 1, "0", "1");
  const likely = keys.map((key): [string, fc.Arbitrary<unknown>] => [
    key,
    fc.oneof({ weight: 60, arbitrary: fitting(key) }, { weight: 1, arbitrary: value }),
  ]);
  return fc.oneof(
    fc.dictionary(names, value, { maxKeys: 8 }),
    fc.record(Object.fromEntries(likely)),
  );
}

describe("reading a row", () => {
  it.each([
    ["users to write", UserWrite],
    ["sections to write", SectionWrite],
    ["users", User],
    ["courses", Course],
    ["sections", Section],
    ["enrollments", Enrollment],
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
