import { describe, expect, it } from "vitest";
import { formatBulkRequest } from "../../contracts/lms/bulk.ts";
import { CourseList } from "../../contracts/lms/course.ts";
import { Section, SectionList } from "../../contracts/lms/section.ts";
import { createTestLms, type TestLms } from "../testing/signed-client.ts";
import {
  codesOf,
  firstIds,
  openSchoolWithSection,
  openSmallSchool,
  postRows,
  rowResults,
  sectionRow,
} from "../testing/small-school.ts";

const courses = { kind: "course", path: "/courses" } as const;
const sectionsPath = `/courses/${firstIds.course}/sections`;
const sections = { kind: "section", path: sectionsPath } as const;
const updating = { kind: "section", path: `${sectionsPath}?update_existing=1` } as const;

async function schoolCodes(lms: TestLms, path: string): Promise<readonly string[]> {
  const list = SectionList.parse((await lms.get(path)).body);
  return list.section.map((section) => section.section_school_code);
}

describe("courses", () => {
  it("keeps course codes unique in the organisation, by case", async () => {
    const lms = createTestLms();

    const results = await postRows(lms, courses, [
      { title: "Art", course_code: "ART" },
      { title: "Art elsewhere", course_code: "ART", building_id: firstIds.organization },
      { title: "art", course_code: "art" },
    ]);

    expect(codesOf(results)).toEqual([200, 400, 200]);
  });

  it("updates by course_code when asked to", async () => {
    const lms = createTestLms();
    await postRows(lms, courses, [{ title: "Art", course_code: "ART", department: "Fine" }]);

    await postRows(lms, { kind: "course", path: "/courses?update_existing=1" }, [
      { title: "Art 1", course_code: "ART", synced: 1 },
    ]);

    const list = CourseList.parse((await lms.get("/courses")).body);
    expect(list).toMatchObject({
      total: 1,
      course: [{ title: "Art 1", department: "Fine", synced: 1 }],
    });
  });

  it.each([
    ["title", { title: "" }],
    ["course_code", { course_code: null }],
    ["building_id", { building_id: 3 }],
    ["grade_level_range_end", { grade_level_range_start: 5, grade_level_range_end: 5 }],
    ["Subject areas", { subject_area: 12 }],
    ["Grade levels", { grade_level_range_start: 16 }],
  ])("fails a row for its %s and carries out the others", async (field, wrong) => {
    const lms = createTestLms();

    const results = await postRows(lms, courses, [
      { title: "Art", course_code: "A", ...wrong },
      { title: "Band", course_code: "B" },
    ]);

    expect(codesOf(results)).toEqual([400, 200]);
    expect(results[0]?.error).toContain(field);
  });

  it("takes nested sections, each with its own result", async () => {
    const lms = createTestLms();
    await openSmallSchool(lms);
    const row = {
      title: "Band",
      course_code: "BAND",
      sections: { section: [sectionRow("c-1"), sectionRow("c-1"), "nonsense"] },
    };

    const reply = await lms.post("/courses", formatBulkRequest("course", [row]));

    expect(reply.body).toMatchObject({
      course: [
        {
          response_code: 200,
          sections: {
            section: [{ response_code: 200 }, { response_code: 400 }, { response_code: 400 }],
          },
        },
      ],
    });
    expect(lms.lms.counts()).toMatchObject({ courses: 2, sections: 1 });
  });

  it("takes nested sections in bulk rows only: a single course is documented without", async () => {
    const lms = createTestLms();
    await openSmallSchool(lms);
    const row = { title: "Band", course_code: "BAND" };

    const reply = await lms.post("/courses", {
      ...row,
      sections: { section: [sectionRow("c-1")] },
    });

    expect(reply).toMatchObject({ status: 201, body: { course_code: "BAND" } });
    expect(reply.body).not.toHaveProperty("sections");
    expect(lms.lms.counts()).toMatchObject({ courses: 2, sections: 0 });
  });

  it("changes rows by id, one at a time too, and deletes with all that hangs on it", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    await postRows(lms, courses, [{ title: "Band", course_code: "BAND" }]);
    const rows = [
      { id: firstIds.course, title: "Art 2" },
      { id: 9, title: "x" },
      { id: firstIds.course, course_code: "BAND" },
    ];

    const changed = await lms.put("/courses", formatBulkRequest("course", rows));

    expect(codesOf(rowResults("course", changed))).toEqual([204, 404, 400]);
    expect((await lms.put(`/courses/${firstIds.course}`, { department: "Fine" })).status).toBe(204);
    expect((await lms.get(`/courses/${firstIds.course}`)).body).toMatchObject({
      title: "Art 2",
      department: "Fine",
    });
    expect((await lms.remove(`/courses/${firstIds.course}`)).status).toBe(204);
    expect(lms.lms.counts()).toMatchObject({ courses: 1, sections: 0 });
    expect((await lms.get(`/courses/${firstIds.course}`)).status).toBe(404);
  });
});

