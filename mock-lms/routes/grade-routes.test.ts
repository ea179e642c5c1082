import { describe, expect, it } from "vitest";
import { formatBulkRequest } from "../../contracts/lms/bulk.ts";
import { UserGradeList } from "../../contracts/lms/gradebook.ts";
import { createItem, scoreAutomatically } from "../actions/people/gradebook-people.ts";
import { addScale } from "../actions/people/gradebook-setup-people.ts";
import type { GradebookSettings } from "../rules/gradebook-settings.ts";
import { createTestLms, testStartMs, type TestLms } from "../testing/signed-client.ts";
import {
  bookIds,
  inBook,
  openGradebookSchool,
  postItem,
  putGrade,
  putGrades,
  readGrades,
} from "../testing/small-gradebook.ts";
import { codesOf, firstIds, postRows, rowResults } from "../testing/small-school.ts";

const startSeconds = testStartMs / 1_000;

async function openBook(gradebook: Partial<GradebookSettings> = {}): Promise<TestLms> {
  const lms = createTestLms({ gradebook });
  await openGradebookSchool(lms);
  return lms;
}

async function gradeOf(lms: TestLms): Promise<unknown> {
  return (await readGrades(lms)).grades.grade[0];
}

async function importRow(lms: TestLms, rest: object): Promise<void> {
  await postRows(lms, { kind: "enrollment", path: "/enrollments/import/course" }, [
    { section_school_code: "c-1", school_uid: "u-1", ...rest },
  ]);
}

