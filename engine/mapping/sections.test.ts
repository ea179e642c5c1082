import { describe, expect, it } from "vitest";
import { course, klass, ref, school, term } from "../testing/records.ts";
import {
  codesOf,
  mapped,
  placesOf,
  settingsWith,
  smallestWorld,
  worldPlus,
  worldWith,
} from "../testing/world.ts";

const twoTerms = worldWith({
  academicSessions: [term("t1"), term("t2")],
  classes: [klass("k1", { terms: [ref("t2"), ref("t1")] })],
});
const onlyT1 = { terms: { map: { t1: "create" as const } } };

describe("mapSections", () => {
  it("makes a section of a class, with the class sourcedId as its section school code (F50)", () => {
    const section = mapped(smallestWorld).value.sections.get("k1");

    expect(section).toMatchObject({
      schoolCode: "k1",
      sectionCode: "k1",
      title: "Class k1",
      courseCode: "c1",
      school: "s1",
    });
  });

  it("takes the section code from the class code by that reading", () => {
    const settings = settingsWith({ readings: { sectionCodeSource: "classCode" } });
    const classes = [klass("k1", { classCode: "M-1" }), klass("k2", { classCode: "" })];

    const { sections } = mapped(worldWith({ classes }), { settings }).value;

    expect([...sections.values()].map(({ sectionCode }) => sectionCode)).toEqual(["M-1", "k2"]);
  });

  it("titles a class without a title by its class code, else by its id", () => {
    const classes = [klass("k1", { title: "" }), klass("k2", { title: "", classCode: "" })];

    const { sections } = mapped(worldWith({ classes })).value;

    expect([...sections.values()].map(({ title }) => title)).toEqual(["k1", "k2"]);
  });

  it("does not provision sections of an unmapped term, and names each (R102, F05)", () => {
    const settings = settingsWith({ terms: { default: "skip" } });

    const { value, diagnostics } = mapped(smallestWorld, { settings });

    expect(value.sections.size).toBe(0);
    expect(value.enrollments.size).toBe(0);
    expect(placesOf(diagnostics, "term-not-mapped")).toEqual(["sis/classes/k1"]);
  });

  it("uses the mapped terms of a section that spans mapped and unmapped ones (F06)", () => {
    const { value, diagnostics } = mapped(twoTerms, { settings: settingsWith(onlyT1) });

    expect(value.sections.get("k1")?.gradingPeriodKeys).toHaveLength(1);
    expect(placesOf(diagnostics, "term-partly-mapped")).toEqual(["sis/classes/k1"]);
  });

  it("leaves such a section out by the reading skip (F06)", () => {
    const settings = settingsWith({ ...onlyT1, readings: { partialTerms: "skip" } });

    const { value, diagnostics } = mapped(twoTerms, { settings });

    expect(value.sections.size).toBe(0);
    expect(codesOf(diagnostics)).toContain("term-partly-mapped");
  });

  it("puts a section of several mapped terms into each of their grading periods", () => {
    expect(mapped(twoTerms).value.sections.get("k1")?.gradingPeriodKeys).toHaveLength(2);
  });

  it("finds fault with a class without terms and leaves it out (F07)", () => {
    const { value, diagnostics } = mapped(worldPlus({ classes: [klass("k2", { terms: [] })] }));

    expect([...value.sections.keys()]).toEqual(["k1"]);
    expect(placesOf(diagnostics, "class-without-terms")).toEqual(["sis/classes/k2"]);
  });

  it("finds fault with a class whose term was not sent (F62)", () => {
    const { value, diagnostics } = mapped(
      worldPlus({ classes: [klass("k2", { terms: [ref("gone")] })] }),
    );

    expect(value.sections.has("k2")).toBe(false);
    expect(placesOf(diagnostics, "dangling-reference")).toEqual(["sis/classes/k2"]);
  });

  it("leaves out classes of another year than the Active Year (R70, R71)", () => {
    const world = worldPlus({
      academicSessions: [term("old", { schoolYear: "2026" })],
      classes: [klass("k0", { terms: [ref("old")] })],
    });

    const { value, diagnostics } = mapped(world);

    expect([...value.sections.keys()]).toEqual(["k1"]);
    expect(placesOf(diagnostics, "class-other-year")).toEqual(["sis/classes/k0"]);
  });

  it("counts a term that names no year as one of the Active Year", () => {
    const world = worldPlus({
      academicSessions: [term("t2", { schoolYear: null })],
      classes: [klass("k2", { terms: [ref("t2")] })],
    });

    expect(mapped(world).value.sections.has("k2")).toBe(true);
  });

  it.each(["c9", ""])("leaves a class out whose course %j was not sent (R128, F62)", (id) => {
    const course9 = id === "" ? null : ref(id);

    const { value, diagnostics } = mapped(
      worldPlus({ classes: [klass("k2", { course: course9 })] }),
    );

    expect(value.sections.has("k2")).toBe(false);
    expect(placesOf(diagnostics, "course-missing")).toEqual(["sis/classes/k2"]);
  });

  it("leaves a class out whose course was sent but does not sync (R128)", () => {
    const world = worldWith({
      orgs: [school("s1"), school("s2")],
      courses: [course("c1", { org: ref("s2") })],
    });
    const settings = settingsWith({ schools: { map: { s1: "create" } } });

    const { value, diagnostics } = mapped(world, { settings });

    expect(value.sections.size).toBe(0);
    expect(placesOf(diagnostics, "course-not-synced")).toEqual(["sis/classes/k1"]);
  });

  it("makes sections of homerooms unless the reading excludes them (F71)", () => {
    const world = worldPlus({ classes: [klass("k2", { classType: "homeroom" })] });
    const settings = settingsWith({ readings: { homerooms: "exclude" } });

    expect(mapped(world).value.sections.size).toBe(2);
    expect([...mapped(world, { settings }).value.sections.keys()]).toEqual(["k1"]);
  });
});
