import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gradedWorld } from "../../testing/graded-world.ts";
import { compareText } from "../compare-text.ts";
import { joinIds, splitIds } from "./composite-id.ts";
import { taskItems } from "./task-items.ts";
import { scaleItems } from "./scale-items.ts";

const ids = fc.uniqueArray(
  fc.oneof(
    fc.string({ minLength: 1, unit: fc.constantFrom("1", "-", ".", "_", "a", "ü", "0") }),
    fc.string({ minLength: 1 }),
  ),
  { minLength: 1, maxLength: 5 },
);

describe("a joined id", () => {
  it("gives back the ids that it is made of, and fits the pattern of the CSV binding", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (parts) => {
        const id = joinIds("gt", parts);
        expect(splitIds("gt", id)).toEqual(parts);
        expect(id).toMatch(/^[0-9A-Za-z./@_-]+$/);
      }),
    );
  });

  it.each(["gt", "sg.1.2", "gt.a_b.c", "gt.a_005f_.c", "gt.ü", "x.gt.1"])(
    "is not %s, from which it would not be made again",
    (id) => {
      expect(splitIds("gt", id)).toBeUndefined();
    },
  );
});

describe("the grading tasks in sections and terms", () => {
  it("are numbered in the order of their ids, and each is found again, whatever the ids are", () => {
    fc.assert(
      fc.property(ids, ids, ids, (tasks, sections, terms) => {
        const world = gradedWorld();
        const [task, section, term] = [
          world.gradingTasks.get("task-1"),
          world.sections.get("alg-1"),
          world.terms.get("q1"),
        ];
        if (task === undefined || section === undefined || term === undefined) return;
        for (const id of tasks) world.gradingTasks.put({ ...task, id });
        for (const id of terms) world.terms.put({ ...term, id });
        const placements = terms.map((one) => ({ term: one }));
        for (const id of sections) world.sections.put({ ...section, id, placements });

        const [items, scales] = [taskItems(world), scaleItems(world)];
        const all = Array.from({ length: items.size }, (_, leaf) => items.idAt(leaf));
        const own = Array.from({ length: scales.size }, (_, leaf) => scales.at(leaf).id);

        expect(all).toEqual(all.toSorted(compareText));
        expect(own).toEqual(own.toSorted(compareText));
        expect(all.map(items.find)).toEqual([...all.keys()]);
        expect(own.map(scales.find)).toEqual([...own.keys()]);
        const [first = ""] = sections;
        expect(items.ofSection(first).map((leaf) => items.at(leaf).section.id)).toEqual(
          Array.from({ length: world.gradingTasks.size * terms.length }, () => first),
        );
      }),
      { numRuns: 60 },
    );
  });
});
