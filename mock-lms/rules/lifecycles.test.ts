// oxlint-disable complexity -- a model tells every kind of call apart in one place, to be read beside the rules
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVirtualClock, type VirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { importParentAssociation } from "../actions/association-actions.ts";
import { deleteCourse, deleteSection, postCourse, postSection } from "../actions/course-actions.ts";
import { deleteGradingPeriod } from "../actions/grading-period-actions.ts";
import { applyDecision, createLiveWorld, type LiveWorld } from "../actions/live-world.ts";
import { importAdvisorAssociation } from "../actions/relative-actions.ts";
import { deactivateUser, postUser, putUser, reactivateUser } from "../actions/user-actions.ts";
import { createMemoryStore, takeEmailElsewhere } from "../index.ts";
import { firstIds } from "../testing/small-school.ts";
import { brokenInvariants, createIdWatch } from "../testing/store-invariants.ts";
import { strictEmail, type EmailConflictOptions } from "./email-conflict.ts";
import {
  decideEnrollmentByCodes,
  decideEnrollmentImport,
  decideEnrollmentPost,
  decideEnrollmentPut,
} from "./enrollment-row.ts";
import { decideGradingPeriod } from "./grading-period-row.ts";
import { isPastSection } from "./world.ts";

const people = ["a", "b", "c"];
const [period, otherPeriod] = [firstIds.gradingPeriod, firstIds.gradingPeriod + 1];

function createWorld(clock: VirtualClock = createVirtualClock(Date.UTC(2026, 8, 1))): LiveWorld {
  const store = createMemoryStore();
  const world = createLiveWorld({
    store,
    clock,
    random: createRandom(1),
    organization: { title: "District", timeZone: "America/Chicago" },
  });
  store.gradingPeriods.add((id) => ({ id, title: "Q1", start: "2026-08-01", end: "2026-10-01" }));
  store.gradingPeriods.add((id) => ({ id, title: "Q2", start: "2026-10-02", end: "2026-12-20" }));
  return world;
}

function userRow(schoolUid: string, rest: object = {}) {
  return {
    school_uid: schoolUid,
    name_first: "F",
    name_last: "L",
    username: `name-${schoolUid}`,
    role_id: "703",
    ...rest,
  };
}

function openSections(world: LiveWorld): void {
  postCourse(world, { title: "A", course_code: "A" }, { updateExisting: false });
  for (const code of ["1", "2"]) {
    postSection(
      world,
      {
        title: code,
        section_code: code,
        section_school_code: `s-${code}`,
        grading_periods: [String(period)],
      },
      { courseId: firstIds.course, updateExisting: false },
    );
  }
  for (const uid of people) {
    postUser(world, userRow(uid), { updateExisting: false, email: strictEmail });
  }
}

/** Says that a call was carried out exactly when the model allows it. */
function expectDone(applied: { readonly kind: string }, allowed: boolean): void {
  expect(applied.kind).toBe(allowed ? "done" : "refuse");
}

const who = fc.nat({ max: people.length - 1 });
const flag = fc.constantFrom(0 as const, 1 as const);

describe("the lifecycle of an account", () => {
  interface ModelAccount {
    readonly uid: string;
    active: boolean;
  }

  it("is active, inactive with all its keys, and active again, whatever the calls", () => {
    const step = fc.record({
      what: fc.constantFrom("post", "put", "delete", "reactivate"),
      id: fc.integer({ min: firstIds.user, max: firstIds.user + 3 }),
      uid: fc.constantFrom("a", "A", "b"),
      updateExisting: fc.boolean(),
      keepEnrollments: fc.boolean(),
      reenroll: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: "max" }), (steps) => {
        const world = createWorld();
        const model = new Map<number, ModelAccount>();
        const watch = createIdWatch(world.store);
        for (const { what, id, uid, updateExisting, keepEnrollments, reenroll } of steps) {
          const known = model.get(id);
          const holder = [...model].find(([, account]) => account.uid === uid);
          let applied;
          let allowed = false;
          if (what === "post") {
            applied = postUser(world, userRow(uid), { updateExisting, email: strictEmail });
            allowed = holder === undefined || (holder[1].active && updateExisting);
          } else if (what === "put") {
            applied = putUser(world, { ...userRow(uid), id: String(id) });
            allowed = known?.active === true && (holder === undefined || holder[0] === id);
          } else if (what === "delete") {
            applied = deactivateUser(world, id, { keepEnrollments });
            allowed = known?.active === true;
          } else {
            applied = reactivateUser(world, id, { reenroll });
            allowed = known?.active === false;
          }

          expectDone(applied, allowed);
          if (applied.kind === "done") {
            const held = what === "post" || what === "put" ? uid : (known?.uid ?? "");
            model.set(applied.record.id, { uid: held, active: what !== "delete" });
          }
          expect(watch()).toEqual([]);
        }

        const held = [...world.store.users.values()].map((user) => [
          user.id,
          { uid: user.schoolUid, active: user.inactiveAtMs === null },
        ]);
        expect(held).toEqual([...model]);
        expect(brokenInvariants(world.store)).toEqual([]);
      }),
    );
  });
});

