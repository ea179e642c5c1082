import { describe, expect, it } from "vitest";
import { formatBulkRequest } from "../../contracts/lms/bulk.ts";
import { GradingGroupList } from "../../contracts/lms/gradebook.ts";
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

const kind = "grading_group";
const path = inBook("grading_groups");
const firstPath = `${path}/${bookIds.group}`;

async function openBook(): Promise<TestLms> {
  const lms = createTestLms();
  await openGradebookSchool(lms);
  return lms;
}

describe("grading groups", () => {
  it("are created alone, and listed with their count under a plural key", async () => {
    const lms = await openBook();

    const reply = await lms.post(path, { title: "Fast", members: [bookIds.student] });

    const group = {
      id: bookIds.group,
      title: "Fast",
      section_id: bookIds.section,
      members: [bookIds.student],
    };
    expect(reply).toMatchObject({ status: 201, body: group });
    const list = await lms.get(path);
    expect(list.body).toMatchObject({ grading_groups: [group], count: 1 });
    expect(GradingGroupList.parse(list.body).count).toBe(1);
  });

  it("are created fifty at a time: members must be enrollments of the section", async () => {
    const lms = await openBook();
    const rows = [
      { title: "Twice", members: [bookIds.student, String(bookIds.student)] },
      { title: "Empty" },
      { title: "Stranger", members: [bookIds.strangeMember] },
      { title: "", members: [] },
      { title: "Odd", members: "all" },
    ];

    const reply = await lms.post(path, formatBulkRequest(kind, rows));

    expect(reply.status).toBe(207);
    expect(codesOf(rowResults(kind, reply))).toEqual([200, 200, 400, 400, 400]);
    expect(reply.body).toMatchObject({
      grading_group: [
        { id: bookIds.group, section_id: bookIds.section, members: [bookIds.student] },
        { members: [] },
        { title: "Stranger" },
        {},
        {},
      ],
    });
  });

  it("are read, changed and deleted one by one", async () => {
    const lms = await openBook();
    await lms.post(path, { title: "Fast", members: [bookIds.student] });

    expect((await lms.put(firstPath, { members: [bookIds.secondStudent] })).status).toBe(204);
    expect((await lms.get(firstPath)).body).toMatchObject({
      title: "Fast",
      members: [bookIds.secondStudent],
    });
    expect((await lms.put(firstPath, { members: [5] })).status).toBe(400);
    expect((await lms.put(firstPath, { title: "  " })).status).toBe(400);
    expect((await lms.remove(firstPath)).status).toBe(204);
    expect((await lms.get(firstPath)).status).toBe(404);
    expect((await lms.put(firstPath, {})).status).toBe(404);
    expect((await lms.remove(firstPath)).status).toBe(404);
  });

  it("of another section, or of none, are not found", async () => {
    const lms = await openBook();
    await lms.post(path, { title: "Fast" });
    const elsewhere = `/sections/${bookIds.otherSection}/grading_groups/${bookIds.group}`;

    expect((await lms.get(elsewhere)).status).toBe(404);
    expect((await lms.put(elsewhere, {})).status).toBe(404);
    expect((await lms.remove(elsewhere)).status).toBe(404);
    expect((await lms.get("/sections/9/grading_groups")).status).toBe(404);
  });

  it("say whose an item is; once deleted, the item is everyone's", async () => {
    const lms = await openBook();
    await lms.post(path, { title: "Fast", members: [bookIds.secondStudent] });
    const item = await postItem(lms, { grading_group_ids: [bookIds.group] });

    expect((await putGrade(lms, item, { grade: 5 })).status).toBe(207);
    await lms.remove(firstPath);
    expect((await lms.get(inBook(`assignments/${item}`))).body).toMatchObject({
      grading_group_ids: [],
      num_assignees: 0,
    });
    expect((await putGrade(lms, item, { grade: 5 })).status).toBe(204);
  });

  it("lose a member whose enrollment is deleted, but not one who is only unenrolled", async () => {
    const lms = await openBook();
    await lms.post(path, { title: "Both", members: [bookIds.student, bookIds.secondStudent] });
    const gone = await postItem(lms, { assignees: [bookIds.student, bookIds.secondStudent] });

    await lms.remove(inBook(`enrollments/${bookIds.student}`));
    await lms.put(inBook(`enrollments/${bookIds.secondStudent}`), { status: 5 });

    expect((await lms.get(firstPath)).body).toMatchObject({ members: [bookIds.secondStudent] });
    expect((await lms.get(inBook(`assignments/${gone}`))).body).toMatchObject({
      assignees: [bookIds.secondStudent],
    });
    expect((await readGrades(lms)).final_grade).toEqual([]);
  });
});