describe("sections", () => {
  it("creates rows and answers codes, ids as text and grading periods as numbers", async () => {
    const lms = createTestLms();
    await openSmallSchool(lms);

    const reply = await lms.post(
      sectionsPath,
      formatBulkRequest("section", [sectionRow("c-1", { section_code: "1", synced: 1 })]),
    );

    expect(reply.body).toEqual({
      section: [
        {
          response_code: 200,
          id: "300000001",
          location: "http://lms.test/v1/sections/300000001",
          section_code: "1",
          section_school_code: "c-1",
          synced: "1",
          grading_periods: [50_001],
        },
      ],
    });
    expect(Section.parse((await lms.get("/sections/300000001")).body)).toMatchObject({
      course_code: "ART",
      section_title: "Period 1",
      grading_periods: ["50001"],
      synced: 1,
    });
  });

  it.each([
    ["title", { title: " " }],
    ["grading_periods", { grading_periods: [] }],
    ["grading_periods", { grading_periods: [1] }],
    ["section_code or a section_school_code", { section_school_code: "" }],
    ["grading_periods", { grading_periods: "Fall" }],
  ])("fails a row for its %s and carries out the others", async (field, wrong) => {
    const lms = createTestLms();
    await openSmallSchool(lms);

    const results = await postRows(lms, sections, [sectionRow("c-1", wrong), sectionRow("c-2")]);

    expect(codesOf(results)).toEqual([400, 200]);
    expect(results[0]?.error).toContain(field);
  });

  it("keeps school codes unique in the organisation, by case", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    await postRows(lms, courses, [{ title: "Band", course_code: "BAND" }]);

    const results = await postRows(
      lms,
      { kind: "section", path: `/courses/${firstIds.course + 1}/sections` },
      [sectionRow("c-1"), sectionRow("C-1")],
    );

    expect(codesOf(results)).toEqual([400, 200]);
  });

  it("keeps section codes unique per course and set of grading periods, whatever their order", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    await lms.post("/gradingperiods", { title: "Spring", start: "2027-01-05", end: "2027-06-01" });
    const both = [50_001, 50_002];

    const results = await postRows(lms, sections, [
      sectionRow("c-2", { section_code: "1" }),
      sectionRow("c-3", { section_code: "1", grading_periods: both }),
      sectionRow("c-4", { section_code: "1", grading_periods: both.toReversed() }),
      sectionRow("c-5", { section_code: "2" }),
    ]);

    expect(codesOf(results)).toEqual([400, 200, 400, 200]);
  });

  it("does not let a change take a code that is taken", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    await postRows(lms, sections, [sectionRow("c-2", { section_code: "2" })]);
    const path = `/sections/${firstIds.section + 1}`;

    expect((await lms.put(path, { section_code: "1" })).status).toBe(400);
    expect((await lms.put(path, { section_code: "2" })).status).toBe(204);
  });

  it("updates by section code and grading periods, never by school code", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);

    const results = await postRows(lms, updating, [
      sectionRow("c-new", { section_code: "1", title: "Re-keyed" }),
      sectionRow("c-new", { section_code: "2" }),
    ]);

    expect(codesOf(results)).toEqual([200, 400]);
    expect((await lms.get(`/sections/${firstIds.section}`)).body).toMatchObject({
      section_school_code: "c-new",
      section_title: "Re-keyed",
    });
    expect(lms.lms.counts().sections).toBe(1);
  });

  it("hides past sections from lists unless include_past=1 (F50)", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    lms.clock.advanceTo(Date.UTC(2026, 11, 19, 23, 59));
    expect(await schoolCodes(lms, sectionsPath)).toEqual(["c-1"]);

    lms.clock.advanceTo(Date.UTC(2026, 11, 20));

    expect(await schoolCodes(lms, sectionsPath)).toEqual([]);
    expect(await schoolCodes(lms, `${sectionsPath}?include_past=1`)).toEqual(["c-1"]);
    expect(await schoolCodes(lms, "/sections?section_school_codes=c-1")).toEqual([]);
    expect(await schoolCodes(lms, "/sections?section_school_codes=c-1&include_past=1")).toEqual([
      "c-1",
    ]);
    expect((await lms.get(`/sections/${firstIds.section}`)).body).toMatchObject({ active: 0 });
  });

  it("shows a section until the last of its grading periods is past", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    await lms.post("/gradingperiods", { title: "Spring", start: "2027-01-05", end: "2027-06-01" });
    await lms.put(`/sections/${firstIds.section}`, { grading_periods: [50_001, 50_002] });
    lms.clock.advanceTo(Date.UTC(2027, 0, 2));
    expect(await schoolCodes(lms, sectionsPath)).toEqual(["c-1"]);

    lms.clock.advanceTo(Date.UTC(2027, 5, 3));

    expect(await schoolCodes(lms, sectionsPath)).toEqual([]);
  });

  it("ends a grading period by the organisation's own midnight", async () => {
    const rules = { archiveDelayMs: 0 };
    const lms = createTestLms({ timeZone: "America/Los_Angeles", rules });
    await openSchoolWithSection(lms);
    lms.clock.advanceTo(Date.UTC(2026, 11, 19, 7, 59));
    expect(await schoolCodes(lms, sectionsPath)).toEqual(["c-1"]);

    lms.clock.advanceTo(Date.UTC(2026, 11, 19, 8));

    expect(await schoolCodes(lms, sectionsPath)).toEqual([]);
  });

  it("looks up at most 50 school codes, and redirects from one", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);

    expect(await schoolCodes(lms, "/sections?section_school_codes=nobody,c-1,c-1")).toEqual([
      "c-1",
    ]);
    expect((await lms.get("/sections")).status).toBe(400);
    expect((await lms.get(`/sections?section_school_codes=${"c,".repeat(51)}`)).status).toBe(400);
    const redirect = await lms.get("/sections/ext/c-1");
    expect(redirect.status).toBe(303);
    expect(redirect.headers.get("location")).toBe("http://lms.test/v1/sections/300000001");
    expect((await lms.get("/sections/ext/C-1")).status).toBe(404);
  });

  it("changes rows by id, one at a time too, and deletes them", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);
    await postRows(lms, sections, [sectionRow("c-2")]);
    const rows = [
      { id: firstIds.section, title: "New" },
      { id: firstIds.section + 1, section_school_code: "c-1" },
      { id: 4 },
    ];

    const changed = await lms.put("/sections", formatBulkRequest("section", rows));

    expect(codesOf(rowResults("section", changed))).toEqual([204, 400, 404]);
    expect((await lms.put(`/sections/${firstIds.section}`, { location: "12" })).status).toBe(204);
    const removed = await lms.remove(`/sections?section_ids=${firstIds.section},4`);
    expect(codesOf(rowResults("section", removed))).toEqual([204, 404]);
    expect((await lms.remove(`/sections/${firstIds.section + 1}`)).status).toBe(204);
    expect(lms.lms.counts().sections).toBe(0);
    expect((await lms.get("/courses/5/sections")).status).toBe(404);
    expect((await lms.post("/courses/5/sections", {})).status).toBe(404);
    expect((await lms.remove("/sections")).status).toBe(400);
  });

  it("counts sections that repeat course, title and grading periods as duplicates (F01)", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);

    await postRows(lms, sections, [sectionRow("c-2"), sectionRow("c-3", { title: "Period 2" })]);
    expect(lms.lms.counts()).toMatchObject({ sections: 3, duplicateSections: 1 });
    await lms.put(`/sections/${firstIds.section + 1}`, { title: "Period 3" });

    expect(lms.lms.counts().duplicateSections).toBe(0);
  });
});
