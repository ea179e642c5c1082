import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../core/random.ts";
import { createTestLms } from "../testing/signed-client.ts";
import { loadPresentOrganization } from "./present-organization.ts";
import { mismatchKinds, partlyMatching, type DistrictRows } from "./partly-matching.ts";

function district(people: number): DistrictRows {
  const ids = Array.from({ length: people }, (_, index) => String(index + 1));
  return {
    schools: [
      { id: "n", name: "North" },
      { id: "s", name: "South" },
    ],
    gradingPeriods: [{ title: "Fall", start: "2026-08-17", end: "2026-12-18" }],
    people: ids.map((id) => ({
      id,
      givenName: `Given${id}`,
      familyName: "Family",
      username: `user${id}`,
      email: `user${id}@x.org`,
      role: Number(id) % 10 === 1 ? "Teacher" : "Student",
      schoolId: Number(id) % 2 === 0 ? "n" : "s",
    })),
    courses: ids.slice(0, 10).map((id) => ({ id: `c${id}`, title: `Course ${id}`, schoolId: "n" })),
    sections: ids.slice(0, 10).map((id) => ({
      id: `k${id}`,
      courseId: `c${id}`,
      title: "Period 1",
      code: "1",
      gradingPeriods: ["Fall"],
    })),
    enrollments: ids.map((id) => ({
      sectionId: `k${(Number(id) % 10) + 1}`,
      personId: id,
      teacher: Number(id) % 10 === 1,
    })),
  };
}

const every = Object.fromEntries(Object.keys(mismatchKinds).map((kind) => [kind, 0.05]));

describe("an organisation that partly matches a district", () => {
  it("holds the share of people and courses, with as many mismatches as asked", () => {
    const { lms } = createTestLms();
    const made = partlyMatching(district(200), {
      share: 0.5,
      mismatches: every,
      random: createRandom(3),
    });

    const loaded = loadPresentOrganization(lms.world, made.present);

    expect(made.counts).toMatchObject({ people: 100, courses: 5, leftOut: 0 });
    expect(Object.values(made.counts.mismatches).slice(0, 9)).toEqual(Array(9).fill(5));
    expect(loaded).toMatchObject({ users: 110, outsideEmails: 5, buildings: 2 });
    const users = [...lms.store.users.values()];
    const uids = users.map(({ schoolUid }) => schoolUid);
    expect(uids.filter((uid) => uid.startsWith("lms-"))).toHaveLength(5);
    expect(uids.filter((uid) => uid.startsWith("second-"))).toHaveLength(5);
    expect(uids.filter((uid) => uid.startsWith("by-hand-"))).toHaveLength(5);
    expect(users.filter((user) => user.username.startsWith("USER"))).toHaveLength(5);
    expect(users.filter((user) => user.username.endsWith(".old"))).toHaveLength(5);
    expect(users.filter((user) => user.inactiveAtMs !== null)).toHaveLength(5);
    expect(users.filter((user) => user.nameFirst === "G.")).toHaveLength(5);
    for (const { email } of lms.store.outsideEmails.values()) {
      expect(lms.store.users.find("email", email)).toBeUndefined();
    }
  });

  it("is the same by the same seed, and another by another", () => {
    const made = (seed: number) =>
      partlyMatching(district(60), { share: 0.5, mismatches: every, random: createRandom(seed) });

    expect(made(1)).toEqual(made(1));
    expect(made(1).present.users).not.toEqual(made(2).present.users);
  });

  it("matches wholly without mismatches, and holds nothing with a share of nothing", () => {
    const whole = partlyMatching(district(20), {
      share: 1,
      mismatches: {},
      random: createRandom(1),
    });
    const none = partlyMatching(district(20), {
      share: 0,
      mismatches: every,
      random: createRandom(1),
    });

    expect(whole.present.users.map(({ schoolUid }) => schoolUid)).toEqual(
      district(20).people.map(({ id }) => id),
    );
    expect(whole.present.enrollments).toHaveLength(20);
    expect([none.present.users, none.present.courses, none.present.enrollments]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it("can always be loaded, however the district's rows repeat each other", () => {
    const few = fc.constantFrom("", "1", "2", "a", "A");
    const person = fc.record({
      id: few,
      givenName: few,
      familyName: few,
      username: few,
      email: few,
      role: fc.constantFrom("Teacher", "Student"),
      schoolId: few,
    });
    const rows = fc.record({
      schools: fc.constant([
        { id: "1", name: "North" },
        { id: "2", name: "North" },
      ]),
      gradingPeriods: fc.constant([{ title: "Fall", start: "2026-08-17", end: "2026-12-18" }]),
      people: fc.array(person, { maxLength: 12 }),
      courses: fc.uniqueArray(
        fc.record({ id: fc.constantFrom("1", "2", "a"), title: few, schoolId: few }),
        {
          selector: ({ id }) => id,
        },
      ),
      sections: fc.array(
        fc.record({
          id: fc.constantFrom("1", "2", "a"),
          courseId: few,
          title: few,
          code: few,
          gradingPeriods: fc.constantFrom([], ["Fall"], ["Other"], ["Fall", "Fall"]),
        }),
      ),
      enrollments: fc.array(fc.record({ sectionId: few, personId: few, teacher: fc.boolean() })),
    });
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 1, noNaN: true }), (district_, share) => {
        const { lms } = createTestLms();
        const { present, counts } = partlyMatching(district_, {
          share,
          mismatches: { ...every, "other-case": 0.5, "other-username": 0.5 },
          random: createRandom(1),
        });
        loadPresentOrganization(lms.world, present);

        expect(lms.store.users.size).toBe(present.users.length);
        expect(counts.people + counts.leftOut).toBe(Math.round(district_.people.length * share));
      }),
    );
  });
});
