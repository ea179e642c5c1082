import { describe, expect, it } from "vitest";
import { createTestLms, type TestLms } from "../../testing/signed-client.ts";
import {
  firstIds,
  openSchoolWithSection,
  postRows,
  sectionRow,
} from "../../testing/small-school.ts";
import { applyLmsAction, LmsActionError } from "./apply-lms-action.ts";
import { LmsAction } from "./lms-action.ts";

const place = { sectionSchoolCode: "c-1" };
const quiz = { ...place, item: "Quiz" };
const cell = { ...quiz, schoolUid: "u-1" };
const users =
  "First Name,Last Name,Username,User Unique ID,Role,Password\nIda,Imp,ida,u-8,Student,s3cret-8\n";
const crossLists = "Target Section School Code,Cross-Listed Section School Code\nc-1,c-3\n";

/** A year in which everybody does everything once. */
const story: readonly (Readonly<Record<string, unknown>> & { readonly kind: string })[] = [
  { kind: "add-member", ...place, schoolUid: "u-1" },
  { kind: "add-member", ...place, schoolUid: "u-2" },
  { kind: "remove-member", section: "c-1", schoolUid: "u-2" },
  { kind: "take-email-elsewhere", email: "a@example.org" },
  {
    kind: "create-course",
    title: "Chess",
    courseCode: "CHESS",
    sectionTitle: "Club",
    sectionCode: "1",
    gradingPeriods: ["Fall"],
  },
  { kind: "delete-course", courseCode: "CHESS" },
  { kind: "archive-section", section: "c-1", archived: false },
  { kind: "edit-user", schoolUid: "u-3", nameFirst: "Edited" },
  { kind: "set-role", schoolUid: "u-3", role: "Teacher" },
  { kind: "add-building", schoolUid: "u-3", building: "North" },
  { kind: "link-sections", master: "c-1", children: ["c-2"] },
  { kind: "unlink-section", section: "c-2" },
  { kind: "import-cross-listings", csv: crossLists },
  { kind: "undo-cross-listing", crossListedSectionSchoolCode: "c-3" },
  { kind: "import-users", csv: users },
  { kind: "view-password", schoolUid: "u-8" },
  { kind: "export-passwords" },
  { kind: "set-time-zone", timeZone: "America/Chicago" },
  { kind: "create-category", ...place, title: "Tests" },
  { kind: "create-category", ...place, title: "Spare" },
  { kind: "create-group", ...place, title: "Group", members: ["u-1"] },
  { kind: "add-scale", title: "Pass", levels: [{ grade: "P", cutoff: 50, average: 75 }] },
  { kind: "set-up-gradebook", ...place, weightedCategories: true },
  { kind: "create-item", ...place, title: "Quiz", category: "Tests", gradingPeriod: "Fall" },
  { kind: "create-item", ...place, title: "Gone" },
  { kind: "delete-item", ...place, item: "Gone" },
  { kind: "publish-item", ...quiz, published: true },
  { kind: "move-item", ...quiz, category: "Tests" },
  { kind: "set-sync-to-sis", ...quiz, syncToSis: false },
  { kind: "set-grading-task", ...quiz, gradingTask: "Quarter Grade" },
  { kind: "grade", ...cell, grade: 9 },
  { kind: "comment", ...cell, comment: "Well done" },
  { kind: "score-automatically", ...cell, score: 8 },
  { kind: "set-exception", ...cell, exception: "excused" },
  { kind: "override-final-grade", ...place, schoolUid: "u-1", period: "final", grade: 90 },
  { kind: "delete-category", ...place, title: "Spare" },
  { kind: "deactivate-user", schoolUid: "u-3" },
];

async function openTwoSections(): Promise<TestLms> {
  const lms = createTestLms();
  await openSchoolWithSection(lms);
  await lms.post(`/schools/${firstIds.organization}/buildings`, { title: "North" });
  await postRows(lms, { kind: "section", path: `/courses/${firstIds.course}/sections` }, [
    sectionRow("c-2", { section_code: "2" }),
    sectionRow("c-3", { section_code: "3" }),
  ]);
  return lms;
}

describe("actions of people", () => {
  it("can all be carried out as data, one after the other", async () => {
    const lms = await openTwoSections();

    for (const action of story) {
      expect(applyLmsAction(lms.lms, action)).toBeTypeOf("object");
    }

    const kinds = LmsAction.options.map(({ shape }) => shape.kind.value).toSorted();
    expect([...new Set(story.map(({ kind }) => kind))].toSorted()).toEqual(kinds);
    expect(lms.lms.counts()).toMatchObject({ activeEnrollments: 1 });
  });

  it("give a password to nobody but who asks Manage Users for it (R119, R121)", async () => {
    const lms = await openTwoSections();

    const imported = applyLmsAction(lms.lms, { kind: "import-users", csv: users });

    expect(JSON.stringify(imported)).not.toContain("s3cret");
    expect(applyLmsAction(lms.lms, { kind: "view-password", schoolUid: "u-8" })).toEqual({
      password: "s3cret-8",
    });
    expect(JSON.stringify(lms.lms.journal.entries())).not.toContain("s3cret");
  });

  it.each([
    [{ kind: "dance" }, "unreadable-action"],
    [{ kind: "grade", ...cell, grade: {} }, "unreadable-action"],
    [{ kind: "grade", ...cell, grade: 1 }, "impossible-action"],
    [{ kind: "delete-course", courseCode: "nothing" }, "impossible-action"],
    [{ kind: "import-users", csv: "no,columns\n1,2\n" }, "impossible-action"],
    [{ kind: "link-sections", master: "c-1", children: ["c-1"] }, "impossible-action"],
    [null, "unreadable-action"],
  ])("refuse %j and change nothing", async (action, code) => {
    const lms = await openTwoSections();
    const before = JSON.stringify(lms.lms.counts());

    const act = (): unknown => applyLmsAction(lms.lms, action);

    expect(act).toThrow(LmsActionError);
    expect(act).toThrow(expect.objectContaining({ code }));
    expect(JSON.stringify(lms.lms.counts())).toBe(before);
  });
});