describe("an e-mail address", () => {
  it("is settled by the options as a small model says", () => {
    const claim = fc.record({
      uid: fc.constantFrom("a", "b", "c"),
      address: fc.constantFrom("in@x.org", "IN@x.org", "out@x.org", "ours@x.org", "new@x.org"),
      username: fc.constantFrom("", "given"),
      ignoreOutside: fc.boolean(),
      resolution: fc.constantFrom("none" as const, "username" as const, "merge" as const),
    });
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 12, size: "max" }), (claims) => {
        const world = createWorld();
        takeEmailElsewhere(world, { email: "out@x.org", domainVerified: false });
        takeEmailElsewhere(world, { email: "ours@x.org", domainVerified: true });
        const outside = new Map([
          ["out@x.org", false],
          ["ours@x.org", true],
        ]);
        const model = new Map<string, { readonly email: string; readonly username: string }>();
        for (const { uid, address, username, ignoreOutside, resolution } of claims) {
          const email: EmailConflictOptions = { ignoreOutside, resolution };
          const row = userRow(uid, { primary_email: address, username });
          const wanted = settle({ uid, address, username, email });

          const applied = postUser(world, row, { updateExisting: false, email });

          expect(applied.kind).toBe(wanted === undefined ? "refuse" : "done");
          if (wanted !== undefined) model.set(uid, wanted);
        }
        for (const [uid, wanted] of model) {
          expect(world.store.users.find("schoolUid", uid)).toMatchObject(wanted);
        }
        expect(brokenInvariants(world.store)).toEqual([]);

        /** What the account ends up with; undefined when the row fails. */
        function settle(by: {
          uid: string;
          address: string;
          username: string;
          email: EmailConflictOptions;
        }) {
          const key = by.address.toLowerCase();
          if (model.has(by.uid)) return undefined;
          const inside = [...model.values()].some((one) => one.email.toLowerCase() === key);
          const verified = outside.get(key);
          let kept = { email: by.address, username: by.username };
          if (!inside && verified === true && by.email.resolution === "merge") outside.delete(key);
          else if (inside || verified !== undefined) {
            const local = by.address.split("@")[0] ?? "";
            if (by.email.resolution !== "none") {
              kept = { email: "", username: by.username || local };
            } else if (!inside && by.email.ignoreOutside) {
              kept = { email: "", username: by.username || by.uid };
            } else return undefined;
          }
          const taken = [...model.values()].some(
            (one) => kept.username !== "" && one.username === kept.username,
          );
          return taken ? undefined : kept;
        }
      }),
    );
  });
});

