import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, hashText } from "./random.ts";

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
