import { describe, expect, it } from "vitest";
import { Assignment, AssignmentList } from "../../contracts/lms/gradebook.ts";
import { createItem } from "../actions/people/gradebook-people.ts";
import { addScale } from "../actions/people/gradebook-setup-people.ts";
import { createTestLms, type TestLms } from "../testing/signed-client.ts";
import {
  bookIds,
  inBook,
  openGradebookSchool,
  postItem,
  putGrade,
  readGrades,
} from "../testing/small-gradebook.ts";

const path = inBook("assignments");
const firstPath = `${path}/${bookIds.item}`;

async function openBook(): Promise<TestLms> {
  const lms = createTestLms();
  await openGradebookSchool(lms);
  return lms;
}

async function titles(lms: TestLms, list = path): Promise<readonly string[]> {
  return AssignmentList.parse((await lms.get(list)).body).assignment.map(({ title }) => title);
}

describe("assignments", () => {
  it("need a title and nothing else", async () => {
    const lms = await openBook();

    const reply = await lms.post(path, { title: "Essay", type: "discussion" });

    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      id: bookIds.item,
      title: "Essay",
      description: "",
      due: "",
      grading_scale: "0",
      grading_scale_type: 0,
      grading_period: "0",
      grading_category: "0",
      max_points: "100",
      factor: "1",
      is_final: "0",
      show_comments: "0",
      grade_stats: "0",
      allow_dropbox: "1",
      allow_discussion: "1",
      published: 1,
      type: "assignment",
      grade_item_id: bookIds.item,
      available: 1,
      completed: 0,
      dropbox_locked: 0,
      show_rubric: false,
      auto_publish_grades: 1,
      num_assignees: 0,
      assignees: [],
      grading_group_ids: [],
      completion_status: "",
      links: { self: `http://lms.test/v1${firstPath}` },
    });
  });

  it("take every field, numbers and flags as text too", async () => {
    const lms = await openBook();
    await lms.post(inBook("grading_groups"), { title: "G", members: [bookIds.secondStudent] });
    const fields = {
      title: "Final exam",
      description: "Bring a pen",
      due: "2026-12-01 23:59:59",
      grading_scale: bookIds.letters,
      grading_period: String(bookIds.period),
      grading_category: bookIds.category,
      max_points: "12.5",
      factor: 2,
      is_final: "1",
      published: 0,
      count_in_grade: 0,
      collected_only: "1",
      auto_publish_grades: 0,
      show_comments: 1,
      grade_stats: 1,
      allow_dropbox: 0,
      allow_discussion: 0,
      assignees: [bookIds.student, bookIds.secondStudent],
      grading_group_ids: [bookIds.group],
    };

    const reply = await lms.post(path, fields);

    expect(reply).toMatchObject({
      status: 201,
      body: {
        ...fields,
        grading_scale: "1",
        grading_scale_type: 1,
        grading_category: String(bookIds.category),
        factor: "2",
        published: 0,
        available: 0,
        collected_only: 1,
        show_comments: "1",
        grade_stats: "1",
        allow_dropbox: "0",
        allow_discussion: "0",
        num_assignees: 2,
      },
    });
    expect(Assignment.parse((await lms.get(firstPath)).body)).toMatchObject({ max_points: 12.5 });
  });

  it.each([
    {},
    { title: " " },
    { title: "A", due: "2026-02-30 10:00:00" },
    { title: "A", due: "2026-02-03T10:00:00" },
    { title: "A", due: "2026-02-03 24:00:00" },
    { title: "A", max_points: -1 },
    { title: "A", max_points: 1e308 },
    { title: "A", factor: "-2" },
    { title: "A", published: 2 },
    { title: "A", grading_scale: 99 },
    { title: "A", grading_period: 50_009 },
    { title: "A", grading_category: 5 },
    { title: "A", grading_category: "none" },
    { title: "A", assignees: [bookIds.strangeMember] },
    { title: "A", assignees: [null] },
    { title: "A", grading_group_ids: [3] },
    [],
    "text",
    null,
  ])("are refused with a reason when %j", async (body) => {
    const lms = await openBook();

    const reply = await lms.post(path, body);

    expect(reply.status).toBe(400);
    expect(reply.body).toEqual(expect.stringMatching(/\w+/));
    expect(lms.lms.store.assignments.size).toBe(0);
  });

  it("get points and scale from their category when they have none of their own", async () => {
    const lms = await openBook();
    await lms.put(inBook(`grading_categories/${bookIds.category}`), {
      default_max_points: 20,
      default_grading_scale_id: bookIds.letters,
    });

    const item = await postItem(lms);

    expect((await lms.get(`${path}/${item}`)).body).toMatchObject({
      max_points: "20",
      grading_scale: "1",
    });
  });

  it("on a scale of points are worth its best level", async () => {
    const lms = await openBook();
    const scale = addScale(lms.lms, {
      title: "Stars",
      levels: [
        { points: 1, description: "one" },
        { points: 4, description: "four" },
      ],
    });

    const item = await postItem(lms, { grading_scale: scale.id });

    expect((await lms.get(`${path}/${item}`)).body).toMatchObject({ max_points: "4" });
  });

  it("change what a PUT states and keep the rest; empty lists and zeros take away", async () => {
    const lms = await openBook();
    await postItem(lms, { assignees: [bookIds.student], due: "2026-10-01 08:00:00" });

    expect((await lms.put(firstPath, { title: "Test", max_points: 10 })).status).toBe(204);
    expect((await lms.get(firstPath)).body).toMatchObject({
      title: "Test",
      max_points: "10",
      due: "2026-10-01 08:00:00",
      assignees: [bookIds.student],
    });
    const none = { assignees: [], due: null, grading_category: null, grading_period: "" };
    expect((await lms.put(firstPath, none)).status).toBe(204);
    expect((await lms.get(firstPath)).body).toMatchObject({
      due: "",
      grading_category: "0",
      grading_period: "0",
      assignees: [],
    });
    expect((await lms.put(firstPath, { title: "" })).status).toBe(400);
  });

  it("are deleted with their grades", async () => {
    const lms = await openBook();
    const item = await postItem(lms);
    await putGrade(lms, item, { grade: 1 });

    expect((await lms.remove(firstPath)).status).toBe(204);
    expect((await lms.remove(firstPath)).status).toBe(404);
    expect((await readGrades(lms)).grades.grade).toEqual([]);
    expect(lms.lms.store.grades.size).toBe(0);
  });

  it("are listed in pages: by due date, midterms and finals last", async () => {
    const lms = await openBook();
    await postItem(lms, { title: "undated" });
    await postItem(lms, { title: "final", is_final: 1, due: "2026-09-01 08:00:00" });
    await postItem(lms, { title: "late", due: "2026-11-01 08:00:00" });
    await postItem(lms, { title: "early", due: "2026-10-01 08:00:00" });
    await postItem(lms, { title: "early too", due: "2026-10-01 08:00:00" });

    expect(await titles(lms)).toEqual(["early", "early too", "late", "undated", "final"]);
    const page = AssignmentList.parse((await lms.get(`${path}?start=1&limit=2`)).body);
    expect(page.total).toBe(5);
    expect(page.assignment.map(({ title }) => title)).toEqual(["early too", "late"]);
    expect(page.links?.next).toContain("start=3&limit=2");
  });

  it("leave discussions to the list of all that is gradable", async () => {
    const lms = await openBook();
    const sectionSchoolCode = "c-1";
    const talk = createItem(lms.lms, { sectionSchoolCode, title: "Talk", type: "discussion" });
    createItem(lms.lms, { sectionSchoolCode, title: "Test", type: "assessment" });

    expect(await titles(lms)).toEqual(["Test"]);
    const items = await lms.get(inBook("grade_items"));
    expect(items.body).toMatchObject({
      total: 2,
      assignment: [
        { title: "Talk", type: "discussion", grade_item_id: talk.id },
        { title: "Test", type: "assessment" },
      ],
    });
    expect((await lms.get(`${path}/${talk.id}`)).status).toBe(404);
    expect((await lms.remove(`${path}/${talk.id}`)).status).toBe(404);
  });

  it("of another section, or of none, are not found", async () => {
    const lms = await openBook();
    const item = await postItem(lms);
    const elsewhere = `/sections/${bookIds.otherSection}/assignments/${item}`;

    expect((await lms.get(elsewhere)).status).toBe(404);
    expect((await lms.put(elsewhere, { title: "Mine" })).status).toBe(404);
    expect((await lms.remove(elsewhere)).status).toBe(404);
    expect((await lms.post("/sections/9/assignments", { title: "A" })).status).toBe(404);
    expect((await lms.get("/sections/9/grade_items")).status).toBe(404);
  });

  it("never show what only the mock knows of them", async () => {
    const lms = await openBook();
    createItem(lms.lms, {
      sectionSchoolCode: "c-1",
      title: "Essay",
      syncToSis: false,
      gradingTask: "marked-task",
    });

    const texts = [
      await lms.get(path),
      await lms.get(firstPath),
      await lms.get(inBook("grade_items")),
    ]
      .map((reply) => JSON.stringify(reply.body))
      .join();

    expect(texts).not.toMatch(/marked-task|sync|task/i);
  });

  it("go under Other when their period is no longer the section's", async () => {
    const lms = await openBook();
    const item = await postItem(lms);
    await lms.post("/gradingperiods", { title: "Spring", start: "2027-01-04", end: "2027-05-28" });

    await lms.put(`/sections/${bookIds.section}`, { grading_periods: [bookIds.period + 1] });

    expect((await lms.get(`${path}/${item}`)).body).toMatchObject({ grading_period: "0" });
  });

  it("can be asked for many sections at a time", async () => {
    const lms = await openBook();
    await postItem(lms);
    const request = ["assignments", "grade_items", "grades"].map((name) => `/v1${inBook(name)}`);

    const reply = await lms.post("/multiget", { request });

    expect(reply.body).toMatchObject({
      response: [{ response_code: 200 }, { response_code: 200 }, { response_code: 200 }],
    });
  });
});
