import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passbackSectionOf } from "../../index.ts";
import { createTestLms, type TestLms } from "../../testing/signed-client.ts";
import {
  codesOf,
  firstIds,
  openSmallSchool,
  postRows,
  sectionRow,
  userRow,
} from "../../testing/small-school.ts";
import { brokenInvariants } from "../../testing/store-invariants.ts";
import { importCrossListings, undoCrossListing } from "./cross-list-people.ts";
import { linkSections, unlinkSection } from "./link-people.ts";
import { archiveSection, deleteCourseByHand } from "./course-people.ts";

const imports = { kind: "enrollment", path: "/enrollments/import/course" } as const;

/** X with Y and Z beside it, and A of another course; a student of each, by the same letter. */
async function openFourSections(): Promise<TestLms> {
  const lms = createTestLms();
  await openSmallSchool(lms);
  await postRows(lms, { kind: "course", path: "/courses" }, [{ title: "B", course_code: "B" }]);
  const users = ["x", "y", "z", "a", "t"].map((uid) => userRow(uid));
  await postRows(lms, { kind: "user", path: "/users" }, users);
  await postRows(
    lms,
    { kind: "section", path: `/courses/${firstIds.course}/sections` },
    ["X", "Y", "Z"].map((code) => sectionRow(code, { section_code: code })),
  );
  await postRows(lms, { kind: "section", path: `/courses/${firstIds.course + 1}/sections` }, [
    sectionRow("A"),
  ]);
  await enroll(lms, ["X x", "Y y", "Z z", "A a"]);
  return lms;
}

async function enroll(
  lms: TestLms,
  places: readonly string[],
  rest = {},
): Promise<readonly number[]> {
  const rows = places.map((seat) => {
    const [section_school_code, school_uid] = seat.split(" ");
    return { section_school_code, school_uid, ...rest };
  });
  return codesOf(await postRows(lms, imports, rows));
}

function crossList(lms: TestLms, target: string, source: string, keyedBy?: "section" | "code") {
  const csv = `Target Section School Code,Cross-Listed Section School Code\n${target},${source}\n`;
  return importCrossListings(lms.lms.world, keyedBy === undefined ? { csv } : { csv, keyedBy });
}

/** The active members of a section as `x>X`: who, and where the grades go. */
function seats(lms: TestLms, code: string): readonly string[] {
  const { store } = lms.lms;
  const section = store.sections.find("schoolCode", code);
  const members = store.enrollments.list("section", section?.id ?? 0);
  return members
    .filter((member) => member.status === 1)
    .map((member) => {
      const uid = store.users.get(member.userId)?.schoolUid ?? "";
      return `${uid}>${passbackSectionOf(store, member)}`;
    })
    .toSorted();
}

describe("cross-listing with linking (facts B.3)", () => {
  it("A into X: A is nowhere, its students are in X, and their grades go to A", async () => {
    const lms = await openFourSections();
    expect(crossList(lms, "X", "A")).toMatchObject([{ result: "created" }]);
    linkSections(lms.lms.world, { master: "X", children: ["Y", "Z"] });

    expect(seats(lms, "X")).toEqual(["a>A", "x>X"]);
    expect((await lms.get("/sections/ext/A")).status).toBe(404);
    expect((await lms.get("/sections?section_school_codes=A&include_past=1")).body).toEqual({
      section: [],
    });
    expect((await lms.get("/sections/ext/X")).status).toBe(303);
  });

  it("then Y is unlinked: it stands alone without A's students, and X is as it was", async () => {
    const lms = await openFourSections();
    crossList(lms, "X", "A");
    linkSections(lms.lms.world, { master: "X", children: ["Y", "Z"] });

    unlinkSection(lms.lms.world, { section: "Y" });

    expect([seats(lms, "X"), seats(lms, "Y")]).toEqual([["a>A", "x>X"], ["y>Y"]]);
    expect(lms.lms.store.sectionLinks.size).toBe(1);
  });

  it("A into the child Y: A's students are in Y, which shows under X, and grades go to A", async () => {
    const lms = await openFourSections();
    crossList(lms, "Y", "A");
    linkSections(lms.lms.world, { master: "X", children: ["Y", "Z"] });

    const reply = await lms.get(`/sections/${firstIds.section + 1}`);

    expect([seats(lms, "X"), seats(lms, "Y")]).toEqual([["x>X"], ["a>A", "y>Y"]]);
    expect(reply.body).toMatchObject({ parent_id: String(firstIds.section) });
    expect((await lms.get(`/sections/${firstIds.section}`)).body).not.toHaveProperty("parent_id");
  });

  it("then Y is unlinked from X: A's students stay in Y, not in X, and grades go to A", async () => {
    const lms = await openFourSections();
    crossList(lms, "Y", "A");
    linkSections(lms.lms.world, { master: "X", children: ["Y", "Z"] });

    unlinkSection(lms.lms.world, { section: "Y" });

    expect([seats(lms, "X"), seats(lms, "Y")]).toEqual([["x>X"], ["a>A", "y>Y"]]);
    expect((await lms.get(`/sections/${firstIds.section + 1}`)).body).not.toHaveProperty(
      "parent_id",
    );
  });
});

