import { describe, expect, it } from "vitest";
import {
  course,
  district,
  enrollment,
  klass,
  ref,
  school,
  term,
  user,
  userWithRoles,
} from "../testing/records.ts";
import {
  codesOf,
  guardianOf,
  mapped,
  placesOf,
  rolesWith,
  settingsWith,
  smallestWorld,
  worldPlus,
  worldWith,
} from "../testing/world.ts";
import { weekDaysBetween } from "./term-spans.ts";

const argsOf = (diagnostics: ReturnType<typeof mapped>["diagnostics"], code: string): unknown =>
  diagnostics.find((diagnostic) => diagnostic.code === code)?.args;

describe("the terms of a school", () => {
  const spans = (...dates: readonly (readonly [string, string])[]) => {
    const ids = dates.map((_, index) => `q${index}`);
    return worldWith({
      academicSessions: dates.map(([startDate, endDate], index) =>
        term(ids[index] ?? "", { startDate, endDate }),
      ),
      classes: [klass("k1", { terms: ids.map(ref) })],
    });
  };

  it("leave a gap when school days lie between them, weekends not counted (F08)", () => {
    const wednesday = spans(["2026-08-10", "2026-10-09"], ["2026-10-14", "2026-12-18"]);
    const monday = spans(["2026-08-10", "2026-10-09"], ["2026-10-12", "2026-12-18"]);

    expect(argsOf(mapped(wednesday).diagnostics, "term-gap")).toEqual({
      before: "Term q0",
      ends: "2026-10-09",
      after: "Term q1",
      begins: "2026-10-14",
      days: 2,
    });
    expect(codesOf(mapped(monday).diagnostics)).not.toContain("term-gap");
  });

  it("leave none where a longer term covers the days (F08)", () => {
    const covered = spans(
      ["2026-08-10", "2027-06-01"],
      ["2026-08-10", "2026-10-09"],
      ["2026-10-14", "2026-12-18"],
    );

    expect(codesOf(mapped(covered).diagnostics)).not.toContain("term-gap");
    expect(codesOf(mapped(covered).diagnostics)).not.toContain("term-overlap");
  });

  it("overlap when one begins before another of its kind has ended (F08)", () => {
    const overlapping = spans(["2026-08-10", "2026-10-09"], ["2026-10-09", "2026-12-18"]);

    expect(argsOf(mapped(overlapping).diagnostics, "term-overlap")).toMatchObject({
      before: "Term q0",
      after: "Term q1",
    });
  });

  it("are judged school by school, and only those that are mapped (F08)", () => {
    const gap = spans(["2026-08-10", "2026-10-09"], ["2026-10-14", "2026-12-18"]);
    const apart = {
      ...gap,
      orgs: [district("d1"), school("s1"), school("s2")],
      classes: [
        klass("k1", { terms: [ref("q0")] }),
        klass("k2", { terms: [ref("q1")], school: ref("s2") }),
      ],
    };
    const settings = settingsWith({ terms: { default: "create", map: { q1: "skip" } } });

    expect(codesOf(mapped(apart).diagnostics)).not.toContain("term-gap");
    expect(codesOf(mapped(gap, { settings }).diagnostics)).not.toContain("term-gap");
  });

  it.each([
    ["2026-10-09", "2026-10-10", 0],
    ["2026-10-09", "2026-10-12", 0],
    ["2026-10-08", "2026-10-12", 1],
    ["2026-12-18", "2027-01-04", 10],
  ])("count the week days between %s and %s", (from, to, days) => {
    expect(weekDaysBetween(from, to)).toBe(days);
  });
});

