import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../../core/clock.ts";
import { createRandom } from "../../../core/random.ts";
import { createMemoryStore, passbackSectionOf } from "../../index.ts";
import { decideAssignmentPost, fromApi } from "../../rules/assignment-row.ts";
import { targetOf } from "../../rules/cross-listing.ts";
import { decideCategoryPost } from "../../rules/grading-category-row.ts";
import { isGradeable } from "../../rules/grade-item.ts";
import { pairKey } from "../../store/lms-store.ts";
import { brokenInvariants, createIdWatch } from "../../testing/store-invariants.ts";
import { deleteSection, postCourse, postSection, putSection } from "../course-actions.ts";
import { importEnrollment } from "../enrollment-import.ts";
import { putGrade } from "../gradebook-actions.ts";
import { applyDecision, createLiveWorld, type LiveWorld } from "../live-world.ts";
import { addManualEnrollment } from "../people-actions.ts";
import { removeMembership } from "../remove-membership.ts";
import { deactivateUser, postUser, reactivateUser } from "../user-actions.ts";
import { archiveSection, deleteCourseByHand, removeMember } from "./course-people.ts";
import { importCrossListings, undoCrossListing } from "./cross-list-people.ts";
import { linkSections, unlinkSection } from "./link-people.ts";

const people = ["u", "v"];
const courseOf = { X: "C", Y: "C", A: "D" } as const;
type Code = keyof typeof courseOf;

