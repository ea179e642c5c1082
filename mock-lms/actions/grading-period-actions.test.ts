import { expect, it } from "vitest";
import { createTestLms } from "../testing/signed-client.ts";
import { bookIds, inBook, openGradebookSchool, postItem } from "../testing/small-gradebook.ts";
import { brokenInvariants } from "../testing/store-invariants.ts";
import { setUpGradebook } from "./people/gradebook-setup-people.ts";

it("a grading period leaves no item, comment or weight behind when it is deleted", async () => {
  const lms = createTestLms();
  await openGradebookSchool(lms);
  const item = await postItem(lms);
  const comment = { enrollment_id: bookIds.student, period_id: bookIds.period, comment: "Good" };
  await lms.put(inBook("grades"), { final_comments: { final_comment: [comment] } });
  setUpGradebook(lms.lms.world, { sectionSchoolCode: "c-1", periodWeights: { Fall: 100 } });
  await lms.post("/gradingperiods", { title: "S", start: "2027-01-04", end: "2027-05-18" });
  for (const id of [bookIds.section, bookIds.otherSection]) {
    await lms.put(`/sections/${id}`, { grading_periods: [bookIds.period + 1] });
  }

  const reply = await lms.remove(`/gradingperiods/${bookIds.period}`);

  expect(reply.status).toBe(204);
  expect(brokenInvariants(lms.lms.store)).toEqual([]);
  expect(lms.lms.store.assignments.get(item)).toMatchObject({ periodId: 0 });
  expect(lms.lms.store.finalMarks.size).toBe(0);
});