describe("texts and codes", () => {
  it.each(["Zo\ufffd", "JosÃ©", "Oâ€™Neil", "Nul\u0000", "half \ud83e"])(
    "that look broken are named and passed on as they are: %j (F34)",
    (givenName) => {
      const { value, diagnostics } = mapped(worldPlus({ users: [user("u1", { givenName })] }));

      expect(placesOf(diagnostics, "text-encoding")).toEqual(["sis/users/u1"]);
      expect(value.users.get("u1")?.fields["name_first"]).toBe(givenName);
    },
  );

  it.each(["Zoë", "O’Neil", "Élodie Ångström", "🦊", "<b>", "李"])(
    "that are merely foreign are not: %j (F34)",
    (givenName) => {
      const { diagnostics } = mapped(worldPlus({ users: [user("u1", { givenName })] }));

      expect(codesOf(diagnostics)).not.toContain("text-encoding");
    },
  );

  it("with characters that imports choke on, or too many, are named and kept (F35)", () => {
    const settings = settingsWith({ readings: { courseCodeSource: "courseCode" } });
    const long = "x".repeat(51);
    const world = worldPlus({
      courses: [
        course("c2", { courseCode: "M&M #1" }),
        course("c3", { courseCode: long }),
        course("c4", { courseCode: "y".repeat(50) }),
      ],
      classes: [klass("k/2"), klass("k,3")],
    });

    const { value, diagnostics } = mapped(world, { settings });

    expect(placesOf(diagnostics, "code-characters")).toEqual(["sis/courses/c2", "sis/classes/k,3"]);
    expect(argsOf(diagnostics, "code-characters")).toEqual({
      field: "the course code",
      characters: "# &",
    });
    expect(argsOf(diagnostics, "code-too-long")).toEqual({
      field: "the course code",
      length: 51,
      max: 50,
    });
    expect(placesOf(diagnostics, "code-too-long")).toEqual(["sis/courses/c3"]);
    expect([...value.courses.keys()].slice(0, 3)).toEqual(["c1", "M&M #1", long]);
  });
});

describe("guardians and staff", () => {
  it("of OneRoster 1.1 sync at the district alone, unless the reading says otherwise (R13, R111, F41)", () => {
    const atSchool = user("g1", { role: "guardian", agents: [ref("student")] });
    const world = worldPlus({ users: [atSchool, guardianOf("student")] });
    const anywhere = settingsWith({ readings: { guardianPlace: "any-org" } });

    const { value, diagnostics } = mapped(world);

    expect([value.users.has("g1"), value.users.has("guardian")]).toEqual([false, true]);
    expect(placesOf(diagnostics, "guardian-at-school")).toEqual(["sis/users/g1"]);
    expect(mapped(world, { settings: anywhere }).value.users.has("g1")).toBe(true);
  });

  it("of OneRoster 1.2 sync at schools (R13, R113)", () => {
    const world = worldPlus({ users: [userWithRoles("g1", [["guardian", "s1"]])] });

    expect(mapped(world, { version: "1.2" }).value.users.get("g1")?.school).toBe("s1");
  });

  it("may sync at a school where there is no district at all (R111)", () => {
    const users = [...smallestWorld.users, user("g1", { role: "guardian" })];
    const { value } = mapped(worldWith({ orgs: [school("s1")], users }));

    expect(value.users.has("g1")).toBe(true);
  });

  it("are missed in 1.2 while the role is mapped at the district only (F42, R113)", () => {
    const world = worldPlus({ users: [userWithRoles("g1", [["guardian", "s1"]])] });
    const settings = settingsWith({
      roles: {
        default: { staff: "Teacher", student: "Student" },
        schools: { d1: { guardian: "Parent" } },
      },
    });

    expect(
      argsOf(mapped(world, { settings, version: "1.2" }).diagnostics, "guardian-level"),
    ).toEqual({ guardians: 1 });
    expect(codesOf(mapped(world, { version: "1.2" }).diagnostics)).not.toContain("guardian-level");
  });

  it("are said to be missing when students come and they do not (F47)", () => {
    expect(argsOf(mapped(smallestWorld).diagnostics, "guardians-none")).toEqual({ students: 1 });
    expect(
      codesOf(
        mapped(smallestWorld, { settings: rolesWith({ guardian: "do-not-sync" }) }).diagnostics,
      ),
    ).not.toContain("guardians-none");
  });

  it("are said to be incomplete when all staff are teachers (F32)", () => {
    const withAide = worldPlus({ users: [user("a1", { role: "aide" })] });

    expect(argsOf(mapped(smallestWorld).diagnostics, "support-staff-absent")).toEqual({ staff: 1 });
    expect(codesOf(mapped(withAide).diagnostics)).not.toContain("support-staff-absent");
  });
});

