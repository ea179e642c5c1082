import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WireCount, WireDecimal, WireFlag, WireId, WireIdList, WireText } from "./wire-values.ts";

describe("wire values", () => {
  it("reads an id the same from a number and from text", () => {
    fc.assert(
      fc.property(fc.nat(), (id) => {
        expect(WireId.parse(id)).toBe(WireId.parse(String(id)));
      }),
    );
  });

  it.each(["", "12a", " 1", "-1", 1.5, -1, null, {}, "9".repeat(30)])("%j is no id", (value) => {
    expect(WireId.safeParse(value).success).toBe(false);
  });

  it("reads flags in all spellings", () => {
    expect([0, 1, "0", "1", null].map((flag) => WireFlag.parse(flag))).toEqual([0, 1, 0, 1, 0]);
    expect(WireFlag.safeParse("yes").success).toBe(false);
  });

  it("reads lists of ids, empty ones too", () => {
    expect(WireIdList.parse("11, 12,")).toEqual(["11", "12"]);
    expect(WireIdList.parse(null)).toEqual([]);
    expect(WireIdList.parse(11)).toEqual(["11"]);
    expect(WireIdList.safeParse("11;12").success).toBe(false);
  });

  it("reads counts and decimals that came as text", () => {
    expect(WireCount.parse("20")).toBe(20);
    expect(WireDecimal.parse("12.50")).toBe(12.5);
    expect(WireDecimal.safeParse("1e9").success).toBe(false);
  });

  it("reads null as empty text", () => {
    expect(WireText.parse(null)).toBe("");
    expect(WireText.parse(7)).toBe("7");
  });
});
