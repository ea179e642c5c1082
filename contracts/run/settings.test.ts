import { describe, expect, it } from "vitest";
import { readingSpecs } from "./readings.ts";
import { everythingMapped, Settings } from "./settings.ts";

describe("settings", () => {
  it("start as the real app starts: nothing mapped, every role Do Not Sync (R94, R102, R106, R123)", () => {
    const settings = Settings.parse({});

    expect(settings.schools.default).toBe("skip");
    expect(settings.terms.default).toBe("skip");
    expect(new Set(Object.values(settings.roles.default))).toEqual(new Set(["do-not-sync"]));
  });

  it("use the first choice of every reading unless told otherwise", () => {
    const { readings } = Settings.parse({});
    const firsts = Object.fromEntries(
      Object.entries(readingSpecs).map(([name, { choices }]) => [name, choices[0]]),
    );

    expect(readings).toEqual(firsts);
  });

  it("refuse words that they do not know, so that a typing mistake is not a silent default", () => {
    expect(Settings.safeParse({ schols: {} }).success).toBe(false);
    expect(Settings.safeParse({ readings: { uidSource: "guid" } }).success).toBe(false);
    expect(Settings.safeParse({ schools: { map: { s1: { buildng: "1" } } } }).success).toBe(false);
  });

  it("want the year in which the school year ends, as text", () => {
    expect(Settings.safeParse({ activeYear: "2026-2027" }).success).toBe(false);
    expect(Settings.safeParse({ activeYear: "2027" }).success).toBe(true);
  });

  it("know a set that maps everything", () => {
    expect(Settings.parse(everythingMapped).roles.default.guardian).toBe("Parent");
  });
});
