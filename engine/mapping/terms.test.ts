import { describe, expect, it } from "vitest";
import { klass, ref, school, term } from "../testing/records.ts";
import {
  codesOf,
  mapped,
  placesOf,
  settingsWith,
  smallestWorld,
  worldPlus,
  worldWith,
} from "../testing/world.ts";
import { schoolYearLabel } from "./terms.ts";

const twoSchools = worldPlus({
  orgs: [school("s2")],
  academicSessions: [term("t2", { title: "Term t1" })],
  classes: [klass("k2", { school: ref("s2"), terms: [ref("t2")] })],
});

describe("mapTerms", () => {
  it("makes a grading period with name, start and end exactly as in the SIS (R101)", () => {
    const [period] = mapped(smallestWorld).value.gradingPeriods.values();

    expect(period).toMatchObject({
      titles: ["Term t1", "Term t1 (School s1, 2026-2027)", "Term t1 (t1)"],
      existingTitle: undefined,
      startDate: "2026-08-10",
      endDate: "2027-06-01",
    });
  });

  it("lets terms of several schools with one title and equal dates share a grading period (F13)", () => {
    const { gradingPeriods, sections } = mapped(twoSchools).value;

    expect(gradingPeriods.size).toBe(1);
    expect(sections.get("k1")?.gradingPeriodKeys).toEqual(sections.get("k2")?.gradingPeriodKeys);
  });

  it("keeps them apart by the reading qualify (F13)", () => {
    const settings = settingsWith({ readings: { sameTermTitle: "qualify" } });

    expect(mapped(twoSchools, { settings }).value.gradingPeriods.size).toBe(2);
  });

  it("keeps them apart when their dates differ (F13)", () => {
    const world = {
      ...twoSchools,
      academicSessions: [term("t1"), term("t2", { title: "Term t1", startDate: "2026-09-01" })],
    };

    expect(mapped(world).value.gradingPeriods.size).toBe(2);
  });

  it("maps a term onto an existing grading period (R98)", () => {
    const settings = settingsWith({ terms: { map: { t1: { gradingPeriod: "Fall" } } } });

    const [period] = mapped(smallestWorld, { settings }).value.gradingPeriods.values();

    expect(period?.existingTitle).toBe("Fall");
  });

  it("leaves out terms that only unmapped schools use (R97)", () => {
    const settings = settingsWith({ schools: { default: "create", map: { s2: "skip" } } });
    const world = { ...twoSchools, academicSessions: [term("t1"), term("t2", { title: "B" })] };

    const { gradingPeriods } = mapped(world, { settings }).value;

    expect([...gradingPeriods.values()].map(({ termId }) => termId)).toEqual(["t1"]);
  });

  it.each([{ title: "" }, { startDate: "" }, { endDate: "soon" }])(
    "finds fault with a term without a title or dates: %j (R101)",
    (own) => {
      const { value, diagnostics } = mapped(worldWith({ academicSessions: [term("t1", own)] }));

      expect(value.gradingPeriods.size).toBe(0);
      expect(value.sections.size).toBe(0);
      expect(placesOf(diagnostics, "term-unusable")).toEqual(["sis/academicSessions/t1"]);
    },
  );

  it.each(["__proto__", "constructor"])("does not mistake the term id %s for a setting", (id) => {
    const world = worldWith({
      academicSessions: [term(id)],
      classes: [klass("k1", { terms: [ref(id)] })],
    });

    const { value, diagnostics } = mapped(world, { settings: settingsWith({ terms: {} }) });

    expect(value.gradingPeriods.size).toBe(0);
    expect(codesOf(diagnostics)).toContain("term-not-mapped");
  });

  it("writes a school year as people do, and leaves other words alone", () => {
    expect([schoolYearLabel("2027"), schoolYearLabel("another year")]).toEqual([
      "2026-2027",
      "another year",
    ]);
  });
});
