import { describe, expect, it } from "vitest";
import { GradingScaleList, SectionGradingPeriodList } from "../../contracts/lms/gradebook.ts";
import { addScale, setUpGradebook } from "../actions/people/gradebook-setup-people.ts";
import { createTestLms, type TestLms } from "../testing/signed-client.ts";
import { bookIds, inBook, openGradebookSchool, postItem } from "../testing/small-gradebook.ts";

async function openBook(): Promise<TestLms> {
  const lms = createTestLms();
  await openGradebookSchool(lms);
  return lms;
}

async function weights(lms: TestLms): Promise<readonly number[]> {
  const reply = await lms.get(inBook("grading_periods"));
  return SectionGradingPeriodList.parse(reply.body).grading_period.map((one) => one.weight);
}

async function twoPeriods(lms: TestLms): Promise<void> {
  await lms.post("/gradingperiods", { title: "Spring", start: "2027-01-04", end: "2027-05-28" });
  await lms.put(`/sections/${bookIds.section}`, {
    grading_periods: [bookIds.period, bookIds.period + 1],
  });
}

describe("the set-up of a gradebook", () => {
  it("has the organisation's letters as scale 1, in every section", async () => {
    const lms = await openBook();

    const reply = await lms.get(inBook("grading_scales"));

    const [letters] = GradingScaleList.parse(reply.body).grading_scale;
    expect(letters).toMatchObject({ id: "1", type: 1, auto_averaging: 0, hide_numeric: 0 });
    expect(letters?.scale?.level.at(-1)).toEqual({ grade: "A+", cutoff: 97, average: 97 });
    expect(reply.body).toMatchObject({
      links: { self: expect.stringContaining("grading_scales") },
    });
  });

  it("shows a section's own scales to that section alone", async () => {
    const lms = await openBook();
    const levels = [
      { points: 3, description: "three" },
      { points: 1, description: "one" },
    ];
    addScale(lms.lms, { sectionSchoolCode: "c-1", title: "Stars", levels });
    addScale(lms.lms, { title: "Plain", levels: [] });

    const here = GradingScaleList.parse((await lms.get(inBook("grading_scales"))).body);
    const there = await lms.get(`/sections/${bookIds.otherSection}/grading_scales`);

    expect(here.grading_scale.map(({ title, type }) => [title, type])).toEqual([
      ["Letters by percent", 1],
      ["Plain", 0],
      ["Stars", 3],
    ]);
    expect(here.grading_scale[2]?.scale?.level).toEqual(levels);
    expect(GradingScaleList.parse(there.body).grading_scale).toHaveLength(2);
  });

  it("has the section's periods from midnight to midnight, with equal weights", async () => {
    const lms = await openBook();
    await twoPeriods(lms);

    expect((await lms.get(inBook("grading_periods"))).body).toMatchObject({
      grading_period: [
        {
          id: bookIds.period,
          title: "Fall",
          weight: 50,
          start: "2026-08-17 00:00:00",
          end: "2026-12-18 00:00:00",
        },
        { title: "Spring", weight: 50 },
      ],
    });
  });

  it("shares the weight with midterms and finals, unless weights are set", async () => {
    const lms = await openBook();
    await twoPeriods(lms);
    await postItem(lms, { is_final: 1 });

    expect(await weights(lms)).toEqual([33.33, 33.33]);
    setUpGradebook(lms.lms, { sectionSchoolCode: "c-1", periodWeights: { Fall: 70, Spring: 30 } });
    expect(await weights(lms)).toEqual([70, 30]);
    setUpGradebook(lms.lms, { sectionSchoolCode: "c-1", periodWeights: { Spring: 1 } });
    expect(await weights(lms)).toEqual([0, 1]);
  });

  it("of a section that is not there is not found", async () => {
    const lms = await openBook();

    expect((await lms.get("/sections/9/grading_scales")).status).toBe(404);
    expect((await lms.get("/sections/x/grading_periods")).status).toBe(404);
  });
});
