import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../core/random.ts";
import { createVirtualClock } from "../../core/clock.ts";
import { postCourse, postSection } from "../actions/course-actions.ts";
import { deleteCategory, deleteItem, putGrade } from "../actions/gradebook-actions.ts";
import { applyDecision, createLiveWorld, type LiveWorld } from "../actions/live-world.ts";
import { removeMembership } from "../actions/remove-membership.ts";
import { deactivateUser, postUser, reactivateUser } from "../actions/user-actions.ts";
import { createMemoryStore } from "../index.ts";
import { shownGrades } from "../project/grades-to-wire.ts";
import { bookIds } from "../testing/small-gradebook.ts";
import { firstIds } from "../testing/small-school.ts";
import { brokenInvariants } from "../testing/store-invariants.ts";
import { decideAssignmentPost, decideAssignmentPut, fromApi } from "./assignment-row.ts";
import { decideEnrollmentImport } from "./enrollment-row.ts";
import { isGradeable } from "./grade-item.ts";
import { decideCategoryPost } from "./grading-category-row.ts";
import { openGradebook } from "./section-gradebook.ts";

const uids = ["u-0", "u-1"];

function createWorld(): LiveWorld {
  const store = createMemoryStore();
  store.gradingPeriods.add((id) => ({ id, title: "Q1", start: "2026-08-01", end: "2026-10-01" }));
  const world = createLiveWorld({
    store,
    clock: createVirtualClock(Date.UTC(2026, 8, 1)),
    random: createRandom(1),
    organization: { title: "District", timeZone: "UTC" },
  });
  const options = { updateExisting: false };
  postCourse(world, { title: "C", course_code: "C" }, options);
  const row = { title: "P", section_school_code: "c-1", grading_periods: ["50001"] };
  postSection(world, row, { ...options, courseId: firstIds.course });
  for (const uid of uids) {
    postUser(
      world,
      { school_uid: uid, username: uid, name_first: "F", name_last: "L", role_id: "703" },
      { ...options, email: { ignoreOutside: false, resolution: "none" } },
    );
  }
  return world;
}

