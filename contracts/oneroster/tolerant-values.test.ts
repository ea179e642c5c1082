import { describe, expect, it } from "vitest";
import {
  describeSeen,
  readDate,
  readDateTime,
  readFlag,
  readId,
  readMetadata,
  readNumber,
  readText,
  readYear,
  unreadable,
} from "./tolerant-values.ts";

describe("a value from the wild", () => {
  it.each([
    ["2025", "2025"],
    [2025, "2025"],
    ["2024-2025", "2025"],
    ["2024/25", "2025"],
    ["2024 – 2025", "2025"],
    ["1999-00", "2000"],
    ["2024-2026", unreadable],
    ["2024-08", unreadable],
    ["25", unreadable],
    [{}, unreadable],
  ])("is a school year or not: %j", (value, year) => {
    expect(readYear(value)).toBe(year);
  });

  it.each([
    [true, "true"],
    ["False", "false"],
    [" TRUE ", "true"],
    [0, "false"],
    ["1", "true"],
    ["yes", unreadable],
    [2, unreadable],
  ])("is a flag or not: %j", (value, flag) => {
    expect(readFlag(value)).toBe(flag);
  });

  it.each([
    ["2025-12-20", "2025-12-20"],
    ["2025-12-20T23:30:00-05:00", "2025-12-20"],
    ["2025-12-20 00:00:00", "2025-12-20"],
    ["2025-02-30", unreadable],
    ["2025-12-201", unreadable],
    ["12/20/2025", unreadable],
    [20_251_220, unreadable],
  ])("is a day or not: %j", (value, day) => {
    expect(readDate(value)).toBe(day);
  });

  it.each([
    ["2025-12-20", "2025-12-20"],
    ["2025-12-20T23:30:00", "2025-12-20T23:30:00"],
    ["now", unreadable],
    [1_766_000_000, unreadable],
  ])("is a moment or not: %j", (value, moment) => {
    expect(readDateTime(value)).toBe(moment);
  });

  it.each([
    [8.5, 8.5],
    ["-8.50", -8.5],
    [".5e1", 5],
    ["1e999", unreadable],
    [Number.NaN, unreadable],
    ["8,5", unreadable],
    [true, unreadable],
  ])("is a number or not: %j", (value, number) => {
    expect(readNumber(value)).toBe(number);
  });

  it("is text, an id or free keys only in forms that lose nothing", () => {
    expect([readText(7), readText(true), readText([]), readText(Number.NaN)]).toEqual([
      "7",
      unreadable,
      unreadable,
      unreadable,
    ]);
    expect([readId(7), readId(" "), readId(Number.NaN)]).toEqual(["7", unreadable, unreadable]);
    expect([readMetadata([]), readMetadata("x")]).toEqual([unreadable, unreadable]);
  });

  it("is described by its type and a little of itself", () => {
    const long = `${"x".repeat(39)}😀`;

    expect(
      [long, 12, false, null, undefined, [1, 2], { name: "Mira" }, 1n].map(describeSeen),
    ).toEqual([
      `string ${"x".repeat(39)}`,
      "number 12",
      "boolean false",
      "null",
      "undefined",
      "list of 2",
      "object",
      "bigint",
    ]);
  });
});
