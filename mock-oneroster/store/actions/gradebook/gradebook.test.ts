import { describe, expect, it } from "vitest";
import { act, actedAt } from "../../../testing/act.ts";
import { smallWorld } from "../../../testing/small-world.ts";
import { findTaskItem, taskItemId } from "../../gradebook/task-items.ts";

const grade = { action: "post-grade", section: "60001", student: "first", task: "Final Grade" };

describe("the grade book", () => {
  it("has its items edited in the SIS (F107)", () => {
    const world = smallWorld();

    act(world, { action: "set-grade-item", item: "first", title: "Test", dueDate: "2026-09-10" });

    expect(world.lineItems.get("quiz")).toMatchObject({
      title: "Test",
      dueDate: "2026-09-10",
      assignDate: "2026-09-01",
      category: "tests",
      modified: actedAt,
    });
  });

  it("has no item that is due before it is given", () => {
    const action = { action: "set-grade-item", item: "quiz", dueDate: "2026-08-01" };

    expect(() => act(smallWorld(), action)).toThrow(
      "would be due on 2026-08-01, before 2026-09-01",
    );
  });

  it("closes a window in one term, and opens it again (F94)", () => {
    const world = smallWorld();
    const open = (): unknown => world.gradingTasks.get("task")?.openTerms;

    act(world, { action: "close-grading-window", task: "Final Grade", term: "Q1" });
    expect(open()).toEqual(["7000", "7001", "7002", "7004"]);
    act(world, { action: "close-grading-window", task: "task" });
    expect(open()).toEqual([]);
    act(world, { action: "open-grading-window", task: "first", term: "Q1" });
    expect(open()).toEqual(["7003"]);
    act(world, { action: "open-grading-window", task: "task" });
    expect(open()).toBeUndefined();
  });

  it("has no window in a term of another school", () => {
    const action = { action: "open-grading-window", task: "task", term: "7013" };

    expect(() => act(smallWorld(), action)).toThrow('"task" is not graded in the term "7013"');
  });

  it("takes posted grades, in the section's term of today if none is named, and replaces them", () => {
    const world = smallWorld();
    const lineItem = taskItemId({ task: "task", section: "60001", term: "7000" });

    act(world, { ...grade, textScore: "B", comment: "good" });
    act(world, { ...grade, textScore: "A", score: 93 }, 1);

    const results = world.results.where("lineItem", lineItem);
    expect(findTaskItem(world, lineItem)?.task.title).toBe("Final Grade");
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      student: "1001",
      section: "60001",
      textScore: "A",
      score: 93,
      scoreDate: "2026-10-06",
      comment: "good",
      origin: "sis",
    });
  });

  it("refuses a grade while the window is closed, for a stranger, and without a score", () => {
    const world = smallWorld();
    act(world, { action: "close-grading-window", task: "task", term: "Year" });

    expect(() => act(world, { ...grade, term: "first", score: 1 })).toThrow(
      'the grading window of "Final Grade" is closed in term 7000 (open in: 7001, 7002',
    );
    expect(() => act(world, { ...grade, student: "1011", score: 1 })).toThrow(
      'there is no student of section 60001 "1011" (2 to choose from',
    );
    expect(() => act(world, { ...grade, term: "Q1", score: 1 })).toThrow(
      'there is no term of section 60001 "Q1" (1 to choose from, Year)',
    );
    expect(() => act(smallWorld(), grade)).toThrow("a grade needs a score or a textScore");
    expect(world.results.size).toBe(1);
  });

  it("knows the tasks of the section's course only", () => {
    const action = { ...grade, section: "60003", score: 1 };

    expect(() => act(smallWorld(), action)).toThrow('no grading task "Final Grade" (0 to choose');
  });
});
