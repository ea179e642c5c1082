import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyLmsAction, LmsActionError } from "./actions/people/apply-lms-action.ts";
import { openFileStore } from "./index.ts";
import { createTestLms, type TestLms } from "./testing/signed-client.ts";
import {
  codesOf,
  firstIds,
  openSchoolWithSection,
  postRows,
  sectionRow,
  userRow,
} from "./testing/small-school.ts";

/** What a reader found where two parts of the mock meet. */

const users = { kind: "user", path: "/users" } as const;
const imports = { kind: "enrollment", path: "/enrollments/import/course" } as const;
const crossLists = "Target Section School Code,Cross-Listed Section School Code\nc-1,c-2\n";
const { section, course, gradingPeriod, user } = firstIds;

async function openTwoSections(): Promise<TestLms> {
  const lms = createTestLms();
  await openSchoolWithSection(lms);
  await postRows(lms, { kind: "section", path: `/courses/${course}/sections` }, [
    sectionRow("c-2", { section_code: "2" }),
  ]);
  return lms;
}

function act(lms: TestLms, action: unknown): unknown {
  return applyLmsAction(lms.lms, action);
}

function membersOf(lms: TestLms, sectionId: number): readonly string[] {
  return lms.lms.store.enrollments
    .list("section", sectionId)
    .filter(({ status }) => status === 1)
    .map(({ userId }) => lms.lms.store.users.get(userId)?.schoolUid ?? "");
}

describe("a row with a strange key", () => {
  it("changes nothing for the rows that come after it", async () => {
    const lms = await openTwoSections();
    const keys = Object.keys(userRow("u-8"));

    await postRows(lms, users, [{ [keys.join()]: 1 }]);

    expect(codesOf(await postRows(lms, users, [userRow("u-8")]))).toEqual([200]);
  });
});

describe("an e-mail address that is taken elsewhere", () => {
  it("is kept in a state file that can be opened again", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mock-lms-"));
    const path = join(folder, "lms.json");
    const store = await openFileStore(path);
    act(createTestLms({ store }), { kind: "take-email-elsewhere", email: "a@example.org" });
    await store.close();

    const again = await openFileStore(path);

    expect(again.outsideEmails.size).toBe(1);
    await again.close();
    await rm(folder, { recursive: true });
  });

  it("cannot be one that an account of ours has", async () => {
    const lms = await openTwoSections();
    await postRows(lms, users, [userRow("u-8", { primary_email: "own@example.org" })]);

    const take = (): unknown =>
      act(lms, { kind: "take-email-elsewhere", email: "OWN@example.org" });

    expect(take).toThrow(LmsActionError);
  });
});

describe("rows of grades that fail on demand", () => {
  it("are told, though the others are answered without a word", async () => {
    const lms = await openTwoSections();
    const place = `/sections/${section}`;
    await lms.post(`${place}/enrollments`, { uid: user, admin: 0 });
    await lms.post(`${place}/enrollments`, { uid: user + 1, admin: 0 });
    await lms.post(`${place}/grading_categories`, { title: "Tests" });
    const [category] = lms.lms.store.gradingCategories.values();
    await lms.post(`${place}/assignments`, { title: "Quiz", grading_category: category?.id });
    const [item] = lms.lms.store.assignments.values();
    const [one, two] = [...lms.lms.store.enrollments.values()].map(({ id }) => id);
    lms.lms.faults.add({
      fault: "failing-rows",
      rows: { field: "enrollment_id", is: [String(one)], share: 1 },
      code: 400,
      error: "Locked.",
    });

    const reply = await lms.put(`${place}/grades`, {
      grades: {
        grade: [one, two].map((id) => ({ assignment_id: item?.id, enrollment_id: id, grade: 5 })),
      },
    });

    expect(reply.status).toBe(207);
    expect(reply.body).toMatchObject({
      grades: { grade: [{ response_code: 400, error: "Locked." }, { response_code: 204 }] },
    });
  });
});

