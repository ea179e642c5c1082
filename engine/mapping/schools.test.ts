import { describe, expect, it } from "vitest";
import { district, klass, ref, school } from "../testing/records.ts";
import {
  mapped,
  placesOf,
  settingsWith,
  smallestWorld,
  worldPlus,
  worldWith,
} from "../testing/world.ts";

describe("mapSchools", () => {
  it("turns a school into a new building of its name, and the district into the organisation (R89, R93, R111)", () => {
    const { schoolTargets } = mapped(smallestWorld).value;

    expect([...schoolTargets]).toEqual([
      ["d1", { kind: "organization" }],
      ["s1", { kind: "created", code: "s1", title: "School s1" }],
    ]);
  });

  it("provisions nothing of a school that is not mapped: no people, courses or sections (R94)", () => {
    const settings = settingsWith({ schools: { default: "create", map: { s1: "skip" } } });

    const { value, diagnostics } = mapped(smallestWorld, { settings });

    expect([value.users.size, value.courses.size, value.sections.size]).toEqual([0, 0, 0]);
    expect(placesOf(diagnostics, "school-not-mapped")).toEqual(["sis/orgs/s1"]);
    expect(placesOf(diagnostics, "user-without-mapped-school")).toHaveLength(2);
  });

  it("maps several schools into one building, and a school onto the organisation (R88, R91, R92)", () => {
    const map = {
      s1: { building: "north" },
      s2: { building: "north" },
      s3: "organization",
    } as const;
    const world = worldPlus({ orgs: [school("s2"), school("s3")] });

    const { schoolTargets } = mapped(world, { settings: settingsWith({ schools: { map } }) }).value;

    expect(schoolTargets.get("s1")).toEqual({ kind: "existing", name: "north" });
    expect(schoolTargets.get("s2")).toEqual({ kind: "existing", name: "north" });
    expect(schoolTargets.get("s3")).toEqual({ kind: "organization" });
    expect(schoolTargets.has("d1")).toBe(false);
  });

  it("makes a building of a district only when the settings name the district", () => {
    const settings = settingsWith({ schools: { default: "skip", map: { d1: "create" } } });

    const { schoolTargets } = mapped(smallestWorld, { settings }).value;

    expect(schoolTargets.get("d1")).toMatchObject({ kind: "created", code: "d1" });
  });

  it("takes the building code from the identifier by that reading, and from the sourcedId when there is none", () => {
    const orgs = [
      school("s1", { identifier: "0100" }),
      school("s2", { identifier: null, name: "" }),
    ];
    const settings = settingsWith({
      schools: { default: "create" },
      readings: { buildingCodeSource: "identifier" },
    });

    const { schoolTargets } = mapped(worldWith({ orgs }), { settings }).value;

    expect(schoolTargets.get("s1")).toMatchObject({ code: "0100" });
    expect(schoolTargets.get("s2")).toEqual({ kind: "created", code: "s2", title: "s2" });
  });

  it("treats an org of another type as a school when classes belong to it, and says so", () => {
    const world = worldWith({
      orgs: [school("s1"), { sourcedId: "dep", name: "Arts", type: "department" }],
      classes: [klass("k1", { school: ref("dep") })],
    });

    const { value, diagnostics } = mapped(world);

    expect(value.sections.get("k1")?.school).toBe("dep");
    expect(placesOf(diagnostics, "org-acts-as-school")).toEqual(["sis/orgs/dep"]);
  });

  it("passes over orgs that are neither school nor district and teach nothing", () => {
    const world = worldWith({ orgs: [school("s1"), { sourcedId: "st", type: "state" }] });

    expect(mapped(world).value.schoolNames.has("st")).toBe(false);
  });

  it.each(["__proto__", "constructor", "toString"])(
    "does not mistake the school id %s for a setting",
    (id) => {
      const settings = settingsWith({ schools: { default: "skip" } });
      const world = worldWith({ orgs: [district("d1"), school(id)] });

      const { value } = mapped(world, { settings });

      expect(value.schoolTargets.size).toBe(0);
    },
  );
});