describe("a role of OneRoster 1.2", () => {
  const dated = (dates: Readonly<Record<string, string>>) => ({
    ...Object(user("u1")),
    roles: [{ role: "student", org: ref("s1"), roleType: "primary", ...dates }],
  });
  const syncs = (
    dates: Readonly<Record<string, string>>,
    roleDates: "respect" | "ignore" = "respect",
  ) =>
    mapped(worldPlus({ users: [dated(dates)] }), {
      version: "1.2",
      settings: settingsWith({ readings: { roleDates } }),
    }).value.users.has("u1");

  it("counts between its own dates, which today may touch (R106)", () => {
    expect(syncs({ beginDate: "2026-09-15", endDate: "2026-09-15" })).toBe(true);
    expect(syncs({ beginDate: "2026-09-16" })).toBe(false);
    expect(syncs({ endDate: "2026-09-14" })).toBe(false);
    expect(syncs({ endDate: "2026-09-14" }, "ignore")).toBe(true);
  });

  it("is named when it is out of time (R106)", () => {
    const { diagnostics } = mapped(worldPlus({ users: [dated({ endDate: "2026-09-14" })] }), {
      version: "1.2",
    });

    expect(argsOf(diagnostics, "role-out-of-time")).toEqual({
      role: "student",
      begins: "?",
      ends: "2026-09-14",
    });
  });
});

describe("teachers of sections", () => {
  it("all become course admins, however many are primary (F53)", () => {
    const world = worldPlus({
      users: [user("second", { role: "teacher" })],
      enrollments: [
        enrollment("k1", "second", { role: "teacher", primary: "true" }),
        enrollment("k1", "teacher", { sourcedId: "again", role: "teacher", primary: "true" }),
      ],
    });

    const { value, diagnostics } = mapped(world);

    expect(value.enrollments.get("k1")?.get("second")).toEqual({ admin: true });
    expect(value.enrollments.get("k1")?.get("teacher")).toEqual({ admin: true });
    expect(argsOf(diagnostics, "several-primaries")).toEqual({ primaries: 2 });
    const one = { ...world, enrollments: world.enrollments.slice(0, -1) };
    expect(codesOf(mapped(one).diagnostics)).not.toContain("several-primaries");
  });

  it("are missed in a section that has none, which is made all the same (F51)", () => {
    const world = worldWith({ enrollments: [enrollment("k1", "student")] });

    const { value, diagnostics } = mapped(world);

    expect(placesOf(diagnostics, "section-without-teacher")).toEqual(["sis/classes/k1"]);
    expect(value.sections.has("k1")).toBe(true);
  });

  it("who do not sync leave the section without one, and their enrollment is named (F52)", () => {
    const { diagnostics } = mapped(smallestWorld, {
      settings: rolesWith({ staff: "do-not-sync" }),
    });

    expect(placesOf(diagnostics, "enrollment-user-not-provisioned")).toEqual([
      "sis/enrollments/k1-teacher",
    ]);
    expect(placesOf(diagnostics, "section-without-teacher")).toEqual(["sis/classes/k1"]);
  });
});

describe("what is not mapped", () => {
  it("leaves out people of unmapped schools only, and counts them (F29, R94)", () => {
    const settings = settingsWith({ schools: { default: "create", map: { s2: "skip" } } });
    const world = worldPlus({ orgs: [school("s2")], users: [user("u1", { orgs: [ref("s2")] })] });

    const { value, diagnostics } = mapped(world, { settings });

    expect(placesOf(diagnostics, "user-without-mapped-school")).toEqual(["sis/users/u1"]);
    expect(value.unsynced.get("u1")).toEqual({ personId: "u1", why: "school", school: "s2" });
  });

  it("leaves out people of a role that is set to Do Not Sync (F30, R123)", () => {
    const { value, diagnostics } = mapped(smallestWorld, {
      settings: rolesWith({ student: "do-not-sync" }),
    });

    expect(placesOf(diagnostics, "role-not-synced")).toEqual(["sis/users/student"]);
    expect(value.unsynced.get("student")).toMatchObject({ why: "role" });
  });

  it("names homerooms that become sections (F71)", () => {
    const world = worldPlus({ classes: [klass("h1", { classType: "homeroom" })] });

    expect(placesOf(mapped(world).diagnostics, "homeroom-included")).toEqual(["sis/classes/h1"]);
  });
});
