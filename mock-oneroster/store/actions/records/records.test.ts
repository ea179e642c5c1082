import { describe, expect, it } from "vitest";
import { act, actedAt } from "../../../testing/act.ts";
import { digestWorld } from "../../../testing/dump-world.ts";
import { smallWorld } from "../../../testing/small-world.ts";
import { guidOf } from "../../guid.ts";

const oneOfEach = [
  ["org", "lake"],
  ["academicSession", "year-2027"],
  ["academicSession", "7003"],
  ["course", "50001"],
  ["class", "60001"],
  ["enrollment", "s600010"],
  ["enrollment", "t60001P"],
  ["user", "s1001"],
  ["user", guidOf("user", "1001")],
  ["demographics", "s1001"],
  ["category", "tests"],
  ["lineItem", "quiz"],
  ["gradingTask", "task"],
  ["result", "score"],
  ["scoreScale", "scale"],
] as const;

describe("a record's status", () => {
  it.each(oneOfEach)("of %s %s is tobedeleted, and active again (F66)", (kind, record) => {
    const world = smallWorld();
    const before = digestWorld(world);
    const strip = (): string => digestWorld(world).replaceAll(actedAt, "2026-08-01T05:00:00.000Z");

    act(world, { action: "mark-deleted", kind, record });
    expect(digestWorld(world)).toContain('"status":"tobedeleted"');
    expect(digestWorld(world)).toContain(actedAt);
    act(world, { action: "restore", kind, record });

    expect(strip()).toBe(before);
  });

  it("changes once", () => {
    const world = smallWorld();
    const mark = { action: "mark-deleted", kind: "class", record: "60001" };
    act(world, mark);

    expect(() => act(world, mark)).toThrow('class "60001" is tobedeleted already');
  });

  it("is asked of active records when they are marked, and of deleted ones when they are restored", () => {
    const world = smallWorld();
    const second = { kind: "class", record: "second" };

    act(world, { action: "mark-deleted", kind: "class", record: "first" });
    act(world, { action: "mark-deleted", kind: "class", record: "first" });
    act(world, { action: "restore", ...second });

    expect(world.sections.get("60001")?.status).toBe("tobedeleted");
    expect(world.sections.get("60002")?.status).toBe("active");
    expect(() => act(world, { action: "restore", ...second })).toThrow(
      'there is no deleted class "second" (1 to choose from',
    );
  });

  it("is not asked of the seats of another trial", () => {
    const world = smallWorld();
    act(world, { action: "create-trial", name: "B" });

    for (let count = 0; count < 12; count += 1) {
      act(world, { action: "mark-deleted", kind: "enrollment", record: "first" });
    }

    const marked = world.rosters.where("status", "tobedeleted");
    const trials = marked.map(({ section }) => world.sections.get(section)?.trial ?? "");
    expect(new Set(trials.map((id) => world.trials.get(id)?.name))).toEqual(new Set(["A"]));
  });
});