describe("the lifecycle of a membership", () => {
  interface ModelMember {
    status: number;
    admin: number;
    source: string;
    before: number | undefined;
    reason: string;
  }

  it("is archived and restored as a small model says, whatever the calls", () => {
    const anyStep = fc.record({
      what: fc.constantFrom(
        "import",
        "import-by-codes",
        "import-by-codes",
        "unenroll",
        "unenroll",
        "post",
        "put",
        "destroy",
        "delete-user",
        "reactivate-user",
      ),
      section: fc.constantFrom(0, 1),
      who: fc.constantFrom(0, 1),
      admin: fc.constantFrom(undefined, 0 as const, 1 as const),
      manual: fc.constantFrom(undefined, 0 as const, 1 as const),
      status: fc.integer({ min: 0, max: 6 }),
      option: fc.constantFrom(true, true, false),
    });
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 10, maxLength: 60, size: "max" }), (steps) => {
        const world = createWorld();
        openSections(world);
        const { enrollments } = world.store;
        const active = new Set([0, 1, 2]);
        const model = new Map<string, ModelMember>();
        const watch = createIdWatch(world.store);
        for (const step of steps) {
          const key = `${step.section}/${step.who}`;
          const member = model.get(key);
          const userId = firstIds.user + step.who;
          const sectionId = firstIds.section + step.section;
          const record = enrollments.find("member", `${sectionId}/${userId}`);
          const marks = {
            ...(step.admin === undefined ? {} : { admin: step.admin }),
            ...(step.manual === undefined ? {} : { manual: step.manual }),
          };
          const source = step.manual === 1 ? "manual" : "synced";
          const codes = { school_uid: people[step.who] ?? "", ...marks };
          const isActive = active.has(step.who);
          const inRange = step.status >= 1 && step.status <= 5;
          if (step.what === "import" || step.what === "import-by-codes") {
            const decision =
              step.what === "import"
                ? decideEnrollmentImport(world, {
                    ...codes,
                    section_school_code: `s-${step.section + 1}`,
                  })
                : decideEnrollmentByCodes(
                    world,
                    { ...codes, course_code: "A", section_code: String(step.section + 1) },
                    [period],
                  );
            expectDone(applyDecision(enrollments, decision), isActive);
            if (isActive) join(key, { status: 1, admin: step.admin, source });
          } else if (step.what === "unenroll") {
            const decision = decideEnrollmentImport(world, {
              ...codes,
              section_school_code: `s-${step.section + 1}`,
              delete: 1,
            });
            const allowed = isActive && member !== undefined;
            expectDone(applyDecision(enrollments, decision), allowed);
            if (allowed) archive(key, "unenroll");
          } else if (step.what === "post") {
            const decision = decideEnrollmentPost(
              world,
              { uid: String(userId), status: step.status, ...marks },
              { sectionId, updateExisting: step.option },
            );
            const present = member !== undefined && member.status !== 5;
            const allowed = isActive && inRange && (!present || step.option);
            expectDone(applyDecision(enrollments, decision), allowed);
            if (allowed) join(key, { status: step.status, admin: step.admin, source });
          } else if (step.what === "put" && record !== undefined) {
            const decision = decideEnrollmentPut(world, record, { status: step.status, ...marks });
            const allowed = inRange && (isActive || step.status === 5);
            expectDone(applyDecision(enrollments, decision), allowed);
            if (allowed && member !== undefined) {
              const kept = step.manual === undefined ? member.source : source;
              if (step.status === member.status) {
                member.admin = step.admin ?? member.admin;
                member.source = kept;
              } else join(key, { status: step.status, admin: step.admin, source: kept });
            }
          } else if (step.what === "destroy" && record !== undefined) {
            enrollments.remove(record.id);
            model.delete(key);
          } else if (step.what === "delete-user" && isActive) {
            deactivateUser(world, userId, { keepEnrollments: step.option });
            active.delete(step.who);
            for (const [other, held] of model) {
              if (!other.endsWith(`/${step.who}`)) continue;
              if (!step.option) model.delete(other);
              else if (held.status !== 5) archive(other, "deactivation");
            }
          } else if (step.what === "reactivate-user" && !isActive) {
            reactivateUser(world, userId, { reenroll: step.option });
            active.add(step.who);
            for (const [other, held] of model) {
              if (!step.option || !other.endsWith(`/${step.who}`)) continue;
              if (held.reason !== "deactivation") continue;
              Object.assign(held, { status: held.before ?? 1, before: undefined, reason: "" });
            }
          }
          expect(watch()).toEqual([]);
        }

        const present = new Map(
          [...enrollments.values()].map((one) => [
            `${one.sectionId - firstIds.section}/${one.userId - firstIds.user}`,
            {
              status: one.status,
              admin: one.admin,
              source: one.source,
              before: one.statusBefore,
              reason: one.archivedBy,
            },
          ]),
        );
        expect(present).toEqual(model);
        expect(brokenInvariants(world.store)).toEqual([]);

        function join(
          key: string,
          by: { status: number; admin: 0 | 1 | undefined; source: string },
        ): void {
          const before = model.get(key);
          const admin = by.admin ?? before?.admin ?? 0;
          const held: ModelMember = before ?? {
            status: 1,
            admin,
            source: by.source,
            before: undefined,
            reason: "",
          };
          model.set(key, { ...held, admin, source: by.source });
          if (by.status === 5) archive(key, "unenroll");
          else {
            const joined = model.get(key);
            Object.assign(joined ?? {}, { status: by.status, before: undefined, reason: "" });
          }
        }

        function archive(key: string, reason: string): void {
          const held = model.get(key);
          if (held === undefined) return;
          if (held.status !== 5) held.before = held.status;
          held.status = 5;
          held.reason = reason;
        }
      }),
    );
  });
});

