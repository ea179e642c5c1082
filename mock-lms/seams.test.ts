import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyLmsAction, LmsActionError } from "./actions/people/apply-lms-action.ts";
import { openFileStore, openPasswordFile } from "./index.ts";
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
    // Fields that no row has had together before: how they are read is remembered.
    const row = userRow("u-8", { position: "Chair", gender: "F" });

    await postRows(lms, users, [{ [Object.keys(row).join()]: 1 }]);

    expect(codesOf(await postRows(lms, users, [row]))).toEqual([200]);
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

describe("a section that was copied", () => {
  it("has the gradebook's set-up of its source, and shows it to people", async () => {
    const lms = await openTwoSections();
    const source = { sectionSchoolCode: "c-1" };
    act(lms, { kind: "create-category", ...source, title: "Tests" });
    act(lms, { kind: "create-item", ...source, title: "Quiz 1", category: "Tests" });
    const row = { source_section_school_code: "c-1", section_school_code: "c-2" };

    await postRows(lms, { kind: "section", path: "/sections/copy" }, [row]);
    await lms.clock.sleep(60_000);
    const reply = await lms.get(`/sections/${section + 1}/assignments`);
    const page = await lms.lms.app.request(`http://lms.test/sections/${section + 1}`);

    expect(reply.body).toMatchObject({ assignment: [{ title: "Quiz 1" }] });
    expect(await page.text()).toMatch(/<h2>Gradebook<\/h2>[^]*Quiz 1[^]*Tests/);
  });
});

describe("a password", () => {
  it("is on the disk when the call that brought it is answered", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mock-lms-"));
    const path = join(folder, "passwords");
    const lms = createTestLms({ passwords: await openPasswordFile(path) });

    await postRows(lms, users, [userRow("u-1", { password: "s3cret" })]);

    expect(await readFile(path, "utf8")).toContain("s3cret");
    await rm(folder, { recursive: true });
  });
});

describe("an account", () => {
  it("keeps its role while it is inactive, whatever admins try", async () => {
    const lms = await openTwoSections();
    act(lms, { kind: "deactivate-user", schoolUid: "u-3" });
    const roles = lms.lms.store.roles.size;

    const set = (): unknown =>
      act(lms, { kind: "set-role", schoolUid: "u-3", role: "Coach", createAs: 1 });

    expect(set).toThrow(LmsActionError);
    expect(lms.lms.store.roles.size).toBe(roles);
  });

  it("can be changed though somebody elsewhere has its e-mail address too", async () => {
    const lms = await openTwoSections();
    const email = "both@example.org";
    await postRows(lms, users, [userRow("u-8", { primary_email: email })]);
    // As a file that was loaded may say it.
    lms.lms.store.outsideEmails.add((id) => ({ id, email, domainVerified: false }));

    expect((await lms.put(`/users/${user + 3}`, { name_first: "Ada" })).status).toBe(204);
  });
});

describe("multiget", () => {
  it.each([
    "/v1/users/ext/\\..\\..\\..\\courses",
    "/v1/users/ext/\\..\\..\\..\\csvexport\\users",
    "/v1/users/ext/\\%2e%2e\\%2e%2e\\%2e%2e\\roles",
  ])("reads nothing outside of its list by %s", async (path) => {
    const lms = await openTwoSections();

    const reply = await lms.post("/multiget", { request: [path] });

    expect(reply.body).toEqual({ response: [{ response_code: 404, body: null }] });
  });
});