describe("a cross-listed section", () => {
  it("takes members by course and section code into its target (facts B.3)", async () => {
    const lms = await openTwoSections();
    act(lms, { kind: "import-cross-listings", csv: crossLists });

    const results = await postRows(
      lms,
      { kind: "enrollment", path: `/enrollments/import/course/${gradingPeriod}` },
      [{ course_code: "ART", section_code: "2", school_uid: "u-1" }],
    );

    expect(codesOf(results)).toEqual([200]);
    expect(membersOf(lms, section)).toEqual(["u-1"]);
  });

  it("takes no grade of the section that it was into another", async () => {
    const lms = await openTwoSections();
    await postRows(lms, imports, [{ section_school_code: "c-2", school_uid: "u-1" }]);
    act(lms, {
      kind: "override-final-grade",
      sectionSchoolCode: "c-2",
      schoolUid: "u-1",
      period: "final",
      grade: 77,
    });

    act(lms, { kind: "import-cross-listings", csv: crossLists });

    expect(membersOf(lms, section)).toEqual(["u-1"]);
    expect(lms.lms.store.finalMarks.size).toBe(0);
  });

  it("is forgotten by who comes back by hand", async () => {
    const lms = await openTwoSections();
    act(lms, { kind: "import-cross-listings", csv: crossLists });
    await postRows(lms, imports, [{ section_school_code: "c-2", school_uid: "u-1" }]);
    await postRows(lms, imports, [{ section_school_code: "c-2", school_uid: "u-1", delete: 1 }]);

    await postRows(
      lms,
      { kind: "enrollment", path: `/sections/${section}/enrollments?update_existing=1` },
      [{ uid: user, status: 1 }],
    );
    const removed = await postRows(lms, imports, [
      { section_school_code: "c-1", school_uid: "u-1", delete: 1 },
    ]);

    expect(codesOf(removed)).toEqual([200]);
    expect(membersOf(lms, section)).toEqual([]);
  });
});

describe("a course that a teacher makes by hand", () => {
  const made = {
    kind: "create-course",
    title: "Chess",
    courseCode: "CHESS",
    sectionTitle: "Club",
    sectionCode: "1",
    gradingPeriods: ["Fall"],
  };

  it("has a section without a school code, which is named by its id", async () => {
    const lms = await openTwoSections();
    act(lms, made);
    const own = String([...lms.lms.store.sections.values()].at(-1)?.id);

    act(lms, { kind: "add-member", sectionSchoolCode: own, schoolUid: "u-1" });
    act(lms, { kind: "create-item", sectionSchoolCode: own, title: "Quiz" });

    expect(membersOf(lms, Number(own))).toEqual(["u-1"]);
    expect(lms.lms.store.assignments.size).toBe(1);
  });

  it("does not get a teacher whose account is inactive", async () => {
    const lms = await openTwoSections();
    act(lms, { kind: "deactivate-user", schoolUid: "u-3" });

    expect(() => act(lms, { ...made, teacher: "u-3" })).toThrow(LmsActionError);
    expect(lms.lms.store.courses.find("code", "CHESS")).toBeUndefined();
  });

  it("can be deleted whatever codes people have given", async () => {
    const lms = await openTwoSections();
    await postRows(lms, { kind: "course", path: "/courses" }, [
      { title: "Odd", course_code: `ART (orphan ${course})` },
    ]);

    act(lms, { kind: "delete-course", courseCode: "ART" });

    expect(lms.lms.store.courses.get(course)?.code).toBe(`ART (orphan ${course}) 2`);
  });
});

describe("multiget", () => {
  it.each(["/v1/users/ext/\\..\\..\\csvexport\\users", "/v1/users/ext/%2e%2e", "/v1/users/ext/.."])(
    "reads nothing outside of its list by %s",
    async (path) => {
      const lms = await openTwoSections();

      const reply = await lms.post("/multiget", { request: [path] });

      expect(reply.body).toMatchObject({ response: [{ response_code: 404 }] });
    },
  );
});