describe("grading periods, courses and sections", () => {
  it("live as long as something uses them, or go with what they are in, whatever the calls", () => {
    const step = fc.record({
      what: fc.constantFrom(
        "period",
        "change-period",
        "delete-period",
        "course",
        "delete-course",
        "section",
        "delete-section",
        "enroll",
      ),
      title: fc.constantFrom("Q1", "q1", "Q2", "Q3", ""),
      nth: fc.nat({ max: 4 }),
      days: fc.constantFrom(["2026-01-01", "2026-02-01"], ["2026-02-01", "2026-01-01"]),
      code: fc.constantFrom("x", "X", "y"),
      updateExisting: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 15, maxLength: 50, size: "max" }), (steps) => {
        const world = createWorld();
        const { gradingPeriods, courses, sections, enrollments } = world.store;
        postUser(world, userRow("a"), { updateExisting: false, email: strictEmail });
        const titles = new Map<number, string>([
          [period, "Q1"],
          [otherPeriod, "Q2"],
        ]);
        const codes = new Map<number, string>();
        const inUse = new Map<number, { courseId: number; periodId: number }>();
        const watch = createIdWatch(world.store);
        const idAt = (held: ReadonlyMap<number, unknown>, nth: number) => [...held.keys()][nth];
        for (const { what, title, nth, days, code, updateExisting } of steps) {
          const [start = "", end = ""] = days;
          if (what === "period" || what === "change-period") {
            const before = gradingPeriods.get(idAt(titles, nth) ?? 0);
            if (what === "change-period" && before === undefined) continue;
            const changed = what === "period" ? undefined : before;
            const taken = [...titles].some(([id, held]) => held === title && id !== changed?.id);
            const allowed = title !== "" && start <= end && !taken;
            const applied = applyDecision(
              gradingPeriods,
              decideGradingPeriod(world, { title, start, end }, changed),
            );
            expectDone(applied, allowed);
            if (applied.kind === "done") titles.set(applied.record.id, title);
          } else if (what === "delete-period") {
            const id = idAt(titles, nth) ?? 0;
            const used = [...inUse.values()].some(({ periodId }) => periodId === id);
            expectDone(deleteGradingPeriod(world, id), titles.has(id) && !used);
            if (!used) titles.delete(id);
          } else if (what === "course") {
            const holder = [...codes].find(([, held]) => held === code);
            const applied = postCourse(
              world,
              { title: "C", course_code: code },
              { updateExisting },
            );
            expectDone(applied, holder === undefined || updateExisting);
            if (applied.kind === "done") codes.set(applied.record.id, code);
          } else if (what === "delete-course") {
            const id = idAt(codes, nth) ?? 0;
            expectDone(deleteCourse(world, id), codes.has(id));
            codes.delete(id);
            for (const [sectionId, { courseId }] of inUse) {
              if (courseId === id) inUse.delete(sectionId);
            }
          } else if (what === "section") {
            const courseId = idAt(codes, nth);
            const periodId = idAt(titles, nth % 2) ?? 0;
            if (courseId === undefined) continue;
            const applied = postSection(
              world,
              { title: "P", section_code: `${sections.nextId}`, grading_periods: [`${periodId}`] },
              { courseId, updateExisting },
            );
            expectDone(applied, titles.has(periodId));
            if (applied.kind === "done") inUse.set(applied.record.id, { courseId, periodId });
          } else if (what === "delete-section") {
            const id = idAt(inUse, nth) ?? 0;
            expectDone(deleteSection(world, id), inUse.has(id));
            inUse.delete(id);
          } else {
            const sectionId = idAt(inUse, nth) ?? 0;
            const row = { uid: String(firstIds.user) };
            const options = { sectionId, updateExisting: true };
            const applied = applyDecision(enrollments, decideEnrollmentPost(world, row, options));
            expectDone(applied, inUse.has(sectionId));
          }
          expect(watch()).toEqual([]);
        }

        expect([...gradingPeriods.values()].map(({ id, title }) => [id, title])).toEqual([
          ...titles,
        ]);
        expect([...courses.values()].map((course) => [course.id, course.code])).toEqual([...codes]);
        expect([...sections.values()].map(({ id }) => id)).toEqual([...inUse.keys()]);
        expect(brokenInvariants(world.store)).toEqual([]);
      }),
    );
  });

  it("archive a section when the delay after the end of its last period is over there", () => {
    const chicagoMidnightMs = Date.UTC(2026, 11, 21, 6);
    fc.assert(
      fc.property(fc.integer({ min: -72, max: 72 }), fc.boolean(), (hours, both) => {
        const clock = createVirtualClock(Date.UTC(2026, 8, 1));
        const world = createWorld(clock);
        postCourse(world, { title: "A", course_code: "A" }, { updateExisting: false });
        const ids = both ? [`${period}`, `${otherPeriod}`] : [`${otherPeriod}`];
        postSection(
          world,
          { title: "P", section_code: "1", grading_periods: ids },
          { courseId: firstIds.course, updateExisting: false },
        );
        clock.advanceTo(chicagoMidnightMs + hours * 3_600_000);

        const section = world.store.sections.get(firstIds.section);
        expect(section !== undefined && isPastSection(section, world)).toBe(hours >= 24);
      }),
    );
  });
});

