import { describe, expect, it } from "vitest";
import { klass, ref, term } from "../testing/records.ts";
import { mapped, settingsWith, smallestWorld, worldPlus, worldWith } from "../testing/world.ts";

describe("mapRoster", () => {
  it("takes the latest year that the SIS shows when the settings name none (R70)", () => {
    const world = worldPlus({
      academicSessions: [term("old", { schoolYear: "2026" })],
      classes: [klass("k0", { terms: [ref("old"), ref("gone")] })],
    });

    expect(mapped(world).value.activeYear).toBe("2027");
    expect(mapped(world, { settings: settingsWith({ activeYear: "2026" }) }).value.activeYear).toBe(
      "2026",
    );
  });

  it("refuses to sync a year that the SIS does not show: it never means that all have left (F11, R75)", () => {
    const { value, diagnostics } = mapped(smallestWorld, {
      settings: settingsWith({ activeYear: "2026" }),
    });

    expect(value.usable).toBe(false);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: "year-empty",
        args: { year: "2026", shown: "it shows 2027" },
      }),
    );
  });

  it("refuses to sync when the SIS shows no classes at all (F11)", () => {
    const { value, diagnostics } = mapped(worldWith({ classes: [] }));

    expect(value).toMatchObject({ usable: false, activeYear: "unknown" });
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ args: { year: "unknown", shown: "it shows no classes" } }),
    );
  });

  it("syncs classes whose terms name no year", () => {
    const world = worldWith({ academicSessions: [term("t1", { schoolYear: null })] });

    expect(mapped(world).value).toMatchObject({ usable: true, activeYear: "unknown" });
  });

  it("knows whether the roster was read to its end (F77)", () => {
    expect(mapped(smallestWorld).value.complete).toBe(true);
    expect(mapped(smallestWorld, { incomplete: ["users"] }).value.complete).toBe(false);
  });
});
