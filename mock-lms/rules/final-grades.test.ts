import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overrideFinalGrade, publishItem } from "../actions/people/gradebook-people.ts";
import { setUpGradebook } from "../actions/people/gradebook-setup-people.ts";
import { createTestLms, type TestLms } from "../testing/signed-client.ts";
import {
  bookIds,
  finalGrades,
  inBook,
  openGradebookSchool,
  postItem,
  putGrade,
} from "../testing/small-gradebook.ts";
import type { GradebookSettings } from "./gradebook-settings.ts";

const fall = `p${bookIds.period}`;
const spring = `p${bookIds.period + 1}`;
const sectionSchoolCode = "c-1";
const secondCategory = bookIds.category + 1;

/** A gradebook with the categories "Tests" (as `tests` says) and "Labs", and the periods Fall and Spring. */
async function openBook(
  tests: object = {},
  gradebook: Partial<GradebookSettings> = {},
): Promise<TestLms> {
  const lms = createTestLms({ gradebook });
  await openGradebookSchool(lms);
  await lms.put(inBook(`grading_categories/${bookIds.category}`), tests);
  await lms.post(inBook("grading_categories"), { title: "Labs", weight: 300 });
  await lms.post("/gradingperiods", { title: "Spring", start: "2027-01-04", end: "2027-05-28" });
  const grading_periods = [bookIds.period, bookIds.period + 1];
  await lms.put(`/sections/${bookIds.section}`, { grading_periods });
  return lms;
}

/** Posts an item and grades the first student in it. */
async function graded(lms: TestLms, grade: number | null, fields: object = {}): Promise<number> {
  const item = await postItem(lms, fields);
  await putGrade(lms, item, { grade });
  return item;
}