describe("cross-listing", () => {
  it("sends what the SIS says of A into the target, and takes it out of there again", async () => {
    const lms = await openFourSections();
    crossList(lms, "X", "A");

    expect(await enroll(lms, ["A y"])).toEqual([200]);
    expect(seats(lms, "X")).toEqual(["a>A", "x>X", "y>A"]);
    expect(await enroll(lms, ["A y"], { delete: 1 })).toEqual([200]);
    expect(seats(lms, "X")).toEqual(["a>A", "x>X"]);
  });

  it("keeps who is in both SIS sections until the last row of them is deleted", async () => {
    const lms = await openFourSections();
    crossList(lms, "X", "A");

    await enroll(lms, ["A x"]);
    expect(seats(lms, "X")).toEqual(["a>A", "x>X"]);
    await enroll(lms, ["X x"], { delete: 1 });
    expect(seats(lms, "X")).toEqual(["a>A", "x>A"]);
    expect(await enroll(lms, ["X x"], { delete: 1 })).toEqual([404]);
    await enroll(lms, ["A x"], { delete: 1 });
    expect(seats(lms, "X")).toEqual(["a>A"]);
  });

  it("refuses a section with the code of a cross-listed one, which is there though nobody sees it", async () => {
    const lms = await openFourSections();
    crossList(lms, "X", "A");

    const path = `/courses/${firstIds.course + 1}/sections`;
    const results = await postRows(lms, { kind: "section", path }, [sectionRow("A")]);

    expect(codesOf(results)).toEqual([400]);
  });

  it("is orphaned by a new code of the target: A becomes a section of its own again", async () => {
    const lms = await openFourSections();
    crossList(lms, "X", "A");

    await lms.put(`/sections/${firstIds.section}`, { section_school_code: "X2" });

    expect(await enroll(lms, ["A y"])).toEqual([404]);
    const path = `/courses/${firstIds.course + 1}/sections`;
    const results = await postRows(lms, { kind: "section", path }, [sectionRow("A")]);
    expect(codesOf(results)).toEqual([200]);
    expect(await enroll(lms, ["A a"])).toEqual([200]);
    expect(seats(lms, "A")).toEqual(["a>A"]);
  });

  it("goes with the target when it is keyed by section", async () => {
    const lms = await openFourSections();
    crossList(lms, "X", "A", "section");

    await lms.put(`/sections/${firstIds.section}`, { section_school_code: "X2" });

    expect(await enroll(lms, ["A y"])).toEqual([200]);
    expect(seats(lms, "X2")).toEqual(["a>A", "x>X2", "y>A"]);
  });

  it("of a section that is there again ends: who came by it can leave the target as its own member", async () => {
    const lms = await openFourSections();
    crossList(lms, "X", "A");
    await lms.put(`/sections/${firstIds.section}`, { section_school_code: "X2" });
    const path = `/courses/${firstIds.course + 1}/sections`;
    await postRows(lms, { kind: "section", path }, [sectionRow("A")]);

    expect(lms.lms.store.crossListings.size).toBe(0);
    expect(seats(lms, "X2")).toEqual(["a>X2", "x>X2"]);
    expect(await enroll(lms, ["X2 a"], { delete: 1 })).toEqual([200]);
  });

  it("lets who is in both SIS sections leave each, though the target's code was changed", async () => {
    const lms = await openFourSections();
    const [x, y] = [firstIds.section, firstIds.section + 1];
    crossList(lms, "X", "A", "section");
    await enroll(lms, ["A x"]);
    // Two sections without a school code at the same time: each keeps its own members.
    await lms.put(`/sections/${y}`, { section_school_code: "" });
    await lms.put(`/sections/${x}`, { section_school_code: "" });
    await lms.put(`/sections/${y}`, { section_school_code: "Y" });
    await lms.put(`/sections/${x}`, { section_school_code: "X2" });

    expect(seats(lms, "X2")).toEqual(["a>A", "x>X2"]);
    expect(await enroll(lms, ["X2 x", "A x"], { delete: 1 })).toEqual([200, 200]);
    expect(seats(lms, "X2")).toEqual(["a>A"]);
  });

  it.each(["gone", "orphaned"] as const)(
    "into a section that a teacher deleted ends when it is keyed by section (%s)",
    async (afterwards) => {
      const lms = await openFourSections();
      crossList(lms, "X", "A", "section");

      deleteCourseByHand(lms.lms.world, { courseCode: "ART", afterwards });

      expect(lms.lms.store.crossListings.size).toBe(0);
      expect(await enroll(lms, ["A y"])).toEqual([404]);
      const path = `/courses/${firstIds.course + 1}/sections`;
      expect(codesOf(await postRows(lms, { kind: "section", path }, [sectionRow("A")]))).toEqual([
        200,
      ]);
    },
  );

  it("refuses rows about an inactive account that is in both SIS sections", async () => {
    const lms = await openFourSections();
    crossList(lms, "X", "A");
    await enroll(lms, ["A x"]);
    await lms.remove(`/users/${firstIds.user + 3}?option_keep_enrollments=1`);

    expect(await enroll(lms, ["A x"], { delete: 1 })).toEqual([404]);
    expect(lms.lms.store.enrollmentOrigins.list("code", "A")).toHaveLength(2);
  });

  it("is undone once for who was left behind in a target that lost its code", async () => {
    const lms = await openFourSections();
    crossList(lms, "X", "A");
    await lms.put(`/sections/${firstIds.section}`, { section_school_code: "X2" });
    const path = `/courses/${firstIds.course}/sections`;
    await postRows(lms, { kind: "section", path }, [sectionRow("X", { section_code: "X3" })]);
    await enroll(lms, ["A a"]);

    undoCrossListing(lms.lms.world, { crossListedSectionSchoolCode: "A" });

    expect(["A", "X", "X2"].map((code) => seats(lms, code))).toEqual([["a>A"], [], ["x>X2"]]);
  });

  it("can be undone: everybody is where the SIS has them", async () => {
    const lms = await openFourSections();
    crossList(lms, "X", "A");
    await enroll(lms, ["A x", "A y"]);

    undoCrossListing(lms.lms.world, { crossListedSectionSchoolCode: "A" });

    expect([seats(lms, "X"), seats(lms, "A")]).toEqual([["x>X"], ["a>A", "x>A", "y>A"]]);
    expect(lms.lms.store.enrollmentOrigins.size).toBe(0);
    expect(await enroll(lms, ["X x", "A x"], { delete: 1 })).toEqual([200, 200]);
  });

  it("refuses rows that make no sense and carries out the others", async () => {
    const lms = await openFourSections();
    const csv = [
      "Cross-Listed Section School Code,Target Section School Code,Note",
      "A,A,",
      "nobody,X,",
      "A,nobody,",
      ",X,",
      'A,X,"a ""note"""',
      "A,X,again",
      "Y,A,",
      "X,Y,",
      "",
    ].join("\r\n");

    const rows = importCrossListings(lms.lms.world, { csv });

    expect(rows.map(({ at, result }) => `${at} ${result}`)).toEqual([
      "cross-listing file:2 refused",
      "cross-listing file:3 refused",
      "cross-listing file:4 refused",
      "cross-listing file:5 refused",
      "cross-listing file:6 created",
      "cross-listing file:7 unchanged",
      "cross-listing file:8 refused",
      "cross-listing file:9 refused",
    ]);
  });

  it("has in the target who is in one of its SIS sections, whatever the imports", async () => {
    const step = fc.tuple(fc.constantFrom("X", "A"), fc.constantFrom("x", "y", "z"), fc.boolean());
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
        const lms = await openFourSections();
        crossList(lms, "X", "A");
        const model = new Map([
          ["X", new Set(["x"])],
          ["A", new Set(["a"])],
        ]);
        for (const [code, uid, remove] of steps) {
          await enroll(lms, [`${code} ${uid}`], remove ? { delete: 1 } : {});
          if (remove) model.get(code)?.delete(uid);
          else model.get(code)?.add(uid);
        }
        const all = new Set([...(model.get("X") ?? []), ...(model.get("A") ?? [])]);
        const wanted = [...all].map(
          (uid) => `${uid}>${model.get("X")?.has(uid) === true ? "X" : "A"}`,
        );

        expect(seats(lms, "X")).toEqual(wanted.toSorted());
        expect(brokenInvariants(lms.lms.store)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe("linking", () => {
  it.each([
    ["another course", "A", []],
    ["other course admins", "Y", [["Y t", { admin: 1 }]]],
    ["a student in both", "Y", [["Y x", {}]]],
  ] as const)("is refused for %s", async (_why, child, seatsToAdd) => {
    const lms = await openFourSections();
    for (const [seat, rest] of seatsToAdd) await enroll(lms, [seat], rest);

    expect(() => linkSections(lms.lms.world, { master: "X", children: ["Z", child] })).toThrow(
      "Failed to link the section",
    );
    expect(lms.lms.store.sectionLinks.size).toBe(0);
  });

  it("is refused for other grading periods, for a set to a set, and beyond ten", async () => {
    const lms = await openFourSections();
    const { world } = lms.lms;
    await lms.post("/gradingperiods", { title: "S", start: "2026-08-17", end: "2027-05-18" });
    const rows = Array.from({ length: 11 }, (_, index) =>
      sectionRow(
        `L${index}`,
        index === 10 ? { grading_periods: [firstIds.gradingPeriod + 1] } : {},
      ),
    );
    const path = `/courses/${firstIds.course}/sections`;
    await postRows(lms, { kind: "section", path }, rows);
    linkSections(world, { master: "X", children: ["Y"] });

    expect(() => linkSections(world, { master: "X", children: ["L10"] })).toThrow(
      "grading periods",
    );
    expect(() => linkSections(world, { master: "Z", children: ["X"] })).toThrow(
      "Unlink them first",
    );
    expect(() => linkSections(world, { master: "Y", children: ["Z"] })).toThrow("itself linked");
    linkSections(world, { master: "X", children: [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `L${n}`) });
    expect(() => linkSections(world, { master: "X", children: ["L8"] })).toThrow("At most 10");
    expect(() => unlinkSection(world, { section: "L8" })).toThrow("not linked");
  });

  it("stays when the roster puts a student into two of the sections, which only linking asks for", async () => {
    const lms = await openFourSections();
    const { world, store } = lms.lms;
    linkSections(world, { master: "X", children: ["Y"] });

    expect(await enroll(lms, ["Y x"])).toEqual([200]);
    const path = `/sections/${firstIds.section}/enrollments`;
    const results = await postRows(lms, { kind: "enrollment", path }, [{ uid: firstIds.user + 4 }]);

    expect(codesOf(results)).toEqual([200]);
    expect([seats(lms, "X"), seats(lms, "Y")]).toEqual([
      ["x>X", "y>X"],
      ["x>Y", "y>Y"],
    ]);
    expect(store.sectionLinks.size).toBe(1);
    unlinkSection(world, { section: "Y" });
    expect(() => linkSections(world, { master: "X", children: ["Y"] })).toThrow("in both");
  });

  it("ends with the section", async () => {
    const lms = await openFourSections();
    linkSections(lms.lms.world, { master: "X", children: ["Y"] });

    await lms.remove(`/sections/${firstIds.section}`);

    expect(lms.lms.store.sectionLinks.size).toBe(0);
  });
});

describe("archiving by hand", () => {
  it("hides a current section from lists, and unarchiving shows a past one", async () => {
    const lms = await openFourSections();
    const path = `/courses/${firstIds.course + 1}/sections`;
    archiveSection(lms.lms.world, { section: "A", archived: true });
    expect((await lms.get(path)).body).toMatchObject({ section: [] });

    archiveSection(lms.lms.world, { section: "A", archived: false });
    lms.clock.advanceTo(Date.UTC(2027, 5, 1));

    expect((await lms.get(path)).body).toMatchObject({ section: [{ active: 1 }] });
  });
});
