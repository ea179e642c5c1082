import { describe, expect, it } from "vitest";
import { formatBulkRequest } from "../../contracts/lms/bulk.ts";
import { Assignment, GradingCategoryList } from "../../contracts/lms/gradebook.ts";
import { createTestLms, type TestLms } from "../testing/signed-client.ts";
import {
  bookIds,
  inBook,
  openGradebookSchool,
  postItem,
  putGrade,
  readGrades,
} from "../testing/small-gradebook.ts";
import { codesOf, rowResults } from "../testing/small-school.ts";

const kind = "grading_category";
const path = inBook("grading_categories");
const firstPath = `${path}/${bookIds.category}`;

async function openBook(): Promise<TestLms> {
  const lms = createTestLms();
  await openGradebookSchool(lms);
  return lms;
}

async function titles(lms: TestLms): Promise<readonly string[]> {
  const list = GradingCategoryList.parse((await lms.get(path)).body);
  return list.grading_category.map(({ title }) => title);
}

describe("grading categories", () => {
  it("are created alone, with the defaults of the original's sample", async () => {
    const lms = await openBook();

    const reply = await lms.post(path, { title: "Homework" });

    expect(reply).toMatchObject({
      status: 201,
      body: {
        id: bookIds.category + 1,
        title: "Homework",
        calculation_type: 2,
        default_max_points: 100,
        default_grading_scale_id: 0,
        drop_lowest: 0,
        weight: 100,
        delta: 0,
        realm: "course",
        realm_id: String(bookIds.section),
      },
    });
  });

  it("are created fifty at a time: a row that is wrong fails alone", async () => {
    const lms = await openBook();
    const rows = [
      { title: "Labs", calculation_type: 1, drop_lowest: "2", weight: 40.5, delta: 3 },
      { title: " " },
      { title: "A", calculation_type: 3 },
      { title: "B", drop_lowest: 11 },
      { title: "C", weight: -1 },
      { title: "D", default_grading_scale_id: 99 },
      { title: "E", default_max_points: 1e300 },
      { title: ["F"] },
      null,
    ];

    const reply = await lms.post(path, formatBulkRequest(kind, rows));

    expect(reply.status).toBe(207);
    expect(codesOf(rowResults(kind, reply))).toEqual([200, ...rows.slice(1).map(() => 400)]);
    expect(reply.body).toMatchObject({
      grading_category: [
        {
          id: String(bookIds.category + 1),
          response_code: 200,
          title: "Labs",
          calculation_type: 1,
          drop_lowest: 2,
          weight: 40.5,
          delta: 3,
          default_grading_scale: 0,
        },
        { error: expect.any(String) },
        {},
        {},
        {},
        {},
        {},
        {},
        {},
      ],
    });
    expect(await titles(lms)).toEqual(["Tests", "Labs"]);
  });

  it("take at most fifty rows", async () => {
    const lms = await openBook();
    const rows = Array.from({ length: 51 }, () => ({ title: "Many" }));

    expect((await lms.post(path, formatBulkRequest(kind, rows))).status).toBe(400);
    expect((await lms.put(path, formatBulkRequest(kind, rows))).status).toBe(400);
  });

  it("are listed by delta, then as they came", async () => {
    const lms = await openBook();
    await lms.post(path, formatBulkRequest(kind, [{ title: "Z", delta: 2 }, { title: "Y" }]));
    await lms.put(firstPath, { delta: 1 });

    expect(await titles(lms)).toEqual(["Y", "Tests", "Z"]);
  });

  it("are changed in bulk: rows with code 204 say where, who, and numbers as text unless just sent", async () => {
    const lms = await openBook();
    const rows = [
      { id: bookIds.category, drop_lowest: 3 },
      { id: 1, title: "Nobody's" },
      { title: "Nameless" },
    ];

    const reply = await lms.put(path, formatBulkRequest(kind, rows));

    expect(reply.status).toBe(207);
    expect(codesOf(rowResults(kind, reply))).toEqual([204, 404, 404]);
    expect(reply.body).toMatchObject({
      grading_category: [
        {
          id: String(bookIds.category),
          title: "Tests",
          realm: "course",
          realm_id: String(bookIds.section),
          uid: String(100_000_000),
          calculation_type: "2",
          weight: "100",
          default_max_points: "100",
          delta: "0",
          drop_lowest: 3,
          default_grading_scale: "0",
        },
        { id: "1" },
        {},
      ],
    });
  });

  it("are read, changed and deleted one by one", async () => {
    const lms = await openBook();

    expect((await lms.put(firstPath, { title: "Exams", id: 7, calculation_type: 1 })).status).toBe(
      204,
    );
    expect((await lms.get(firstPath)).body).toMatchObject({
      id: bookIds.category,
      title: "Exams",
      calculation_type: 1,
    });
    expect((await lms.put(firstPath, { title: "" })).status).toBe(400);
    expect((await lms.remove(firstPath)).status).toBe(204);
    expect((await lms.get(firstPath)).status).toBe(404);
    expect((await lms.put(firstPath, { title: "Exams" })).status).toBe(404);
    expect((await lms.remove(firstPath)).status).toBe(404);
  });

  it("of another section, or of none, are not found", async () => {
    const lms = await openBook();
    const elsewhere = `/sections/${bookIds.otherSection}/grading_categories`;
    const row = formatBulkRequest(kind, [{ id: bookIds.category, title: "Taken" }]);

    expect((await lms.get(`${elsewhere}/${bookIds.category}`)).status).toBe(404);
    expect((await lms.remove(`${elsewhere}/${bookIds.category}`)).status).toBe(404);
    expect(codesOf(rowResults(kind, await lms.put(elsewhere, row)))).toEqual([404]);
    expect((await lms.get("/sections/9/grading_categories")).status).toBe(404);
    expect((await lms.post("/sections/9/grading_categories", { title: "T" })).status).toBe(404);
    expect(await titles(lms)).toEqual(["Tests"]);
  });

  it("that are deleted leave their items ungraded, and grades that show again with another category", async () => {
    const lms = await openBook();
    const item = await postItem(lms);
    await putGrade(lms, item, { grade: 80 });

    await lms.remove(firstPath);

    const ungraded = Assignment.parse((await lms.get(inBook(`assignments/${item}`))).body);
    expect(ungraded.grading_category).toBe("0");
    expect((await readGrades(lms)).grades.grade).toEqual([]);
    expect((await putGrade(lms, item, { grade: 90 })).status).toBe(207);
    await lms.post(path, { title: "Exams" });
    await lms.put(inBook(`assignments/${item}`), { grading_category: bookIds.category + 1 });
    expect((await readGrades(lms)).grades.grade).toMatchObject([{ grade: 80 }]);
  });
});