describe("the relatives of a student", () => {
  it("are those that the last rows name, whatever the calls", () => {
    const step = fc.record({
      kind: fc.constantFrom("parent", "advisor"),
      what: fc.constantFrom("import", "list"),
      student: who,
      relative: who,
      others: fc.uniqueArray(who, { maxLength: 3 }),
      end: flag,
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40, size: "max" }), (steps) => {
        const world = createWorld();
        openSections(world);
        const model = { parent: new Set<string>(), advisor: new Set<string>() };
        for (const { kind, what, student, relative, others, end } of steps) {
          const links = kind === "parent" ? model.parent : model.advisor;
          const uids = { student: people[student] ?? "", relative: people[relative] ?? "" };
          if (what === "import") {
            const { student: student_school_uid, relative: relativeUid } = uids;
            const applied =
              kind === "parent"
                ? importParentAssociation(world, {
                    student_school_uid,
                    parent_school_uid: relativeUid,
                    delete: end,
                  })
                : importAdvisorAssociation(world, {
                    student_school_uid,
                    advisor_school_uid: relativeUid,
                    delete: end,
                  });
            expectDone(applied, student !== relative);
            if (student === relative) continue;
            if (end === 1) links.delete(`${relative}/${student}`);
            else links.add(`${relative}/${student}`);
          } else {
            const ids = others.map((other) => String(firstIds.user + other));
            const lists = kind === "parent" ? { parent_uids: ids } : { advisor_uids: ids };
            const applied = putUser(world, { id: String(firstIds.user + student), ...lists });
            expectDone(applied, !others.includes(student));
            if (others.includes(student)) continue;
            for (const link of links) if (link.endsWith(`/${student}`)) links.delete(link);
            for (const other of others) links.add(`${other}/${student}`);
          }
        }

        const nth = (id: number) => id - firstIds.user;
        const parents = [...world.store.associations.values()];
        const advisors = [...world.store.advisors.values()];
        expect(
          new Set(parents.map((link) => `${nth(link.parentId)}/${nth(link.studentId)}`)),
        ).toEqual(model.parent);
        expect(
          new Set(advisors.map((link) => `${nth(link.advisorId)}/${nth(link.studentId)}`)),
        ).toEqual(model.advisor);
        expect(brokenInvariants(world.store)).toEqual([]);
      }),
    );
  });
});
