import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { SectionWrite } from "../../contracts/lms/section.ts";
import { UserWrite } from "../../contracts/lms/user.ts";
import { narrowSchema } from "./narrow-schema.ts";

const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant([1]));

function rowOf(schema: z.ZodObject): fc.Arbitrary<object> {
  const names = fc.constantFrom(...Object.keys(schema.shape), "stranger", "__proto__", "toString");
  return fc.dictionary(names, value, { maxKeys: 8 });
}

describe("a schema without the keys that a row lacks", () => {
  it.each([
    ["users", UserWrite],
    ["sections", SectionWrite],
    ["refined", z.object({ a: z.int().exactOptional(), b: z.int() }).refine(({ a }) => a !== 1)],
    ["strict", z.strictObject({ a: z.int().optional(), b: z.string().default("b") })],
  ])("reads every row as the whole one does: %s", (_what, schema) => {
    fc.assert(
      fc.property(rowOf(schema), (row) => {
        const narrow = narrowSchema(schema, row).safeParse(row);
        const whole = schema.safeParse(row);

        expect(narrow.success).toBe(whole.success);
        expect(narrow.data).toEqual(whole.data);
        expect(narrow.error?.issues).toEqual(whole.error?.issues);
      }),
      { numRuns: 300 },
    );
  });

  it("leaves what is no object alone", () => {
    const anything = z.array(z.int());

    expect(narrowSchema(anything, [1])).toBe(anything);
    expect(narrowSchema(UserWrite, null)).toBe(UserWrite);
  });
});
