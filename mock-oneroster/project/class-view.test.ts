import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareText } from "../store/compare-text.ts";
import { joinMembers, type ViewMember } from "./class-view.ts";

function memberOf(ids: readonly string[], asked: { count: number }): ViewMember {
  const sourcedIdAt = (row: number): string => {
    asked.count += 1;
    return ids[row] ?? "";
  };
  return {
    rows: () => Uint32Array.from(ids, (_, row) => row),
    sourcedIdAt,
    record: () => ({}),
    find: (id) => ids.indexOf(id),
    shows: () => true,
    candidates: () => undefined,
    belongs: () => false,
    texts: () => undefined,
  };
}

describe("two members of a class", () => {
  it("are shown in one order, and each record is found", () => {
    const ids = fc.uniqueArray(fc.string({ unit: "grapheme", maxLength: 4 }), { maxLength: 60 });
    fc.assert(
      fc.property(ids, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (all, sides) => {
        const sorted = all.toSorted(compareText);
        const asked = { count: 0 };
        const parts = [true, false].map((side) => sorted.filter((_, at) => sides[at] === side));
        const view = joinMembers(parts.map((part) => memberOf(part, asked)));

        expect(Array.from(view.handles, (handle) => view.sourcedIdAt(handle))).toEqual(sorted);
        expect(sorted.map((id) => view.find(id))).toEqual([...view.handles]);
      }),
    );
  });

  it("cost few looks at ids when one of them is small", () => {
    const many = Array.from({ length: 100_000 }, (_, at) => String(at).padStart(6, "0"));
    const asked = { count: 0 };

    joinMembers([memberOf(["000007x", "050000x", "099999x"], asked), memberOf(many, asked)]);

    expect(asked.count).toBeLessThan(300);
  });
});