const code = fc.constantFrom<Code>("X", "Y", "A");
const who = fc.constantFrom(...people);
const nth = fc.nat({ max: 3 });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      call: fc.constant("import" as const),
      code,
      who,
      leave: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      call: fc.constant("cross-list" as const),
      target: code,
      source: code,
      keyedBy: fc.constantFrom("code" as const, "section" as const),
    }),
  },
  fc.record({ call: fc.constant("undo" as const), source: code }),
  fc.record({ call: fc.constant("link" as const), master: nth, child: nth }),
  fc.record({ call: fc.constant("unlink" as const), nth }),
  {
    weight: 2,
    arbitrary: fc.record({
      call: fc.constant("rename" as const),
      nth,
      to: fc.oneof(code, fc.constant("N")),
    }),
  },
  { weight: 3, arbitrary: fc.record({ call: fc.constant("create" as const), code }) },
  fc.record({ call: fc.constant("delete" as const), nth }),
  fc.record({
    call: fc.constant("delete-course" as const),
    course: fc.constantFrom("C", "D"),
    afterwards: fc.constantFrom("orphaned" as const, "gone" as const),
  }),
  {
    weight: 3,
    arbitrary: fc.record({ call: fc.constant("grade" as const), nth, who, grade: nth }),
  },
  fc.record({ call: fc.constant("add-by-hand" as const), nth, who }),
  fc.record({ call: fc.constant("remove-by-hand" as const), nth, who }),
  fc.record({ call: fc.constant("destroy" as const), nth, who }),
  fc.record({ call: fc.constant("deactivate" as const), who, keep: fc.boolean() }),
  {
    weight: 2,
    arbitrary: fc.record({ call: fc.constant("reactivate" as const), who, reenroll: fc.boolean() }),
  },
  fc.record({ call: fc.constant("archive" as const), nth, archived: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
type StepOf<Call extends Step["call"]> = Extract<Step, { call: Call }>;

/** What every sequence begins with, so that there is something to lose. */
const opening: readonly Step[] = [
  { call: "import", code: "A", who: "u", leave: false },
  { call: "import", code: "X", who: "v", leave: false },
  { call: "cross-list", target: "X", source: "A", keyedBy: "code" },
  { call: "grade", nth: 0, who: "u", grade: 1 },
  { call: "grade", nth: 0, who: "v", grade: 2 },
];

/** Stands for the section that a member is in, whatever its code is now. */
const own = "its own section";

/** A membership of the model. `from` has the SIS sections that it comes from. */
interface ModelMember {
  state: "active" | "unenrolled" | "deactivated";
  from: Set<string>;
  grade?: number;
}

interface ModelSection {
  code: string;
  readonly course: number;
  archived?: boolean;
  readonly members: Map<string, ModelMember>;
}

interface ModelListing {
  readonly keyedBy: "code" | "section";
  readonly targetCode: string;
  readonly targetId: number;
  readonly course: number;
}

/** The rules in few words. Sections are found by id, links by child. */
class Model {
  readonly courses = new Map<number, string>();
  readonly sections = new Map<number, ModelSection>();
  readonly listings = new Map<string, ModelListing>();
  readonly links = new Map<number, number>();
  readonly inactive = new Set<string>();

  idAt(position: number): number {
    return [...this.sections.keys()][position] ?? 1;
  }

  idOf(wanted: string): number | undefined {
    return [...this.sections].find(([, section]) => section.code === wanted)?.[0];
  }

  /** The section that a listing leads to, while there is one. */
  targetId(source: string): number | undefined {
    const listing = this.listings.get(source);
    if (listing?.keyedBy === "code") return this.idOf(listing.targetCode);
    return listing?.targetId;
  }

  isFree(wanted: string): boolean {
    return this.idOf(wanted) === undefined && this.targetId(wanted) === undefined;
  }

  isLinked(id: number): boolean {
    return this.links.has(id) || [...this.links.values()].includes(id);
  }

  students(id: number): readonly string[] {
    return [...(this.sections.get(id)?.members ?? [])]
      .filter(([, member]) => member.state === "active")
      .map(([uid]) => uid);
  }

  /** A section is there under its code: nothing is listed under it any more. */
  appear(wanted: string): void {
    this.listings.delete(wanted);
    for (const { members } of this.sections.values()) {
      for (const { from } of members.values()) {
        if (from.delete(wanted) && from.size === 0) from.add(own);
      }
    }
  }

  vanish(id: number): void {
    this.sections.delete(id);
    for (const [child, parent] of this.links) {
      if (child === id || parent === id) this.links.delete(child);
    }
    this.forgetListingsInto(id);
  }

  forgetListingsInto(id: number): void {
    for (const [source, { keyedBy, targetId }] of this.listings) {
      if (keyedBy === "section" && targetId === id) this.listings.delete(source);
    }
  }
}

interface Worlds {
  readonly world: LiveWorld;
  readonly model: Model;
}

/** Whether the LMS took a step, and whether the model allows it. */
interface Outcome {
  readonly took: boolean;
  readonly allowed: boolean;
}

/** Whether people could do something: what they may not do throws. */
function tried(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (cause) {
    if (cause instanceof Error && "retryable" in cause) return false;
    throw cause;
  }
}

function importRow({ world, model }: Worlds, one: StepOf<"import">): Outcome {
  const row = { section_school_code: one.code, school_uid: one.who };
  const applied = importEnrollment(world, { ...row, ...(one.leave ? { delete: 1 } : {}) });
  const took = applied.kind === "done";
  const itself = model.idOf(one.code);
  const section = model.sections.get(itself ?? model.targetId(one.code) ?? 0);
  if (section === undefined || model.inactive.has(one.who)) return { took, allowed: false };
  const origin = itself === undefined ? one.code : own;
  const member = section.members.get(one.who);
  if (one.leave) {
    if (member?.from.has(origin) !== true) return { took, allowed: false };
    if (member.from.size > 1) member.from.delete(origin);
    else member.state = "unenrolled";
  } else if (member?.state === "active") member.from.add(origin);
  else section.members.set(one.who, { ...member, state: "active", from: new Set([origin]) });
  return { took, allowed: true };
}

function crossList({ world, model }: Worlds, one: StepOf<"cross-list">): Outcome {
  const csv = `Target Section School Code,Cross-Listed Section School Code\n${one.target},${one.source}\n`;
  const [row] = importCrossListings(world, { csv, keyedBy: one.keyedBy });
  const took = row?.result !== "refused";
  const target = model.idOf(one.target) ?? 0;
  const source = model.idOf(one.source) ?? 0;
  const into = model.sections.get(target);
  const from = model.sections.get(source);
  if (into !== undefined && model.targetId(one.source) === target) return { took, allowed: true };
  const leads = [...model.listings.keys()].some((other) => model.targetId(other) === source);
  if (
    into === undefined ||
    from === undefined ||
    into === from ||
    leads ||
    model.isLinked(source)
  ) {
    return { took, allowed: false };
  }
  for (const [uid, { state }] of from.members) {
    const present = into.members.get(uid);
    // Grades stay with the section that they are of.
    if (present === undefined) into.members.set(uid, { state, from: new Set([one.source]) });
    else if (state === "active") {
      if (present.state !== "active") present.from = new Set();
      present.state = "active";
      present.from.add(one.source);
    }
  }
  model.vanish(source);
  model.listings.set(one.source, {
    keyedBy: one.keyedBy,
    targetCode: one.target,
    targetId: target,
    course: from.course,
  });
  return { took, allowed: true };
}

function undo({ world, model }: Worlds, one: StepOf<"undo">): Outcome {
  const took = tried(() => undoCrossListing(world, { crossListedSectionSchoolCode: one.source }));
  const listing = model.listings.get(one.source);
  if (listing === undefined) return { took, allowed: false };
  model.listings.delete(one.source);
  const members = new Map<string, ModelMember>();
  for (const section of model.sections.values()) {
    for (const [uid, member] of section.members) {
      if (!member.from.delete(one.source)) continue;
      if (member.from.size === 0) section.members.delete(uid);
      if (members.get(uid)?.state === "active") continue;
      if (members.has(uid) && member.state !== "active") continue;
      members.set(uid, { state: member.state, from: new Set([own]) });
    }
  }
  if (!model.courses.has(listing.course)) return { took, allowed: true };
  const id = world.store.sections.find("schoolCode", one.source)?.id ?? 0;
  model.sections.set(id, { code: one.source, course: listing.course, members });
  return { took, allowed: true };
}

function link({ world, model }: Worlds, one: StepOf<"link">): Outcome {
  const [master, child] = [model.idAt(one.master), model.idAt(one.child)];
  const took = tried(() => linkSections(world, { master, children: [child] }));
  const group = [...model.links].filter(([, parent]) => parent === master).map(([id]) => id);
  const students = model.students(child);
  const allowed =
    master !== child &&
    !model.isLinked(child) &&
    !model.links.has(master) &&
    model.sections.has(master) &&
    model.sections.get(master)?.course === model.sections.get(child)?.course &&
    [master, ...group].every((id) => !model.students(id).some((uid) => students.includes(uid)));
  if (allowed) model.links.set(child, master);
  return { took, allowed };
}

function unlink({ world, model }: Worlds, one: StepOf<"unlink">): Outcome {
  const section = model.idAt(one.nth);
  const took = tried(() => unlinkSection(world, { section }));
  return { took, allowed: model.links.delete(section) };
}

function rename({ world, model }: Worlds, one: StepOf<"rename">): Outcome {
  const id = model.idAt(one.nth);
  const took = putSection(world, { id: String(id), section_school_code: one.to }).kind === "done";
  const section = model.sections.get(id);
  if (section === undefined) return { took, allowed: false };
  if (section.code === one.to) return { took, allowed: true };
  if (!model.isFree(one.to)) return { took, allowed: false };
  section.code = one.to;
  model.appear(one.to);
  return { took, allowed: true };
}

/** Creates a section with an item, and its course when that is gone. */
function create({ world, model }: Worlds, one: Pick<StepOf<"create">, "code">): Outcome {
  const courseCode = courseOf[one.code];
  const course =
    [...model.courses].find(([, held]) => held === courseCode)?.[0] ??
    openCourse(world, courseCode);
  model.courses.set(course, courseCode);
  const applied = postSection(
    world,
    { title: one.code, section_school_code: one.code, grading_periods: ["50001"] },
    { courseId: course, updateExisting: false },
  );
  const took = applied.kind === "done";
  const allowed = model.isFree(one.code);
  if (took) {
    model.sections.set(applied.record.id, { code: one.code, course, members: new Map() });
    model.appear(one.code);
    openItem(world, applied.record.id);
  }
  return { took, allowed };
}

function openCourse(world: LiveWorld, courseCode: string): number {
  const row = { title: courseCode, course_code: courseCode };
  const applied = postCourse(world, row, { updateExisting: false });
  return applied.kind === "done" ? applied.record.id : 0;
}

function openItem(world: LiveWorld, section: number): void {
  applyDecision(
    world.store.gradingCategories,
    decideCategoryPost(world, { title: "Tests" }, section),
  );
  const [category] = world.store.gradingCategories.list("section", section);
  const row = { title: "Test", grading_category: category?.id ?? 0 };
  applyDecision(world.store.assignments, decideAssignmentPost(world, row, fromApi(section)));
}

function remove({ world, model }: Worlds, one: StepOf<"delete">): Outcome {
  const id = model.idAt(one.nth);
  const took = deleteSection(world, id).kind === "done";
  const allowed = model.sections.has(id);
  model.vanish(id);
  return { took, allowed };
}

function removeCourse({ world, model }: Worlds, one: StepOf<"delete-course">): Outcome {
  const { afterwards } = one;
  const took = tried(() => deleteCourseByHand(world, { courseCode: one.course, afterwards }));
  const id = [...model.courses].find(([, held]) => held === one.course)?.[0];
  if (id === undefined) return { took, allowed: false };
  if (afterwards === "gone") model.courses.delete(id);
  else model.courses.set(id, "an orphan");
  for (const [sectionId, section] of model.sections) {
    if (section.course !== id) continue;
    if (afterwards === "gone") {
      model.vanish(sectionId);
      continue;
    }
    Object.assign(section, { code: "", archived: true });
    for (const member of section.members.values()) member.from = new Set([own]);
    model.forgetListingsInto(sectionId);
  }
  return { took, allowed: true };
}

function grade({ world, model }: Worlds, one: StepOf<"grade">): Outcome {
  const id = model.idAt(one.nth);
  const [item] = world.store.assignments.list("section", id);
  const place = { assignment_id: String(item?.id), enrollment_id: memberId(world, id, one.who) };
  const took = putGrade(world, { ...place, grade: one.grade }, id).kind === "done";
  const member = model.sections.get(id)?.members.get(one.who);
  // A section that was made anew has no items yet.
  const allowed = member?.state === "active" && item !== undefined;
  if (allowed) member.grade = one.grade;
  return { took, allowed };
}

function memberId(world: LiveWorld, section: number, uid: string): string {
  const user = world.store.users.find("schoolUid", uid)?.id ?? 0;
  return String(world.store.enrollments.find("member", pairKey(section, user))?.id ?? 1);
}

function addByHand({ world, model }: Worlds, one: StepOf<"add-by-hand">): Outcome {
  const id = model.idAt(one.nth);
  const by = { sectionSchoolCode: String(id), schoolUid: one.who, admin: false };
  const took = tried(() => addManualEnrollment(world, by));
  const members = model.sections.get(id)?.members;
  if (members === undefined || model.inactive.has(one.who)) return { took, allowed: false };
  const member = members.get(one.who);
  if (member?.state !== "active") {
    members.set(one.who, { ...member, state: "active", from: new Set([own]) });
  }
  return { took, allowed: true };
}

function removeByHand({ world, model }: Worlds, one: StepOf<"remove-by-hand">): Outcome {
  const section = model.idAt(one.nth);
  const took = tried(() => removeMember(world, { section, schoolUid: one.who }));
  const member = model.sections.get(section)?.members.get(one.who);
  if (member?.state !== "active") return { took, allowed: false };
  member.state = "unenrolled";
  return { took, allowed: true };
}

function destroy({ world, model }: Worlds, one: StepOf<"destroy">): Outcome {
  const id = model.idAt(one.nth);
  removeMembership(world.store, Number(memberId(world, id, one.who)));
  model.sections.get(id)?.members.delete(one.who);
  return { took: true, allowed: true };
}

function deactivate({ world, model }: Worlds, one: StepOf<"deactivate">): Outcome {
  const id = world.store.users.find("schoolUid", one.who)?.id ?? 0;
  const took = deactivateUser(world, id, { keepEnrollments: one.keep }).kind === "done";
  if (model.inactive.has(one.who)) return { took, allowed: false };
  model.inactive.add(one.who);
  for (const { members } of model.sections.values()) {
    const member = members.get(one.who);
    if (!one.keep) members.delete(one.who);
    else if (member?.state === "active") member.state = "deactivated";
  }
  return { took, allowed: true };
}

function reactivate({ world, model }: Worlds, one: StepOf<"reactivate">): Outcome {
  const id = world.store.users.find("schoolUid", one.who)?.id ?? 0;
  const took = reactivateUser(world, id, { reenroll: one.reenroll }).kind === "done";
  if (!model.inactive.delete(one.who)) return { took, allowed: false };
  for (const { members } of model.sections.values()) {
    const member = members.get(one.who);
    if (one.reenroll && member?.state === "deactivated") member.state = "active";
  }
  return { took, allowed: true };
}

function archive({ world, model }: Worlds, one: StepOf<"archive">): Outcome {
  const section = model.idAt(one.nth);
  const took = tried(() => archiveSection(world, { section, archived: one.archived }));
  const held = model.sections.get(section);
  if (held !== undefined) held.archived = one.archived;
  return { took, allowed: held !== undefined };
}

/** What each call does in both worlds. */
const calls: { readonly [Call in Step["call"]]: (worlds: Worlds, one: StepOf<Call>) => Outcome } = {
  import: importRow,
  "cross-list": crossList,
  undo,
  link,
  unlink,
  rename,
  create,
  delete: remove,
  "delete-course": removeCourse,
  grade,
  "add-by-hand": addByHand,
  "remove-by-hand": removeByHand,
  destroy,
  deactivate,
  reactivate,
  archive,
};

function take<Call extends Step["call"]>(worlds: Worlds, one: StepOf<Call>): Outcome {
  const call: Call = one.call;
  return calls[call](worlds, one);
}

function open(): Worlds {
  const store = createMemoryStore();
  const world = createLiveWorld({
    store,
    clock: createVirtualClock(Date.UTC(2026, 8, 1)),
    random: createRandom(1),
    organization: { title: "District", timeZone: "UTC" },
  });
  store.gradingPeriods.add((id) => ({ id, title: "Q1", start: "2026-08-01", end: "2026-10-01" }));
  for (const uid of people) {
    postUser(
      world,
      { school_uid: uid, username: uid, name_first: "F", name_last: "L", role_id: "703" },
      { updateExisting: false, email: { ignoreOutside: false, resolution: "none" } },
    );
  }
  const worlds = { world, model: new Model() };
  for (const each of ["X", "Y", "A"] as const) create(worlds, { code: each });
  return worlds;
}

/** What there is: each section with its code, mark, master, and members with their state, grade and way of passback. */
function seen({ store }: LiveWorld): unknown {
  const state = { "": "active", unenroll: "unenrolled", deactivation: "deactivated" } as const;
  return {
    sections: [...store.sections.values()].map((section) => ({
      id: section.id,
      code: section.schoolCode,
      archived: store.archiveMarks.find("section", String(section.id))?.archived === 1,
      master: store.sectionLinks.find("child", String(section.id))?.parentId,
      members: store.enrollments
        .list("section", section.id)
        .map((member) => {
          const uid = store.users.get(member.userId)?.schoolUid;
          const [kept] = store.grades.list("enrollment", member.id);
          const passback = isGradeable(member) ? passbackSectionOf(store, member) : "-";
          return `${uid} ${state[member.archivedBy]} ${kept?.value} > ${passback}`;
        })
        .toSorted(),
    })),
    listings: [...store.crossListings.values()]
      .map((listing) => `${listing.sourceCode} > ${targetOf(store, listing)?.id}`)
      .toSorted(),
  };
}

function expected(model: Model): unknown {
  return {
    sections: [...model.sections].map(([id, section]) => ({
      id,
      code: section.code,
      archived: section.archived === true,
      master: model.links.get(id),
      members: [...section.members]
        .map(([uid, member]) => {
          const [first] = member.from;
          const passback = member.from.has(own) ? section.code : first;
          const shown = member.state === "active" ? passback : "-";
          return `${uid} ${member.state} ${member.grade} > ${shown}`;
        })
        .toSorted(),
    })),
    listings: [...model.listings.keys()]
      .map((source) => `${source} > ${model.targetId(source)}`)
      .toSorted(),
  };
}

describe("cross-listed and linked sections with their members and grades", () => {
  it("are what a small model says, whatever the calls", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60, size: "max" }), (steps) => {
        const worlds = open();
        const watch = createIdWatch(worlds.world.store);
        for (const one of [...opening, ...steps]) {
          const { took, allowed } = take(worlds, one);

          expect({ ...one, took }).toEqual({ ...one, took: allowed });
          expect(seen(worlds.world)).toEqual(expected(worlds.model));
          expect(watch()).toEqual([]);
        }
        expect(brokenInvariants(worlds.world.store)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
