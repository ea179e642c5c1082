import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testPermutation } from "../testing/texts.ts";

const permute = testPermutation();

/** All numbers that can be written in the radices. */
function all(radices: readonly number[]): readonly (readonly number[])[] {
  return radices.reduce<readonly (readonly number[])[]>(
    (numbers, radix) =>
      numbers.flatMap((digits) => Array.from({ length: radix }, (_, digit) => [...digits, digit])),
    [[]],
  );
}

describe("createPermutation", () => {
  it.each([[[1]], [[7]], [[26]], [[2_000]], [[26, 26]], [[9, 10, 10]], [[3, 1, 5, 4]]])(
    "reaches every number of the radices %j exactly once",
    (radices) => {
      const numbers = all(radices);

      const images = numbers.map((digits) => permute(digits, radices).join());

      expect(new Set(images)).toEqual(new Set(numbers.map(String)));
    },
  );

  it("stays within the radices, however long the number", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(29_999), fc.integer({ min: 30_000, max: 65_535 })), {
          maxLength: 200,
        }),
        (pairs) => {
          const radices = pairs.map(([, radix]) => radix);
          const image = permute(
            pairs.map(([digit]) => digit),
            radices,
          );
          expect(image).toHaveLength(radices.length);
          image.forEach((digit, place) => expect(digit).toBeLessThan(radices[place] ?? 0));
        },
      ),
    );
  });

  it("gives other numbers with another key", () => {
    const digits = [1, 2, 3, 4, 5, 6];
    const radices = [26, 26, 26, 26, 26, 26];

    expect(testPermutation("other")(digits, radices)).not.toEqual(permute(digits, radices));
  });

  it("gives the same numbers on any machine", () => {
    expect(permute([1, 2, 3, 4, 5], [26, 26, 10, 10, 27_000])).toMatchInlineSnapshot(`
      [
        10,
        17,
        8,
        0,
        1538,
      ]
    `);
  });

  it("takes a time that grows with the number, and not with its square", () => {
    const cpuOf = (length: number): number => {
      const radices = Array.from({ length }, () => 26);
      const before = process.cpuUsage();
      permute(
        radices.map((_, place) => place % 26),
        radices,
      );
      return process.cpuUsage(before).user;
    };
    cpuOf(2_000);

    const many = Array.from({ length: 16 }, () => cpuOf(1_000)).reduce((sum, one) => sum + one);

    expect(cpuOf(16_000)).toBeLessThan(6 * many);
  });

  it("moves many digits of a long number too, all to different ones", () => {
    const radices = Array.from({ length: 100 }, () => 26);
    const zeros = radices.map(() => 0);

    const images = [...radices.keys()].map((place) => permute(zeros.with(place, 1), radices));

    const before = permute(zeros, radices);
    expect(new Set(images.map(String)).size).toBe(100);
    for (const after of images) {
      expect(after.filter((digit, at) => digit !== before[at]).length).toBeGreaterThan(70);
    }
  });

  it("moves many digits when one is changed, wherever it stands", () => {
    const radices = Array.from({ length: 12 }, () => 26);
    const zeros = radices.map(() => 0);
    const before = permute(zeros, radices);

    for (const place of radices.keys()) {
      const after = permute(zeros.with(place, 1), radices);
      expect(after.filter((digit, at) => digit !== before[at]).length).toBeGreaterThan(6);
    }
  });
});
