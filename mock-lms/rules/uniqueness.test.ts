import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../core/random.ts";
import { createVirtualClock } from "../../core/clock.ts";
import { postCourse, postSection, putSection } from "../actions/course-actions.ts";
import { createLiveWorld, type LiveWorld } from "../actions/live-world.ts";
import { postUser, putUser } from "../actions/user-actions.ts";
import { createMemoryStore } from "../index.ts";
import { firstIds } from "../testing/small-school.ts";

function createWorld(): LiveWorld {
  const store = createMemoryStore();
  store.gradingPeriods.add((id) => ({ id, title: "Q1", start: "2026-08-01", end: "2026-10-01" }));
  store.gradingPeriods.add((id) => ({ id, title: "Q2", start: "2026-10-02", end: "2026-12-20" }));
  const world = createLiveWorld({
    store,
    clock: createVirtualClock(Date.UTC(2026, 8, 1)),
    random: createRandom(1),
    organization: { title: "District", timeZone: "UTC" },
  });
  for (const code of ["A", "B"]) {
    postCourse(world, { title: code, course_code: code }, { updateExisting: false });
  }
  return world;
}

const few = fc.constantFrom("a", "A", "b", "");
const email = fc.constantFrom("", "a@x.org", "A@X.org", "b@x.org");

const userStep = fc.record({
  put: fc.boolean(),
  id: fc.integer({ min: firstIds.user, max: firstIds.user + 4 }),
  schoolUid: few,
  username: few,
  email,
  updateExisting: fc.boolean(),
});

/** One account of the model: what must be unique, under the same id as in the LMS. */
interface ModelUser {
  readonly schoolUid: string;
  readonly username: string;
  readonly email: string;
}

/** The rules in few words: complete, and alone with each of its three keys. */
function mayBe(users: ReadonlyMap<number, ModelUser>, id: number | undefined, next: ModelUser) {
  if (next.schoolUid === "" || (next.username === "" && next.email === "")) return false;
  return [...users].every(
    ([otherId, other]) =>
      otherId === id ||
      (other.schoolUid !== next.schoolUid &&
        (next.username === "" || other.username !== next.username) &&
        (next.email === "" || other.email.toLowerCase() !== next.email.toLowerCase())),
  );
}

/** One section of the model, with its code as unique per course and grading periods; empty when it has none. */
interface ModelSection {
  readonly code: string;
  readonly schoolCode: string;
}

function findCode(sections: ReadonlyMap<number, ModelSection>, code: string): number | undefined {
  return [...sections].find(([, held]) => code !== "" && held.code === code)?.[0];
}

function isAlone(
  sections: ReadonlyMap<number, ModelSection>,
  id: number | undefined,
  next: ModelSection,
): boolean {
  return [...sections].every(
    ([otherId, other]) =>
      otherId === id ||
      ((next.schoolCode === "" || other.schoolCode !== next.schoolCode) &&
        (next.code === "" || other.code !== next.code)),
  );
}

describe("uniqueness", () => {
  it("of accounts is what a small model says, whatever the calls", () => {
    fc.assert(
      fc.property(fc.array(userStep, { minLength: 10, maxLength: 40 }), (steps) => {
        const world = createWorld();
        const model = new Map<number, ModelUser>();
        for (const { put, id, updateExisting, ...next } of steps) {
          const row = {
            school_uid: next.schoolUid,
            username: next.username,
            primary_email: next.email,
            name_first: "F",
            name_last: "L",
            role_id: "703",
          };
          const options = {
            updateExisting,
            email: { ignoreOutside: false, resolution: "none" },
          } as const;
          const sameUid = [...model].find(([, user]) => user.schoolUid === next.schoolUid)?.[0];
          const target = put ? id : sameUid;
          const known = target !== undefined && model.has(target);
          const allowed = put
            ? known && mayBe(model, target, next)
            : (sameUid === undefined || updateExisting) && mayBe(model, sameUid, next);

          const applied = put
            ? putUser(world, { ...row, id: String(id) })
            : postUser(world, row, options);

          expect(applied.kind).toBe(allowed ? "done" : "refuse");
          if (applied.kind === "done") model.set(applied.record.id, next);
        }

        const held = [...world.store.users.values()].map(
          ({ id, schoolUid, username, email: address }) => [
            id,
            { schoolUid, username, email: address },
          ],
        );
        expect(held).toEqual([...model]);
      }),
    );
  });

  it("of sections is what a small model says, whatever the calls", () => {
    const sectionStep = fc.record({
      put: fc.boolean(),
      id: fc.integer({ min: firstIds.section, max: firstIds.section + 4 }),
      courseId: fc.constantFrom(firstIds.course, firstIds.course + 1),
      code: few,
      schoolCode: few,
      periods: fc.constantFrom(["50001"], ["50001", "50002"], ["50002", "50001"]),
      updateExisting: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(sectionStep, { minLength: 20, maxLength: 60 }), (steps) => {
        const world = createWorld();
        const model = new Map<number, ModelSection>();
        for (const { put, id, courseId, code, schoolCode, periods, updateExisting } of steps) {
          const course = put ? world.store.sections.get(id)?.courseId : courseId;
          const codeKey = code === "" ? "" : `${course}/${periods.toSorted().join()}/${code}`;
          const sameCode = findCode(model, codeKey);
          const target = put ? id : sameCode;
          const alone = isAlone(model, target, { code: codeKey, schoolCode });
          const reachable = put ? model.has(id) : sameCode === undefined || updateExisting;
          const allowed = reachable && alone && (code !== "" || schoolCode !== "");
          const row = {
            title: "P",
            section_code: code,
            section_school_code: schoolCode,
            grading_periods: [...periods],
          };

          const applied = put
            ? putSection(world, { ...row, id: String(id) })
            : postSection(world, row, { courseId, updateExisting });

          expect(applied.kind).toBe(allowed ? "done" : "refuse");
          if (applied.kind === "done") {
            model.set(applied.record.id, { code: codeKey, schoolCode });
          }
        }

        expect(world.store.sections.size).toBe(model.size);
      }),
    );
  });

  it("of course codes goes by case", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("x", "X", "y")), (codes) => {
        const world = createWorld();
        const taken = new Set(["A", "B"]);
        for (const code of codes) {
          const row = { title: "C", course_code: code };
          const applied = postCourse(world, row, { updateExisting: false });

          expect(applied.kind).toBe(taken.has(code) ? "refuse" : "done");
          taken.add(code);
        }
      }),
    );
  });
});
