import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
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

/** A year in which everybody does everything once, from the README; and what must have happened before. */
const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
const lines = [...readme.matchAll(/^\| `(.+?)` +\| (.+?) +\|$/gm)].map(([, text = "", what]) => ({
  action: LmsAction.parse(parse(text)),
  what,
}));
const preparations: Readonly<Record<string, unknown>> = {
  "remove-member": { kind: "add-member", ...place, schoolUid: "u-2" },
  "delete-item": { kind: "create-item", ...place, title: "Gone" },
  "delete-category": { kind: "create-category", ...place, title: "Spare" },
};

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
  it("can all be carried out as data, one after the other, as the README has them", async () => {
    const lms = await openTwoSections();

    for (const { action } of lines) {
      const prepare = preparations[action.kind];
      if (prepare !== undefined) applyLmsAction(lms.lms, prepare);
      expect(applyLmsAction(lms.lms, action)).toBeTypeOf("object");
    }

    expect(lms.lms.counts()).toMatchObject({ activeEnrollments: 1 });
  });

  it("stand in the README once each, with the words of their schemas", () => {
    const words = LmsAction.options.map(
      ({ shape, description }) => `${shape.kind.value}: ${description}`,
    );

    expect(lines.map(({ action, what }) => `${action.kind}: ${what}`).toSorted()).toEqual(
      words.toSorted(),
    );
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
