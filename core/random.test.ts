import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, hashText, mixNumbers } from "./random.ts";

describe("createRandom", () => {
  it("gives the same numbers for the same seed, on any machine", () => {
    const random = createRandom(42);

    expect([random.int(1000), random.int(1000), random.hex(8), random.uuid()])
      .toMatchInlineSnapshot(`
      [
        973,
        576,
        "eabaa34b",
        "dbd3d771-5ca8-4bdd-8d19-879b0ab41a4f",
      ]
    `);
  });

  it("gives a named stream that does not depend on what was drawn before", () => {
    const fresh = createRandom(7).fork("users/17").next();
    const used = createRandom(7);
    used.int(5);
    used.uuid();

    expect(used.fork("users/17").next()).toBe(fresh);
  });

  it("keeps whole numbers within their bound", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1_000_000 }), (seed, below) => {
        const value = createRandom(seed).int(below);
        return Number.isInteger(value) && value >= 0 && value < below;
      }),
    );
  });

  it("makes UUIDs of version 4", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(
          createRandom(seed).uuid(),
        ),
      ),
    );
  });

  it("spreads its numbers evenly over sixteen bins", () => {
    const bins = Array.from({ length: 16 }, () => 0);
    const random = createRandom("bins");
    for (let draw = 0; draw < 16_000; draw += 1) {
      const bin = random.int(16);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chiSquared = bins.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);

    // 15 degrees of freedom: above 44 only once in ten thousand.
    expect(chiSquared).toBeLessThan(44);
  });

  it("refuses to pick from nothing", () => {
    expect(() => createRandom(1).pick([])).toThrow("empty list");
  });

  it("hashes close texts far apart", () => {
    expect(hashText("user-1")).not.toBe(hashText("user-2"));
    expect(hashText("user-1", 1)).not.toBe(hashText("user-1", 2));
  });
});

describe("mixNumbers", () => {
  it("gives the same number for the same three, on any machine", () => {
    expect([mixNumbers(0, 0, 0), mixNumbers(42, 7, 1), mixNumbers(0xffff_ffff, 2 ** 31, 99)])
      .toMatchInlineSnapshot(`
        [
          1680814304,
          1863356496,
          930068644,
        ]
      `);
  });

  it.each([
    ["the first number", (n: number) => mixNumbers(1, n, 3)],
    ["the second number", (n: number) => mixNumbers(1, 3, n)],
    ["the seed", (n: number) => mixNumbers(n, 3, 3)],
    ["both numbers together", (n: number) => mixNumbers(1, n, n)],
    ["multiples of 65,536", (n: number) => mixNumbers(1, n * 65_536, 0)],
  ])("spreads evenly over 256 bins, by %s", (_what, draw) => {
    const draws = 256 * 200;
    const high = binned(draws, (n) => draw(n) >>> 24);
    const low = binned(draws, (n) => draw(n) & 0xff);

    // 255 degrees of freedom: above 345 only once in ten thousand.
    expect(high).toBeLessThan(345);
    expect(low).toBeLessThan(345);
  });

  it("flips about half of the bits when one bit of any input flips", () => {
    const flips = (change: (n: number, bit: number) => number): number => {
      let total = 0;
      for (let n = 0; n < 500; n += 1) {
        for (let bit = 0; bit < 32; bit += 1) total += bitCount(change(n, 1 << bit));
      }
      return total / (500 * 32);
    };

    expect(flips((n, bit) => mixNumbers(9, n, 4) ^ mixNumbers(9, n ^ bit, 4))).toBeCloseTo(16, 0);
    expect(flips((n, bit) => mixNumbers(9, 4, n) ^ mixNumbers(9, 4, n ^ bit))).toBeCloseTo(16, 0);
    expect(flips((n, bit) => mixNumbers(n, 4, 4) ^ mixNumbers(n ^ bit, 4, 4))).toBeCloseTo(16, 0);
  });
});

/** Chi-squared of many draws over 256 bins. */
function binned(draws: number, binOf: (n: number) => number): number {
  const bins = new Uint32Array(256);
  for (let n = 0; n < draws; n += 1) {
    const bin = binOf(n);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const expected = draws / 256;
  return bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function bitCount(word: number): number {
  let count = 0;
  for (let rest = word >>> 0; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
