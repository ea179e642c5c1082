import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createIdSpace } from "./id-space.ts";

describe("createIdSpace", () => {
  it.each([
    ["while its slots are marked", undefined],
    ["when the marks are given up on the way", 7],
  ])("gives each id one number and finds it again, %s", (_when, markedMax) => {
    fc.assert(
      fc.property(fc.array(anyId()), anyId(), (ids, stranger) => {
        const space = createIdSpace(markedMax);
        const distinct = [...new Set(ids)];

        expect(ids.map((id) => space.code(id))).toEqual(ids.map((id) => distinct.indexOf(id)));
        expect(space.size).toBe(distinct.length);
        expect(distinct.map((_id, code) => space.text(code))).toEqual(distinct);
        expect(distinct.map((id) => space.find(id))).toEqual(distinct.map((_id, code) => code));
        expect(space.find(stranger)).toBe(distinct.indexOf(stranger));
      }),
    );
  });

  it("keeps many ids that count up, or differ in their beginnings only", () => {
    const space = createIdSpace(3_000);
    const ids = Array.from({ length: 5_000 }, (_, n) => [
      `s${100_000 + n}`,
      `${n}-same-end`,
    ]).flat();

    expect(ids.map((id) => space.code(id))).toEqual(ids.map((_id, code) => code));
    expect(ids.map((id) => space.find(id))).toEqual(ids.map((_id, code) => code));
  });
});

/** Numbers that count up, GUIDs, and any other text, also the empty one. */
function anyId(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.integer({ min: 0, max: 300 }).map((number) => `s${1_000 + number}`),
    fc.uuid(),
    fc.string({ unit: "grapheme", maxLength: 4 }),
  );
}