const who = fc.nat(1);
const which = fc.nat(2);
const step = fc.oneof(
  fc.record({ call: fc.constant("create-category" as const) }),
  fc.record({ call: fc.constant("delete-category" as const), category: which }),
  fc.record({ call: fc.constant("create-item" as const), category: which }),
  fc.record({ call: fc.constant("move-item" as const), item: which, category: which }),
  fc.record({ call: fc.constant("delete-item" as const), item: which }),
  fc.record({ call: fc.constant("grade" as const), item: which, user: who, grade: fc.nat(9) }),
  fc.record({ call: fc.constant("enrol" as const), user: who, leave: fc.boolean() }),
  fc.record({ call: fc.constant("remove-member" as const), user: who }),
  fc.record({ call: fc.constant("deactivate" as const), user: who, keep: fc.boolean() }),
  fc.record({ call: fc.constant("reactivate" as const), user: who, reenroll: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** A membership of the model: whether it shows, why not, and its grades by item. */
interface ModelMember {
  id: number;
  state: "active" | "unenrolled" | "deactivated";
  grades: Map<number, number>;
}

/** The rules in few words. Items are undefined while ungraded. */
interface Model {
  categories: number[];
  items: Map<number, number | undefined>;
  members: Map<number, ModelMember>;
  inactive: Set<number>;
}

const section = bookIds.section;

/** What every sequence begins with, so that there is something to lose. */
const opening: readonly Step[] = [
  { call: "create-category" },
  { call: "create-item", category: 0 },
  { call: "enrol", user: 0, leave: false },
  { call: "enrol", user: 1, leave: false },
  { call: "grade", item: 0, user: 0, grade: 7 },
  { call: "grade", item: 0, user: 1, grade: 8 },
];

/** Whether the LMS took a step, and whether the model allows it. */
interface Outcome {
  readonly took: boolean;
  readonly allowed: boolean;
}
type StepOf<Call extends Step["call"]> = Extract<Step, { call: Call }>;

function itemOf(model: Model, nth: number): number {
  return [...model.items.keys()][nth] ?? 1;
}

function createCategory({ world, model }: Worlds): Outcome {
  const decision = decideCategoryPost(world, { title: "T" }, section);
  const applied = applyDecision(world.store.gradingCategories, decision);
  if (applied.kind === "done") model.categories.push(applied.record.id);
  return { took: applied.kind === "done", allowed: true };
}

function removeCategory({ world, model }: Worlds, one: StepOf<"delete-category">): Outcome {
  const id = model.categories[one.category] ?? 1;
  const took = deleteCategory(world, id, section).kind === "done";
  const allowed = model.categories.includes(id);
  model.categories = model.categories.filter((category) => category !== id);
  for (const [item, category] of model.items) {
    if (category === id) model.items.set(item, undefined);
  }
  return { took, allowed };
}

function createItem({ world, model }: Worlds, one: StepOf<"create-item">): Outcome {
  const category = model.categories[one.category];
  const row = { title: "I", grading_category: category ?? 0 };
  const decision = decideAssignmentPost(world, row, fromApi(section));
  const applied = applyDecision(world.store.assignments, decision);
  if (applied.kind === "done") model.items.set(applied.record.id, category);
  return { took: applied.kind === "done", allowed: true };
}

function moveItem({ world, model }: Worlds, one: StepOf<"move-item">): Outcome {
  const before = world.store.assignments.get(itemOf(model, one.item));
  if (before === undefined)
    return { took: false, allowed: model.items.has(itemOf(model, one.item)) };
  const category = model.categories[one.category];
  const decision = decideAssignmentPut(world, { grading_category: category ?? 0 }, before);
  const applied = applyDecision(world.store.assignments, decision);
  model.items.set(before.id, category);
  return { took: applied.kind === "done", allowed: true };
}

function removeItem({ world, model }: Worlds, one: StepOf<"delete-item">): Outcome {
  const id = itemOf(model, one.item);
  const took = deleteItem(world, id, section).kind === "done";
  const allowed = model.items.delete(id);
  for (const member of model.members.values()) member.grades.delete(id);
  return { took, allowed };
}

function writeGrade({ world, model }: Worlds, one: StepOf<"grade">): Outcome {
  const id = itemOf(model, one.item);
  const member = model.members.get(one.user);
  const place = { assignment_id: String(id), enrollment_id: String(member?.id ?? 1) };
  const allowed = model.items.get(id) !== undefined && member?.state === "active";
  const took = putGrade(world, { ...place, grade: one.grade }, section).kind === "done";
  if (allowed) member.grades.set(id, one.grade);
  return { took, allowed };
}

function enrol({ world, model }: Worlds, one: StepOf<"enrol">): Outcome {
  const codes = { section_school_code: "c-1", school_uid: uids[one.user] ?? "" };
  const decision = decideEnrollmentImport(world, { ...codes, delete: one.leave ? 1 : 0 });
  const applied = applyDecision(world.store.enrollments, decision);
  const member = model.members.get(one.user);
  const allowed = !model.inactive.has(one.user) && (member !== undefined || !one.leave);
  if (applied.kind === "refuse") return { took: false, allowed };
  const state = one.leave ? "unenrolled" : "active";
  const grades = member?.grades ?? new Map<number, number>();
  model.members.set(one.user, { id: applied.record.id, grades, state });
  return { took: true, allowed };
}

function removeMember({ world, model }: Worlds, one: StepOf<"remove-member">): Outcome {
  removeMembership(world.store, model.members.get(one.user)?.id ?? 1);
  model.members.delete(one.user);
  return { took: true, allowed: true };
}

function deactivate({ world, model }: Worlds, one: StepOf<"deactivate">): Outcome {
  const options = { keepEnrollments: one.keep };
  const took = deactivateUser(world, firstIds.user + one.user, options).kind === "done";
  if (model.inactive.has(one.user)) return { took, allowed: false };
  model.inactive.add(one.user);
  const member = model.members.get(one.user);
  if (!one.keep) model.members.delete(one.user);
  else if (member?.state === "active") member.state = "deactivated";
  return { took, allowed: true };
}

function reactivate({ world, model }: Worlds, one: StepOf<"reactivate">): Outcome {
  const options = { reenroll: one.reenroll };
  const took = reactivateUser(world, firstIds.user + one.user, options).kind === "done";
  if (!model.inactive.delete(one.user)) return { took, allowed: false };
  const member = model.members.get(one.user);
  if (one.reenroll && member?.state === "deactivated") member.state = "active";
  return { took, allowed: true };
}

interface Worlds {
  readonly world: LiveWorld;
  readonly model: Model;
}

/** Carries one step out in both worlds. */
function take(worlds: Worlds, one: Step): Outcome {
  switch (one.call) {
    case "create-category":
      return createCategory(worlds);
    case "delete-category":
      return removeCategory(worlds, one);
    case "create-item":
      return createItem(worlds, one);
    case "move-item":
      return moveItem(worlds, one);
    case "delete-item":
      return removeItem(worlds, one);
    case "grade":
      return writeGrade(worlds, one);
    case "enrol":
      return enrol(worlds, one);
    case "remove-member":
      return removeMember(worlds, one);
    case "deactivate":
      return deactivate(worlds, one);
    case "reactivate":
      return reactivate(worlds, one);
  }
}

/** What a reader of the gradebook sees: item, member and grade. */
function seen(world: LiveWorld): readonly string[] {
  const record = world.store.sections.get(section);
  if (record === undefined) return [];
  const book = openGradebook(world, record);
  return world.store.enrollments
    .list("section", section)
    .filter(isGradeable)
    .flatMap((member) => shownGrades(book, world.store.grades.list("enrollment", member.id)))
    .map(({ grade }) => `${grade.assignmentId}/${grade.enrollmentId}/${grade.value}`)
    .toSorted();
}

function expected(model: Model): readonly string[] {
  return [...model.members.values()]
    .filter((member) => member.state === "active")
    .flatMap((member) =>
      [...member.grades]
        .filter(([item]) => model.items.get(item) !== undefined)
        .map(([item, grade]) => `${item}/${member.id}/${grade}`),
    )
    .toSorted();
}

describe("grades through the life of a gradebook", () => {
  it("are kept, hidden and destroyed as a small model says, whatever the calls", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        const world = createWorld();
        const model: Model = {
          categories: [],
          items: new Map(),
          members: new Map(),
          inactive: new Set(),
        };
        for (const one of [...opening, ...steps]) {
          const { took, allowed } = take({ world, model }, one);

          expect(took).toBe(allowed);
          expect(seen(world)).toEqual(expected(model));
        }
        const kept = [...model.members.values()].reduce((sum, { grades }) => sum + grades.size, 0);
        expect(world.store.grades.size).toBe(kept);
        expect(brokenInvariants(world.store)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
