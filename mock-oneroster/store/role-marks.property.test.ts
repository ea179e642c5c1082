import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enrollmentRow, relationshipRow } from "../testing/rows.ts";
import { smallWorld } from "../testing/small-world.ts";
import { markedWords, markRoles } from "./role-marks.ts";
import { roleRecords } from "./user-ids.ts";
import type { World } from "./world.ts";

const person = fc.constantFrom("1001", "1002", "1003", "1011", "2001", "2011", "3001", "3003");
const school = fc.constantFrom("lake", "hill", undefined);
const rows = { maxLength: 8 };

const enrollments = fc.array(
  fc.record({ person, school, noShow: fc.boolean(), calendar: fc.constant("calendar0") }),
  rows,
);
const roles = fc.constantFrom("teacher", "aide", "counselor", "student", "guardian", "principal");
const assignments = fc.array(fc.record({ person, org: school, role: roles }), rows);
const links = fc.array(
  fc.record({ person, contact: person, guardian: fc.boolean(), portal: fc.boolean() }),
  rows,
);
const view = fc.record({
  connectionSchools: fc.constantFrom(undefined, new Set(["lake"])),
  gradeBookSync: fc.boolean(),
  guardians: fc.constantFrom("always" as const, "withGradeBookSync" as const),
});

const anyPlan = fc.record({ enrollments, assignments, links, view });
type Plan = typeof anyPlan extends fc.Arbitrary<infer Of> ? Of : never;

describe("the marks of a world", () => {
  it("say of everybody the words that rolesOf says", () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const world = worldOf(plan);

        expect(wordsByMarks(world)).toEqual(wordsByRoles(world));
      }),
      { numRuns: 100 },
    );
  });
});

/** A small district in which anyone may be anything at a school, as students and contacts of each other too. */
function worldOf(plan: Plan): World {
  const world = smallWorld();
  for (const [index, row] of plan.enrollments.entries()) {
    world.schoolEnrollments.put(enrollmentRow({ ...row, id: `any${index}`, grade: "07" }));
  }
  for (const [index, row] of plan.assignments.entries()) {
    const dates = { startDate: undefined, endDate: undefined };
    world.assignments.put({ id: `any${index}`, ...row, ...dates, written: undefined });
  }
  for (const [index, row] of plan.links.entries()) {
    world.relationships.put(relationshipRow({ ...row, id: `any${index}` }));
  }
  world.setView(plan.view);
  return world;
}

function wordsByMarks(world: World): readonly string[] {
  const marks = markRoles(world);
  const { rows: people } = world.people;
  return [...world.people.values()].flatMap(({ id }) => {
    const mark = marks.of(people.codeAt(people.find(id)));
    return markedWords.filter((_, bit) => (mark & (1 << bit)) !== 0).map((word) => `${id} ${word}`);
  });
}

function wordsByRoles(world: World): readonly string[] {
  return [...world.people.values()].flatMap((one) =>
    roleRecords(world, one)
      .map(({ role }) => `${one.id} ${role}`)
      .toSorted(),
  );
}
