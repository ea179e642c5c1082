import { describe, expect, it } from "vitest";
import { createTestLms, type TestLms } from "../../testing/signed-client.ts";
import {
  bookIds,
  finalGrades,
  inBook,
  openGradebookSchool,
  readGrades,
} from "../../testing/small-gradebook.ts";
import { copyGradebook } from "../copy-gradebook.ts";
import { UnknownObjectError } from "../people-actions.ts";
import { RefusedActionError } from "./gradebook-names.ts";
import {
  clearException,
  commentOnGrade,
  createItem,
  deleteItemByHand,
  excuseMember,
  gradeMember,
  markIncomplete,
  markMissing,
  moveItemToCategory,
  overrideFinalGrade,
  publishItem,
  readSisAttributes,
  scoreAutomatically,
  setGradingTask,
  setSyncToSis,
} from "./gradebook-people.ts";
import {
  addScale,
  createCategory,
  createGroup,
  deleteCategoryByHand,
  setUpGradebook,
} from "./gradebook-setup-people.ts";

const sectionSchoolCode = "c-1";
const cell = { sectionSchoolCode, item: "Quiz", schoolUid: "u-1" };

async function openBook(): Promise<TestLms> {
  const lms = createTestLms({ gradebook: { missing: { code: 3, countsAsZero: true } } });
  await openGradebookSchool(lms);
  createItem(lms.lms, {
    sectionSchoolCode,
    title: "Quiz",
    category: "Tests",
    gradingPeriod: "Fall",
    scale: "Letters by percent",
    due: "2026-10-01 23:59:00",
    maxPoints: 50,
    factor: 2,
    description: "On paper",
    assignees: ["u-1"],
  });
  return lms;
}

async function grade(lms: TestLms): Promise<unknown> {
  return (await readGrades(lms)).grades.grade[0];
}

