import { describe, expect, it } from "vitest";
import { course, klass, ref, school, term } from "../testing/records.ts";
import { mapped, placesOf, settingsWith, worldPlus, worldWith } from "../testing/world.ts";

const mathTwice = worldWith({
  orgs: [school("s1", { identifier: "010" }), school("s2", { identifier: null })],
  courses: [
    course("c1", { courseCode: "M101" }),
    course("c2", { courseCode: "M101", org: ref("s2") }),
  ],
});

describe("mapCourses", () => {
  it("keeps the M101 of two schools apart by sourcedId (F49)", () => {
    expect([...mapped(mathTwice).value.courses.keys()]).toEqual(["c1", "c2"]);
  });

  it("keeps them apart by school and course code (F49)", () => {
    const settings = settingsWith({ readings: { courseCodeSource: "school-and-courseCode" } });

    expect([...mapped(mathTwice, { settings }).value.courses.keys()]).toEqual([
      "010-M101",
      "s2-M101",
    ]);
  });

  it("gives a course code to one course only, and names the other (F49)", () => {
    const settings = settingsWith({ readings: { courseCodeSource: "courseCode" } });
    const world = { ...mathTwice, classes: [klass("k2", { course: ref("c2") })] };

    const { value, diagnostics } = mapped(world, { settings });

    expect([...value.courses.keys()]).toEqual(["M101"]);
    expect(diagnostics.find(({ code }) => code === "course-code-duplicate")).toMatchObject({
      at: "sis/courses/c2",
      args: { courseCode: "M101", other: "c1" },
    });
    expect(placesOf(diagnostics, "course-not-synced")).toEqual(["sis/classes/k2"]);
  });

  it("knows a course without a course code by its sourcedId", () => {
    const settings = settingsWith({ readings: { courseCodeSource: "courseCode" } });
    const courses = [course("c1", { courseCode: "" })];

    expect([...mapped(worldWith({ courses }), { settings }).value.courses.keys()]).toEqual(["c1"]);
  });

  it("titles a course without a title by its code", () => {
    const { courses } = mapped(worldWith({ courses: [course("c1", { title: null })] })).value;

    expect(courses.get("c1")?.title).toBe("c1");
  });

  it("gives a course of the district to the smallest mapped school that teaches it", () => {
    const world = worldWith({
      orgs: [school("s0"), school("s1"), school("s2"), { sourcedId: "d1", type: "district" }],
      courses: [course("c1", { org: ref("d1") }), course("c2", { org: null })],
      classes: [
        klass("k2", { school: ref("s2") }),
        klass("k1", { school: ref("s1") }),
        klass("k0", { school: ref("s0") }),
        klass("k3", { course: null }),
      ],
    });
    const settings = settingsWith({ schools: { default: "create", map: { s0: "skip" } } });

    const { courses } = mapped(world, { settings }).value;

    expect([...courses.values()].map(({ code, school: at }) => [code, at])).toEqual([["c1", "s1"]]);
  });

  it("leaves out courses of another year than the Active Year (R71)", () => {
    const world = worldPlus({
      academicSessions: [
        term("y26", { type: "schoolYear", schoolYear: "2026" }),
        term("y27", { type: "schoolYear" }),
      ],
      courses: [
        course("c2", { schoolYear: ref("y26") }),
        course("c3", { schoolYear: ref("y27") }),
        course("c4", { schoolYear: ref("gone") }),
      ],
    });

    expect([...mapped(world).value.courses.keys()]).toEqual(["c1", "c3", "c4"]);
  });

  it("makes a course that was not sent from the first class that names it, by that reading (R128)", () => {
    const settings = settingsWith({ readings: { missingCourse: "create" } });
    const classes = [
      klass("k2", { course: ref("c9"), title: "Later" }),
      klass("k1", { course: ref("c9"), title: "First" }),
      klass("k3", { course: null }),
      klass("k4"),
    ];

    const { value, diagnostics } = mapped(worldWith({ classes }), { settings });

    expect(value.courses.get("c9")).toEqual({
      code: "c9",
      courseId: "c9",
      title: "First",
      school: "s1",
    });
    expect(placesOf(diagnostics, "course-made-from-class")).toEqual(["sis/classes/k1"]);
  });

  it("stays quick when every school has the same course codes", () => {
    const settings = settingsWith({ readings: { courseCodeSource: "courseCode" } });
    const courses = Array.from({ length: 20_000 }, (_, index) =>
      course(`c${index}`, { courseCode: `M${index % 10_000}` }),
    );
    const before = performance.now();

    const { courses: made } = mapped(worldWith({ courses }), { settings }).value;

    expect(made.size).toBe(10_000);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
