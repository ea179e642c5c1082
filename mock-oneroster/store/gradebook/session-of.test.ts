import { describe, expect, it } from "vitest";
import { gradedWorld } from "../../testing/graded-world.ts";
import { liesInTerms, sessionOf } from "./session-of.ts";

const unsaid = { academicSession: undefined, gradingPeriod: undefined };

describe("the term of a line item that says none", () => {
  it.each([
    ["2026-09-08", "q1"],
    ["2026-10-16T23:59:00Z", "q1"],
    ["2026-10-17", "q2"],
    ["2027-02-01", "q2"],
    ["2026-01-01", "q1"],
  ])("due on %s in a class of two quarters is %s", (dueDate, term) => {
    expect(sessionOf(gradedWorld(), { ...unsaid, section: "alg-1", dueDate })).toBe(term);
  });

  it("is the year of the course in a class without terms, and none in an unknown class", () => {
    const world = gradedWorld();
    const section = world.sections.get("alg-1");
    if (section !== undefined) world.sections.put({ ...section, placements: [{ period: "1" }] });
    const item = { ...unsaid, dueDate: "2026-09-08" };

    expect(sessionOf(world, { ...item, section: "alg-1" })).toBe("y2027");
    expect(sessionOf(world, { ...item, section: "none" })).toBeUndefined();
    expect(sessionOf(world, { ...item, section: "alg-1", gradingPeriod: "q2" })).toBe("q2");
  });
});

describe("a session lies in the terms of a class", () => {
  it("when it is one of them, below one, or a sibling within one", () => {
    const world = gradedWorld();
    const q1 = world.terms.get("q1");
    if (q1 === undefined) return;
    world.terms.put({
      ...q1,
      id: "far",
      structure: undefined,
      parent: "s1",
      endDate: "2027-06-01",
    });
    world.terms.put({ ...q1, id: "sibling", parent: undefined });
    world.terms.put({ ...q1, id: "stranger", parent: undefined, structure: undefined });
    const lies = (id: string): boolean => liesInTerms(world, id, ["s1"]);

    expect(["s1", "far", "sibling"].filter(lies)).toEqual(["s1", "far", "sibling"]);
    expect(["stranger", "s2", "y2027", "none"].filter(lies)).toEqual([]);
  });
});