describe("a teacher", () => {
  it("creates an item, which the API shows as its own", async () => {
    const lms = await openBook();

    expect((await lms.get(inBook(`assignments/${bookIds.item}`))).body).toMatchObject({
      title: "Quiz",
      description: "On paper",
      due: "2026-10-01 23:59:00",
      grading_category: String(bookIds.category),
      grading_period: String(bookIds.period),
      grading_scale: "1",
      max_points: "50",
      factor: "2",
      published: 1,
      assignees: [bookIds.student],
    });
  });

  it("creates a midterm that is not published, not counted, and only collected", async () => {
    const lms = await openBook();

    const item = createItem(lms.lms, {
      sectionSchoolCode,
      title: "Midterm",
      midtermOrFinal: true,
      published: false,
      countInGrade: false,
      collectedOnly: true,
    });

    expect(item).toMatchObject({ isFinal: 1, published: 0, countInGrade: 0, collectedOnly: 1 });
  });

  it("grades by number and letter, excuses, marks and comments", async () => {
    const lms = await openBook();

    gradeMember(lms.lms, { ...cell, grade: "A" });
    expect(await grade(lms)).toMatchObject({ grade: 46.5 });
    excuseMember(lms.lms, cell);
    expect(await grade(lms)).toMatchObject({ grade: null, exception: 1 });
    markIncomplete(lms.lms, cell);
    expect(await grade(lms)).toMatchObject({ exception: 2 });
    markMissing(lms.lms, cell);
    expect(await grade(lms)).toMatchObject({ exception: 3 });
    expect(await finalGrades(lms)).toMatchObject({ final: 0 });
    clearException(lms.lms, cell);
    expect(await grade(lms)).toMatchObject({ grade: null, exception: 0 });
    commentOnGrade(lms.lms, { ...cell, comment: "Try again", visible: true });
    gradeMember(lms.lms, { ...cell, grade: 20 });
    expect(await grade(lms)).toMatchObject({ grade: 20, comment: "Try again", comment_status: 1 });
    commentOnGrade(lms.lms, { ...cell, comment: "Secret", visible: false });
    expect(await grade(lms)).toMatchObject({ comment_status: 0 });
  });

  it("stamps grades with the time of the mock", async () => {
    const lms = await openBook();
    await lms.clock.sleep(60_000);

    const { changedAt } = gradeMember(lms.lms, { ...cell, grade: 1 });

    expect(changedAt).toBe(Math.floor(lms.clock.now() / 1_000));
  });

  it("unpublishes and publishes an item, moves it to another category, deletes it", async () => {
    const lms = await openBook();
    gradeMember(lms.lms, { ...cell, grade: 25 });

    publishItem(lms.lms, { ...cell, published: false });
    expect(await finalGrades(lms)).toMatchObject({ final: null });
    publishItem(lms.lms, { ...cell, published: true });
    expect(await finalGrades(lms)).toMatchObject({ final: 50 });
    moveItemToCategory(lms.lms, { ...cell, category: null });
    expect((await readGrades(lms)).grades.grade).toEqual([]);
    createCategory(lms.lms, {
      sectionSchoolCode,
      title: "Labs",
      calculation: "percent",
      weight: 5,
      dropLowest: 1,
    });
    moveItemToCategory(lms.lms, { ...cell, category: "Labs" });
    expect(await finalGrades(lms)).toMatchObject({ final: 50 });
    expect(deleteItemByHand(lms.lms, cell).title).toBe("Quiz");
    expect(lms.lms.store.grades.size).toBe(0);
  });

  it("deletes a category, makes a group, sets up scales", async () => {
    const lms = await openBook();

    deleteCategoryByHand(lms.lms, { sectionSchoolCode, title: "Tests" });
    const group = createGroup(lms.lms, { sectionSchoolCode, title: "G", members: ["u-2"] });
    addScale(lms.lms, {
      sectionSchoolCode,
      title: "Own",
      levels: [{ grade: "P", cutoff: 0, average: 100 }],
    });
    setUpGradebook(lms.lms, { sectionSchoolCode, defaultScale: "Own" });

    expect(group.memberIds).toEqual([bookIds.secondStudent]);
    expect(lms.lms.store.assignments.get(bookIds.item)?.categoryId).toBe(0);
    expect((await readGrades(lms)).final_grade?.[0]?.scale_id).toBe("2");
    setUpGradebook(lms.lms, { sectionSchoolCode, defaultScale: null });
    expect((await readGrades(lms)).final_grade?.[0]?.scale_id).toBe("0");
  });

  it("opts an item out of Sync to SIS and gives it a grading task, which only the mock tells", async () => {
    const lms = await openBook();
    expect(readSisAttributes(lms.lms, cell)).toEqual({ syncToSis: true, gradingTask: undefined });

    setSyncToSis(lms.lms, { ...cell, syncToSis: false });
    setGradingTask(lms.lms, { ...cell, item: bookIds.item, gradingTask: "Quarter grade" });

    expect(readSisAttributes(lms.lms, cell)).toEqual({
      syncToSis: false,
      gradingTask: "Quarter grade",
    });
    await lms.put(inBook(`assignments/${bookIds.item}`), { title: "Quiz", sync_to_sis: 1 });
    expect(readSisAttributes(lms.lms, cell).syncToSis).toBe(false);
    setSyncToSis(lms.lms, { ...cell, syncToSis: true });
    setGradingTask(lms.lms, { ...cell, gradingTask: "" });
    expect(readSisAttributes(lms.lms, cell)).toEqual({ syncToSis: true, gradingTask: undefined });
  });

  it("is told what is not there", async () => {
    const { lms } = await openBook();
    const twin = { sectionSchoolCode, title: "Twin" };
    createItem(lms, twin);
    createItem(lms, twin);
    const attempts = [
      () => gradeMember(lms, { ...cell, sectionSchoolCode: "c-9", grade: 1 }),
      () => gradeMember(lms, { ...cell, item: "Test", grade: 1 }),
      () => gradeMember(lms, { ...cell, item: "Twin", grade: 1 }),
      () => gradeMember(lms, { ...cell, item: 3, grade: 1 }),
      () => gradeMember(lms, { ...cell, schoolUid: "u-9", grade: 1 }),
      () => gradeMember(lms, { ...cell, sectionSchoolCode: "c-2", schoolUid: "u-2", grade: 1 }),
      () => createItem(lms, { ...twin, category: "None" }),
      () => createItem(lms, { ...twin, gradingPeriod: "None" }),
      () => createItem(lms, { ...twin, scale: "None" }),
      () => deleteItemByHand(lms, { ...cell, sectionSchoolCode: "c-2" }),
      () => publishItem(lms, { ...cell, item: "Test", published: true }),
      () => setSyncToSis(lms, { ...cell, item: "Test", syncToSis: true }),
      () => setGradingTask(lms, { ...cell, item: "Test", gradingTask: "" }),
      () => readSisAttributes(lms, { ...cell, item: "Test" }),
      () => overrideFinalGrade(lms, { ...cell, period: "None", grade: 1 }),
      () => deleteCategoryByHand(lms, twin),
      () => setUpGradebook(lms, { sectionSchoolCode, periodWeights: { None: 1 } }),
    ];

    for (const attempt of attempts) expect(attempt).toThrow(UnknownObjectError);
  });

  it("is told what a rule forbids", async () => {
    const { lms } = await openBook();
    const attempts = [
      () => gradeMember(lms, { ...cell, grade: "E" }),
      () => gradeMember(lms, { ...cell, schoolUid: "u-2", grade: 1 }),
      () => gradeMember(lms, { ...cell, schoolUid: "u-3", grade: 1 }),
      () => scoreAutomatically(lms, { ...cell, score: -1 }),
      () => createItem(lms, { sectionSchoolCode, title: "" }),
      () => createItem(lms, { sectionSchoolCode, title: "A", due: "tomorrow" }),
      () => createCategory(lms, { sectionSchoolCode, title: "A", dropLowest: 11 }),
      () => createGroup(lms, { sectionSchoolCode, title: "", members: [] }),
      () => overrideFinalGrade(lms, { ...cell, period: "final", grade: Number.NaN }),
      () => overrideFinalGrade(lms, { ...cell, schoolUid: "u-3", period: "final", grade: 1 }),
      () => setUpGradebook(lms, { sectionSchoolCode, periodWeights: { Fall: -1 } }),
      () => markMissing(createTestLms().lms, cell),
    ];

    for (const attempt of attempts) expect(attempt).toThrow(RefusedActionError);
  });
});

