import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filledList, listOf, namedPart, objectOf, partOf } from "./json-text.ts";

const fields = fc.dictionary(fc.string(), fc.option(fc.jsonValue(), { nil: undefined }));

describe("JSON put together from parts", () => {
  it("is the JSON of the whole object", () => {
    fc.assert(
      fc.property(fc.array(fields), (records) => {
        const named = records.map((record, index) => partOf({ [`part ${index}`]: record }));
        const whole = Object.fromEntries(records.map((record, index) => [`part ${index}`, record]));

        expect(objectOf(named)).toBe(JSON.stringify(whole));
      }),
    );
  });

  it("leaves out what is undefined or empty", () => {
    expect(objectOf([partOf({ a: undefined }), namedPart("b", undefined), partOf({ c: 1 })])).toBe(
      '{"c":1}',
    );
    expect(objectOf([])).toBe("{}");
    expect(filledList([])).toBeUndefined();
    expect(listOf([])).toBe("[]");
  });
});