describe("grades of a section", () => {
  it("are written without an answer and read with item, periods and final grades", async () => {
    const lms = await openBook();
    const item = await postItem(lms, { grading_scale: bookIds.letters });

    const put = await putGrade(lms, item, { type: "assignment", grade: 80, comment: "Well done" });

    expect(put).toMatchObject({ status: 204, body: "" });
    const path = inBook("grades");
    expect((await lms.get(path)).body).toEqual({
      grades: {
        grade: [
          {
            enrollment_id: bookIds.student,
            assignment_id: item,
            grade: 80,
            exception: 0,
            max_points: 100,
            is_final: 0,
            timestamp: startSeconds,
            comment: "Well done",
            comment_status: null,
            override: null,
            calculated_grade: null,
            pending: null,
            type: "assignment",
            location: `http://lms.test/v1${inBook(`assignments/${item}`)}`,
            scale_id: 1,
            scale_type: 1,
            category_id: bookIds.category,
          },
        ],
      },
      period: [{ period_id: `p${bookIds.period}`, period_title: "Fall", weight: "100.00" }],
      final_grade: [
        {
          enrollment_id: String(bookIds.student),
          period: [
            { period_id: `p${bookIds.period}`, grade: 80, comment: "", comment_status: null },
            { period_id: "other", grade: null, comment: "", comment_status: null },
            { period_id: "final", grade: 80, comment: "", comment_status: null },
          ],
          scale_id: 0,
        },
        {
          enrollment_id: String(bookIds.secondStudent),
          period: [{ grade: null }, { grade: null }, { grade: null }].map((one, index) => ({
            ...one,
            period_id: [`p${bookIds.period}`, "other", "final"][index],
            comment: "",
            comment_status: null,
          })),
          scale_id: 0,
        },
      ],
      total: 1,
      links: { self: `http://lms.test/v1${path}?start=0&limit=20` },
    });
  });

  it.each([
    [77, 77],
    ["77.5", 77.5],
    ["A", 46.5],
    ["A+", 48.5],
    [" B ", 41.5],
    [0, 0],
    [120, 120],
    [null, null],
    ["", null],
  ])("on a scale of letters, %j of 50 points is %j", async (grade, stored) => {
    const lms = await openBook();
    const item = await postItem(lms, { grading_scale: bookIds.letters, max_points: 50 });
    await putGrade(lms, item, { grade: 10 });

    expect((await putGrade(lms, item, { grade })).status).toBe(204);
    expect(await gradeOf(lms)).toMatchObject({ grade: stored });
  });

  it.each(["a", "E", "A A", "1e3", -1, 1e300, true, {}, ["A"]])(
    "on a scale of letters, %j is refused",
    async (grade) => {
      const lms = await openBook();
      const item = await postItem(lms, { grading_scale: bookIds.letters });

      const reply = await putGrade(lms, item, { grade });

      expect(reply).toMatchObject({ status: 207, body: { grade: [{ response_code: 400 }] } });
      expect(lms.lms.store.grades.size).toBe(0);
    },
  );

  it("takes levels of a scale of points, and none without a scale", async () => {
    const lms = await openBook();
    const scale = addScale(lms.lms, {
      title: "Stars",
      levels: [{ points: 3, description: "three" }],
    });
    const onScale = await postItem(lms, { grading_scale: scale.id });
    const without = await postItem(lms);

    expect((await putGrade(lms, onScale, { grade: "three" })).status).toBe(204);
    expect((await putGrade(lms, without, { grade: "A" })).status).toBe(207);
    expect(await gradeOf(lms)).toMatchObject({ grade: 3, scale_type: 3 });
  });

  it.each([
    [{ exception: 1 }, { grade: null, exception: 1 }],
    [
      { exception: "2", grade: 90 },
      { grade: null, exception: 2 },
    ],
    [{ exception: 0 }, { grade: 70, exception: 0 }],
    [{ exception: null }, { grade: 70, exception: 0 }],
    [
      { comment: "only this", comment_status: 1 },
      { grade: 70, comment: "only this", comment_status: 1 },
    ],
    [{ comment_status: "0" }, { comment: "first", comment_status: 0 }],
    [{ comment_status: null }, { comment: "first", comment_status: null }],
    [{ comment: null }, { grade: 70, comment: "" }],
  ])("%j makes of a grade of 70 %j", async (row, result) => {
    const lms = await openBook();
    const item = await postItem(lms);
    await putGrade(lms, item, { grade: 70, comment: "first" });

    expect((await putGrade(lms, item, row)).status).toBe(204);
    expect(await gradeOf(lms)).toMatchObject(result);
  });

  it("takes an exception away with a grade, but not with a comment or an empty grade", async () => {
    const lms = await openBook();
    const item = await postItem(lms);
    await putGrade(lms, item, { exception: 1 });

    await putGrade(lms, item, { comment: "ill" });
    await putGrade(lms, item, { grade: null });
    expect(await gradeOf(lms)).toMatchObject({ grade: null, exception: 1, comment: "ill" });
    await putGrade(lms, item, { grade: 60 });
    expect(await gradeOf(lms)).toMatchObject({ grade: 60, exception: 0, comment: "ill" });
  });

  it("knows no code of missing unless settings give one", async () => {
    const without = await openBook();
    const lms = await openBook({ missing: { code: 3, countsAsZero: true } });
    const item = await postItem(without);
    await postItem(lms);

    expect((await putGrade(without, item, { exception: 3 })).status).toBe(207);
    expect((await putGrade(lms, item, { exception: 3 })).status).toBe(204);
    expect((await putGrade(lms, item, { exception: 4 })).status).toBe(207);
    expect(await gradeOf(lms)).toMatchObject({ grade: null, exception: 3 });
  });

  it("answers with every row when one of them fails, and the others are carried out", async () => {
    const lms = await openBook();
    const item = await postItem(lms);
    const ungraded = await postItem(lms, { grading_category: 0 });
    const elsewhere = await postItem(lms, { assignees: [bookIds.secondStudent] });
    const enrollment_id = bookIds.student;

    const reply = await putGrades(lms, [
      { assignment_id: item, enrollment_id, grade: 9 },
      { assignment_id: 1, enrollment_id, grade: 9 },
      { assignment_id: item, enrollment_id: 1, grade: 9 },
      { assignment_id: item, enrollment_id: bookIds.strangeMember, grade: 9 },
      { assignment_id: item, enrollment_id: bookIds.teacher, grade: 9 },
      { assignment_id: ungraded, enrollment_id, grade: 9 },
      { assignment_id: elsewhere, enrollment_id, grade: 9 },
      { enrollment_id, grade: 9 },
      { assignment_id: item, grade: 9 },
    ]);

    expect(reply.status).toBe(207);
    const results = rowResults("grade", reply);
    expect(codesOf(results)).toEqual([204, 404, 404, 404, 400, 400, 400, 404, 404]);
    expect(reply.body).toMatchObject({
      grade: [
        { assignment_id: String(item), enrollment_id: String(enrollment_id) },
        {},
        {},
        {},
        {},
        {},
        {},
        {},
        {},
      ],
    });
    expect((await readGrades(lms)).grades.grade).toHaveLength(1);
  });

  it("answers with rows even when all went well, if settings want it", async () => {
    const lms = await openBook({ gradeRowsReply: "always" });
    const item = await postItem(lms);

    const reply = await putGrade(lms, item, { grade: 1 });

    expect(reply.status).toBe(207);
    expect(codesOf(rowResults("grade", reply))).toEqual([204]);
  });

  it("takes grades without category, if settings let it", async () => {
    const lms = await openBook({ gradeWithoutCategory: true });
    const item = await postItem(lms, { grading_category: 0 });

    expect((await putGrade(lms, item, { grade: 50 })).status).toBe(204);
    expect(await gradeOf(lms)).toMatchObject({ grade: 50, category_id: "0" });
    expect((await readGrades(lms)).final_grade?.[0]?.period.map(({ grade }) => grade)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("refuses a body without rows, or with more than fifty", async () => {
    const lms = await openBook();
    const rows = Array.from({ length: 51 }, () => ({}));

    expect((await lms.put(inBook("grades"), { grade: [] })).status).toBe(400);
    expect((await lms.put(inBook("grades"), formatBulkRequest("grade", rows))).status).toBe(400);
    expect((await lms.put("/sections/9/grades", formatBulkRequest("grade", []))).status).toBe(404);
    expect((await lms.get("/sections/9/grades")).status).toBe(404);
  });

  it("are narrowed by item, member and time of change", async () => {
    const lms = await openBook();
    const [first, second] = [await postItem(lms), await postItem(lms)];
    await putGrade(lms, first, { grade: 1 });
    await lms.clock.sleep(10_000);
    await putGrade(lms, second, { grade: 2 });
    await putGrades(lms, [
      { assignment_id: second, enrollment_id: bookIds.secondStudent, grade: 3 },
    ]);
    const marks = async (query: string): Promise<readonly unknown[]> =>
      (await readGrades(lms, query)).grades.grade.map(({ grade }) => grade);

    expect(await marks(`?assignment_id=${second}`)).toEqual([2, 3]);
    expect(await marks(`?enrollment_id=${bookIds.student}`)).toEqual([1, 2]);
    expect(await marks(`?enrollment_id=${bookIds.student}&assignment_id=${second}`)).toEqual([2]);
    expect(await marks(`?timestamp=${startSeconds + 10}`)).toEqual([2, 3]);
    expect(await marks(`?timestamp=${startSeconds + 11}`)).toEqual([]);
    expect(await marks(`?enrollment_id=${bookIds.strangeMember}`)).toEqual([]);
    expect(await marks("?assignment_id=5&timestamp=")).toEqual([]);
    expect((await readGrades(lms, `?enrollment_id=${bookIds.student}`)).final_grade).toHaveLength(
      1,
    );
    expect((await lms.get(inBook("grades?assignment_id=x"))).status).toBe(400);
    expect((await lms.get(inBook("grades?timestamp=-1"))).status).toBe(400);
  });

  it("come in pages", async () => {
    const lms = await openBook();
    for (const grade of [1, 2, 3]) await putGrade(lms, await postItem(lms), { grade });

    const page = await readGrades(lms, "?start=1&limit=1");

    expect(page.grades.grade.map(({ grade }) => grade)).toEqual([2]);
    expect(page.total).toBe(3);
    expect(page.links?.next).toContain("start=2&limit=1");
  });

  it("show what a person put in the place of a computed score", async () => {
    const lms = await openBook();
    const cell = { sectionSchoolCode: "c-1", item: "Test", schoolUid: "u-1" };
    const { id } = createItem(lms.lms, {
      ...cell,
      title: "Test",
      type: "assessment",
      category: "Tests",
    });
    scoreAutomatically(lms.lms, { ...cell, score: 8 });
    expect(await gradeOf(lms)).toMatchObject({ grade: 8, override: null, calculated_grade: 8 });

    await putGrade(lms, id, { grade: 9.5 });
    scoreAutomatically(lms.lms, { ...cell, score: 7 });

    expect(await gradeOf(lms)).toMatchObject({ grade: 9.5, override: 9.5, calculated_grade: 7 });
  });
});

describe("final comments", () => {
  const kind = "final_comment";

  it("are written for a period, for Other and for the final grade", async () => {
    const lms = await openBook();
    const enrollment_id = String(bookIds.student);
    const rows = [
      { enrollment_id, period_id: String(bookIds.period), comment: "Better", comment_status: "1" },
      { enrollment_id, period_id: "other", comment: "Hm" },
      { enrollment_id, period_id: "final", comment: "Good", comment_status: 0 },
    ];

    expect((await lms.put(inBook("grades"), formatBulkRequest(kind, rows))).status).toBe(204);
    const again = [{ enrollment_id, period_id: `p${bookIds.period}`, comment: "Best" }];
    await lms.put(inBook("grades"), formatBulkRequest(kind, again));

    expect((await readGrades(lms)).final_grade?.[0]?.period).toMatchObject([
      { comment: "Best", comment_status: 0 },
      { comment: "Hm", comment_status: 0 },
      { comment: "Good", comment_status: 0 },
    ]);
  });

  it("fail row by row, beside grades in the same body", async () => {
    const lms = await openBook();
    const item = await postItem(lms);
    const enrollment_id = bookIds.student;
    const rows = [
      { enrollment_id, period_id: "final", comment: "Good" },
      { enrollment_id, period_id: "50009", comment: "Good" },
      { enrollment_id, comment: "Good" },
      { enrollment_id, period_id: "final" },
      { enrollment_id: bookIds.teacher, period_id: "final", comment: "Me" },
      { enrollment_id: 3, period_id: "final", comment: "Who" },
    ];
    const comments = formatBulkRequest(kind, rows);
    const grades = formatBulkRequest("grade", [{ assignment_id: item, enrollment_id, grade: 3 }]);

    const alone = await lms.put(inBook("grades"), comments);
    const both = await lms.put(inBook("grades"), Object.assign({}, comments, grades));

    expect(codesOf(rowResults(kind, alone))).toEqual([204, 400, 400, 400, 400, 404]);
    expect(codesOf(rowResults(kind, both))).toEqual([204, 400, 400, 400, 400, 404]);
    expect(codesOf(rowResults("grade", both))).toEqual([204]);
    expect(lms.lms.journal.entries().at(-1)?.rows).toEqual({ carriedOut: 2, refused: 5 });
  });

  it("count row by row in the journal, without an answer too", async () => {
    const lms = await openBook();
    const rows = ["other", "final"].map((period_id) => ({
      enrollment_id: bookIds.student,
      period_id,
      comment: "Good",
    }));

    expect((await lms.put(inBook("grades"), formatBulkRequest(kind, rows))).status).toBe(204);

    expect(lms.lms.journal.entries().at(-1)?.rows).toEqual({ carriedOut: 2, refused: 0 });
  });
});

describe("grades of members who leave", () => {
  it("are kept out of sight after unenrolling and come back with the member", async () => {
    const lms = await openBook();
    const item = await postItem(lms);
    await putGrade(lms, item, { grade: 88 });

    await importRow(lms, { delete: 1 });
    expect((await readGrades(lms)).grades.grade).toEqual([]);
    expect((await readGrades(lms, `?enrollment_id=${bookIds.student}`)).final_grade).toEqual([]);
    expect((await putGrade(lms, item, { grade: 99 })).status).toBe(207);
    await importRow(lms, {});

    expect(await gradeOf(lms)).toMatchObject({ grade: 88, enrollment_id: String(bookIds.student) });
  });

  it("are gone with an enrollment that is deleted", async () => {
    const lms = await openBook();
    const item = await postItem(lms);
    await putGrade(lms, item, { grade: 88 });

    await lms.remove(inBook(`enrollments/${bookIds.student}`));
    await importRow(lms, {});

    expect((await readGrades(lms)).grades.grade).toEqual([]);
    expect(lms.lms.store.grades.size).toBe(0);
  });

  it("are kept with a deleted account only when its enrollments are", async () => {
    const kept = await openBook();
    const lost = await openBook();
    for (const lms of [kept, lost]) await putGrade(lms, await postItem(lms), { grade: 88 });
    const reactivation = { user: [{ uid: firstIds.user, option_reenroll: 1 }] };

    await kept.remove(`/users?uids=${firstIds.user}&option_keep_enrollments=1`);
    await lost.remove(`/users?uids=${firstIds.user}`);
    expect((await readGrades(kept)).grades.grade).toEqual([]);
    for (const lms of [kept, lost]) await lms.put("/users/reactivate", reactivation);

    expect(await gradeOf(kept)).toMatchObject({ grade: 88 });
    expect(lost.lms.store.grades.size).toBe(0);
    await importRow(lost, {});
    expect((await readGrades(lost)).grades.grade).toEqual([]);
  });

  it("are gone with the section, as all of its gradebook is", async () => {
    const lms = await openBook();
    addScale(lms.lms, { sectionSchoolCode: "c-1", title: "Own", levels: [] });
    await lms.post(inBook("grading_groups"), { title: "G" });
    await putGrade(lms, await postItem(lms), { grade: 88 });

    await lms.remove(`/sections/${bookIds.section}`);

    const { grades, assignments, gradingCategories, gradingGroups, gradingScales } = lms.lms.store;
    expect([grades, assignments, gradingCategories, gradingGroups].map(({ size }) => size)).toEqual(
      [0, 0, 0, 0],
    );
    expect(gradingScales.size).toBe(1);
  });
});

describe("grades of a user", () => {
  const path = `/users/${firstIds.user}/grades`;

  async function openUserBook(): Promise<TestLms> {
    const lms = await openBook();
    await lms.post(inBook("grading_categories"), { title: "Empty" });
    await putGrade(lms, await postItem(lms), { grade: 80 });
    await putGrade(lms, await postItem(lms, { grading_period: 0 }), { grade: 60 });
    await putGrade(lms, await postItem(lms, { title: "Exam", is_final: 1, max_points: 10 }), {
      grade: 9,
    });
    return lms;
  }

  it("are told by section, period and category", async () => {
    const lms = await openUserBook();

    const reply = await lms.get(`${path}?section_id=${bookIds.section}`);

    expect(UserGradeList.parse(reply.body).section).toHaveLength(1);
    expect(reply.body).toMatchObject({
      section: [
        {
          section_id: String(bookIds.section),
          period: [
            { period_id: `p${bookIds.period}`, period_title: "Fall", assignment: [{ grade: 80 }] },
            { period_id: `a${bookIds.item + 2}`, period_title: "Exam", assignment: [{ grade: 9 }] },
            { period_id: "other", assignment: [{ grade: 60 }] },
          ],
          final_grade: [
            {
              period_id: `p${bookIds.period}`,
              grade: 80,
              weight: 50,
              comment: "",
              comment_status: null,
              scale_id: 0,
              grading_category: [
                { category_id: bookIds.category, grade: 80 },
                { category_id: bookIds.category + 1, grade: null },
              ],
            },
            { period_id: `a${bookIds.item + 2}`, grade: 9, weight: 50 },
            { period_id: "other", grade: 60 },
            { period_id: "final", grade: 85 },
          ],
          grading_category: [
            { id: bookIds.category, title: "Tests" },
            { id: bookIds.category + 1, title: "Empty" },
          ],
        },
      ],
      links: { self: expect.stringContaining(path) },
    });
  });

  it("are of every section that they are an active member of, unless all are asked for", async () => {
    const lms = await openUserBook();
    const sections = async (query = ""): Promise<readonly string[]> =>
      UserGradeList.parse((await lms.get(`${path}${query}`)).body).section.map(
        (one) => one.section_id,
      );

    expect(await sections()).toEqual([String(bookIds.section), String(bookIds.otherSection)]);
    await importRow(lms, { delete: 1 });
    expect(await sections()).toEqual([String(bookIds.otherSection)]);
    expect(await sections("?include_all_enrollments=1")).toHaveLength(2);
    expect(await sections("?include_all_enrollments=1&limit=1")).toEqual([String(bookIds.section)]);
    expect(await sections("?section_id=5")).toEqual([]);
  });

  it("are narrowed to grading periods, Other and the final grade", async () => {
    const lms = await openUserBook();
    const periods = async (ids: string) => {
      const query = `?section_id=${bookIds.section}&grading_period_ids=${ids}`;
      const [section] = UserGradeList.parse((await lms.get(`${path}${query}`)).body).section;
      return [
        section?.period.map((one) => one.period_id),
        section?.final_grade.map((one) => one.period_id),
      ];
    };
    const fall = `p${bookIds.period}`;
    const exam = `a${bookIds.item + 2}`;

    expect(await periods(String(bookIds.period))).toEqual([[fall], [fall]]);
    expect(await periods("other")).toEqual([["other"], ["other"]]);
    expect(await periods("final")).toEqual([[exam], [exam, "final"]]);
    expect(await periods("7")).toEqual([[], []]);
  });

  it("are narrowed to what changed, in pages by enrollment", async () => {
    const lms = await openUserBook();
    await lms.clock.sleep(5_000);
    await putGrade(lms, bookIds.item, { grade: 81 });

    const reply = await lms.get(`${path}?timestamp=${startSeconds + 5}&limit=1`);

    expect(reply.body).toMatchObject({
      section: [{ period: [{ assignment: [{ grade: 81 }] }] }],
      links: { next: expect.stringContaining("start=1") },
    });
  });

  it("of nobody, or of an inactive account, are not found; a teacher has none", async () => {
    const lms = await openUserBook();

    expect((await lms.get("/users/9/grades")).status).toBe(404);
    expect((await lms.get(`${path}?section_id=x`)).status).toBe(400);
    expect((await lms.get(`/users/${firstIds.user + 2}/grades`)).body).toMatchObject({
      section: [],
    });
    await lms.remove(`/users/${firstIds.user}`);
    expect((await lms.get(path)).status).toBe(404);
  });
});