describe("final grades", () => {
  it("of a category of total points are the ratio of points, each by its factor", async () => {
    const lms = await openBook({ calculation_type: 2 });
    await graded(lms, 10, { max_points: 10 });
    await graded(lms, 10, { max_points: 40 });
    expect(await finalGrades(lms)).toMatchObject({ [fall]: 40 });

    await graded(lms, 50, { max_points: 50, factor: 3 });

    expect(await finalGrades(lms)).toMatchObject({ [fall]: 85 });
  });

  it("of a category of percents are the mean of percents, each by its factor", async () => {
    const lms = await openBook({ calculation_type: 1 });
    await graded(lms, 10, { max_points: 10 });
    await graded(lms, 10, { max_points: 40 });
    expect(await finalGrades(lms)).toMatchObject({ [fall]: 62.5 });

    await graded(lms, 0, { max_points: 5, factor: 2 });

    expect(await finalGrades(lms)).toMatchObject({ [fall]: 31.25 });
  });

  it("leave the lowest scores of a category out, though never the last one", async () => {
    const lms = await openBook({ calculation_type: 2, drop_lowest: 2 });
    await graded(lms, 50);
    expect(await finalGrades(lms)).toMatchObject({ [fall]: 50 });
    await graded(lms, 5, { max_points: 5 });
    await graded(lms, 60);
    await graded(lms, 90);

    expect(await finalGrades(lms)).toMatchObject({ [fall]: 90.48 });
  });

  it("weigh categories evenly, or as the section's options say, among those with grades", async () => {
    const lms = await openBook({ weight: 100 });
    await graded(lms, 40);
    setUpGradebook(lms.lms, { sectionSchoolCode, weightedCategories: true });
    expect(await finalGrades(lms)).toMatchObject({ [fall]: 40 });
    await graded(lms, 80, { grading_category: secondCategory });

    expect(await finalGrades(lms)).toMatchObject({ [fall]: 70 });
    setUpGradebook(lms.lms, { sectionSchoolCode, weightedCategories: false });
    expect(await finalGrades(lms)).toMatchObject({ [fall]: 60 });
  });

  it("are the mean of the periods that have grades, even or by weight; Other does not count", async () => {
    const lms = await openBook();
    await graded(lms, 50);
    await graded(lms, 10, { grading_period: 0 });
    expect(await finalGrades(lms)).toEqual({ [fall]: 50, [spring]: null, other: 10, final: 50 });
    await graded(lms, 100, { grading_period: bookIds.period + 1 });

    expect(await finalGrades(lms)).toEqual({ [fall]: 50, [spring]: 100, other: 10, final: 75 });
    setUpGradebook(lms.lms, { sectionSchoolCode, periodWeights: { Fall: 1, Spring: 3 } });
    expect(await finalGrades(lms)).toMatchObject({ final: 87.5 });
  });

  it("count a midterm or final as a period of its own: points shown, percent counted", async () => {
    const lms = await openBook();
    await graded(lms, 91.33);
    const exam = await graded(lms, 9, { is_final: 1, max_points: 12, grading_category: 0 });

    expect(await finalGrades(lms)).toMatchObject({ [fall]: 91.33, [`a${exam}`]: 9, final: 83.17 });
  });

  it.each([
    { count_in_grade: 0 },
    { collected_only: 1 },
    { published: 0 },
    { max_points: 0, grading_category: bookIds.category },
    { factor: 0 },
  ])("pass over items with %j", async (fields) => {
    const lms = await openBook({ calculation_type: 1 });
    await graded(lms, 40);
    await graded(lms, 100, fields);

    expect(await finalGrades(lms)).toMatchObject({ [fall]: 40, final: 40 });
  });

  it("count unpublished items if settings want it", async () => {
    const lms = await openBook({}, { countUnpublished: true });
    await graded(lms, 40);
    publishItem(lms.lms, { sectionSchoolCode, item: "Quiz", published: false });

    expect(await finalGrades(lms)).toMatchObject({ [fall]: 40 });
  });

  it("add points of items that are worth none: extra credit", async () => {
    const lms = await openBook({ calculation_type: 2, drop_lowest: 0 });
    await graded(lms, 80);
    await graded(lms, 5, { max_points: 0 });

    expect(await finalGrades(lms)).toMatchObject({ [fall]: 85 });
  });

  it.each([1, 2])("pass over exception %i", async (exception) => {
    const lms = await openBook();
    await graded(lms, 40);
    await putGrade(lms, await postItem(lms), { exception });

    expect(await finalGrades(lms)).toMatchObject({ [fall]: 40 });
  });

  it.each([
    [true, 20],
    [false, 40],
  ])("count missing work as zero: %j", async (countsAsZero, grade) => {
    const lms = await openBook({}, { missing: { code: 3, countsAsZero } });
    await graded(lms, 40);
    await putGrade(lms, await postItem(lms), { exception: 3 });

    expect(await finalGrades(lms)).toMatchObject({ [fall]: grade });
  });

  it("do not count items that are no longer assigned to the member", async () => {
    const lms = await openBook();
    await graded(lms, 40);
    const item = await graded(lms, 80);

    await lms.put(inBook(`assignments/${item}`), { assignees: [bookIds.secondStudent] });

    expect(await finalGrades(lms)).toMatchObject({ [fall]: 40 });
  });

  it("are what people wrote in their place, until they take it back", async () => {
    const lms = await openBook();
    await graded(lms, 40);
    const by = { sectionSchoolCode, schoolUid: "u-1" };

    overrideFinalGrade(lms.lms, { ...by, period: "Fall", grade: 50 });
    expect(await finalGrades(lms)).toMatchObject({ [fall]: 50, final: 50 });
    overrideFinalGrade(lms.lms, { ...by, period: "final", grade: 99 });
    expect(await finalGrades(lms)).toMatchObject({ [fall]: 50, final: 99 });
    overrideFinalGrade(lms.lms, { ...by, period: "Fall", grade: null });
    overrideFinalGrade(lms.lms, { ...by, period: "final", grade: null });
    expect(await finalGrades(lms)).toMatchObject({ [fall]: 40, final: 40 });
  });

  it("lie between the lowest and the highest percent, whatever the set-up", async () => {
    const scores = fc.array(
      fc.record({ points: fc.nat(20), max: fc.integer({ min: 1, max: 20 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    const setUp = fc.record({
      calculation_type: fc.constantFrom(1, 2),
      drop_lowest: fc.nat(10),
      scores,
    });
    await fc.assert(
      fc.asyncProperty(setUp, async ({ scores: given, ...tests }) => {
        const lms = await openBook(tests);
        for (const { points, max } of given) await graded(lms, points, { max_points: max });
        const percents = given.map(({ points, max }) => (points / max) * 100);

        const { [fall]: grade = null } = await finalGrades(lms);

        expect(grade).toBeGreaterThanOrEqual(Math.min(...percents) - 0.01);
        expect(grade).toBeLessThanOrEqual(Math.max(...percents) + 0.01);
      }),
      { numRuns: 15 },
    );
  });
});
