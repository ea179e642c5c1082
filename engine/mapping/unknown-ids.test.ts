import { describe, expect, it } from "vitest";
import { mapped, placesOf, settingsWith, smallestWorld } from "../testing/world.ts";

describe("unknownIds", () => {
  it("names the schools and terms of the settings that the SIS did not send", () => {
    const settings = settingsWith({
      schools: { map: { "school-typo": "create" } },
      terms: { map: { "term-typo": "create" } },
      roles: { schools: { "role-typo": { student: "Student" } } },
    });

    const { diagnostics } = mapped(smallestWorld, { settings });

    expect(placesOf(diagnostics, "settings-id-unknown")).toEqual([
      "settings/schools/school-typo",
      "settings/schools/role-typo",
      "settings/terms/term-typo",
    ]);
  });

  it("is silent about settings that fit", () => {
    expect(placesOf(mapped(smallestWorld).diagnostics, "settings-id-unknown")).toEqual([]);
  });
});
