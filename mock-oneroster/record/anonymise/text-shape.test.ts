import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../testing/texts.ts";
import { readShape } from "./text-shape.ts";

describe("readShape", () => {
  it("gives the text back when its own digits are poured in", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: "binary" })), (text) => {
        const shape = readShape(text);

        expect(shape.pour(shape.digits)).toBe(text);
      }),
    );
  });

  it("has the same digits for a text in capitals, with separators, and decomposed", () => {
    const { digits } = readShape("josémaría42");

    expect(readShape("JOSÉ María-42").digits).toEqual(digits);
    expect(readShape("JOSÉ María-42".normalize("NFD")).digits).toEqual(digits);
  });

  it("keeps zeros at the start of a number in the shape (F36)", () => {
    const { digits, radices } = readShape("0042-007");

    expect(radices).toEqual([9, 10, 10, 10, 10]);
    expect(digits).toEqual([3, 2, 0, 0, 7]);
    expect(readShape("s007").digits).toHaveLength(2);
  });
});