describe("copying a gradebook", () => {
  it("takes scales, categories and items along, but nothing of the members", async () => {
    const lms = await openBook();
    addScale(lms.lms, { sectionSchoolCode, title: "Own", levels: [] });
    createItem(lms.lms, { sectionSchoolCode, title: "Essay", scale: "Own", syncToSis: false });
    gradeMember(lms.lms, { ...cell, grade: 5 });

    copyGradebook(lms.lms.store, { sourceId: bookIds.section, targetId: bookIds.otherSection });

    const { assignments, gradingCategories, gradingScales, grades } = lms.lms.store;
    const [category] = gradingCategories.list("section", bookIds.otherSection);
    const [scale] = gradingScales.list("section", bookIds.otherSection);
    expect(category).toMatchObject({ title: "Tests" });
    expect(assignments.list("section", bookIds.otherSection)).toMatchObject([
      {
        title: "Quiz",
        categoryId: category?.id,
        periodId: bookIds.period,
        scaleId: bookIds.letters,
        assigneeIds: [],
      },
      { title: "Essay", scaleId: scale?.id, categoryId: 0, syncToSis: 0 },
    ]);
    expect(assignments.list("section", bookIds.section)).toHaveLength(2);
    expect(grades.size).toBe(1);
  });

  it("takes the weights of grading periods along that the target has, unless it has its own", async () => {
    const lms = await openBook();
    const { gradebooks } = lms.lms.store;
    await lms.post("/gradingperiods", { title: "Late", start: "2027-01-01", end: "2027-06-01" });
    const ids = { sourceId: bookIds.section, targetId: bookIds.otherSection };
    const weightsOfTarget = () =>
      gradebooks.find("section", String(bookIds.otherSection))?.periodWeights;
    setUpGradebook(lms.lms, { sectionSchoolCode, periodWeights: { Late: 9 } });
    copyGradebook(lms.lms.store, ids);
    expect(weightsOfTarget()).toBeUndefined();

    setUpGradebook(lms.lms, { sectionSchoolCode, periodWeights: { Fall: 3, Late: 9 } });
    copyGradebook(lms.lms.store, ids);
    expect(weightsOfTarget()).toEqual([{ key: `p${bookIds.period}`, weight: 3 }]);

    setUpGradebook(lms.lms, { sectionSchoolCode, periodWeights: { Fall: 5 } });
    copyGradebook(lms.lms.store, ids);
    expect(weightsOfTarget()).toEqual([{ key: `p${bookIds.period}`, weight: 3 }]);
  });
});
