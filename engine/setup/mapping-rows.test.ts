import { describe, expect, it } from "vitest";
import { klass, ref, school, term } from "../testing/records.ts";
import { rosterOf, settingsWith, worldPlus } from "../testing/world.ts";
import { schoolRows, termRows } from "./mapping-rows.ts";

const world = worldPlus({
  orgs: [school("s2"), school("s3")],
  academicSessions: [term("t2"), term("old", { schoolYear: "2026" })],
  classes: [
    klass("k2", { school: ref("s2"), terms: [ref("t2")] }),
    klass("k3", { terms: [ref("old")] }),
  ],
});
const roster = rosterOf(world).value;

describe("the lines of Map Schools", () => {
  it("have the school of the SIS on the left and what it becomes on the right (R88, R89, R90)", () => {
    const settings = settingsWith({
      schools: { default: "create", map: { s2: { building: "HS" }, s3: "skip" } },
    });

    expect(schoolRows(roster, settings)).toEqual([
      { sisId: "d1", sis: "District d1", lms: "The organisation" },
      { sisId: "s1", sis: "School s1", lms: "Create New Building" },
      { sisId: "s2", sis: "School s2", lms: "HS" },
      { sisId: "s3", sis: "School s3", lms: "Not mapped" },
    ]);
  });
});

describe("the lines of Map Terms", () => {
  it("list mapped schools only, with the terms of the Active Year and its name (R97, R99)", () => {
    const settings = settingsWith({
      schools: { default: "create", map: { s2: "skip" } },
      activeYear: "2027",
    });

    expect(termRows(roster, settings)).toEqual([
      {
        school: "s1",
        schoolYear: "2026-2027",
        rows: [
          {
            sisId: "t1",
            sis: "Term t1",
            startDate: "2026-08-10",
            endDate: "2027-06-01",
            lms: "Create new grading period",
          },
        ],
      },
    ]);
  });

  it("may send several terms to one grading period (R100)", () => {
    const fall = { gradingPeriod: "Fall" };
    const settings = settingsWith({ terms: { schools: { s1: "skip" }, map: { t2: fall } } });
    const words = termRows(roster, settings).flatMap(({ rows }) => rows.map(({ lms }) => lms));
    const shared = settingsWith({ terms: { map: { t1: fall, t2: fall } } });

    expect(words).toEqual(["Not mapped", "Fall"]);
    expect(termRows(roster, shared).flatMap(({ rows }) => rows.map(({ lms }) => lms))).toEqual([
      "Fall",
      "Fall",
    ]);
  });
});
