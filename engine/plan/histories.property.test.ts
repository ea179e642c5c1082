import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LmsState } from "../mapping/lms-state.ts";
import { anyLms, anySettings, anyWorld } from "../testing/arbitraries.ts";
import { syncedFrom, type Synced } from "../testing/resync.ts";
import { mapped, planned, type World } from "../testing/world.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { emptyMemory } from "./sync-memory.ts";

const runs = { numRuns: 120 };

interface History {
  readonly worlds: readonly World[];
  readonly settings: Settings;
  readonly lms: LmsState;
  readonly version: "1.1" | "1.2";
}

/** Up to three states of one SIS, one after the other, and an LMS in which people had worked before. */
const anyHistory: fc.Arbitrary<History> = fc.record({
  worlds: fc.array(anyWorld, { minLength: 2, maxLength: 3 }),
  settings: anySettings,
  lms: anyLms,
  version: fc.constantFrom("1.1", "1.2"),
});

/** Syncs the worlds in turn and tells what each sync found and left. */
function* played({ worlds, lms, ...how }: History): Generator<{
  readonly world: World;
  readonly before: Synced;
  readonly after: Synced;
}> {
  let before: Synced = { lms, memory: emptyMemory };
  for (const world of worlds) {
    const after = syncedFrom(world, how, before);
    yield { world, before, after };
    before = after;
  }
}

const unguarded = (settings: Settings): Settings => ({
  ...settings,
  guards: { ...settings.guards, policy: "off", policies: {} },
});

describe("any history of syncs", () => {
  it("leaves nothing to do after each of them (R4)", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { world, after } of played(history)) {
          const settings = unguarded(history.settings);
          const again = planned(world, { settings, version: history.version, ...after }).value;

          expect(again.applyable ? again.changes : []).toEqual([]);
        }
      }),
      runs,
    );
  });

  it("deletes no account, course or section, whatever disappears from the SIS (R115, R127)", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { before, after } of played(history)) {
          for (const kind of ["users", "courses", "sections"] as const) {
            const gone = [...before.lms[kind].keys()].filter((key) => !after.lms[kind].has(key));
            expect(gone).toEqual([]);
          }
        }
      }),
      runs,
    );
  });

  it("takes no course admin away whom people had enrolled (R130, F54)", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { before, after } of played(history)) {
          for (const [code, members] of before.lms.enrollments) {
            for (const [uid, { admin }] of members) {
              const isOurs = before.memory.enrollments.get(code)?.get(uid)?.admin === true;
              if (!admin || isOurs) continue;
              expect(after.lms.enrollments.get(code)?.get(uid)).toEqual({ admin: true });
            }
          }
        }
      }),
      runs,
    );
  });

  it("ends with the members that the SIS wants and no student besides (R129)", () => {
    fc.assert(
      fc.property(anyHistory, ({ ...history }) => {
        const { settings, version } = history;
        for (const { world, after } of played(history)) {
          const { value: desired } = mapped(world, { settings, version });
          if (!desired.usable) continue;
          for (const [code, wanted] of desired.enrollments) {
            if (!after.lms.sections.has(code) || desired.unclearSections.has(code)) continue;
            const members = after.lms.enrollments.get(code) ?? new Map();
            const students = [...members].filter(([, { admin }]) => !admin).map(([uid]) => uid);
            const skipped = desired.skippedMembers.get(code);
            const expected = (uid: string): boolean =>
              wanted.has(uid) || skipped?.has(uid) === true;

            expect(students.filter((uid) => !expected(uid))).toEqual([]);
          }
        }
      }),
      runs,
    );
  });

  it("links only people who are there, and ends no link of one who does not sync (R112, F46)", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { version, settings } = history;
        for (const { world, before, after } of played(history)) {
          const { users } = mapped(world, { version, settings }).value;
          for (const link of after.lms.associations) {
            const strangers = link.split("\n").filter((uid) => !after.lms.users.has(uid));
            expect(strangers).toEqual([]);
          }
          for (const link of before.lms.associations) {
            if (after.lms.associations.has(link)) continue;
            expect(link.split("\n").filter((uid) => !users.has(uid))).toEqual([]);
          }
        }
      }),
      runs,
    );
  });

  it("gives no account a username with white space, and changes none of whom the SIS does not speak (R8, R115)", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { version, settings } = history;
        for (const { world, before, after } of played(history)) {
          const { users } = mapped(world, { version, settings }).value;
          for (const [uid, { fields }] of after.lms.users) {
            if (fields === before.lms.users.get(uid)?.fields) continue;
            expect(String(fields["username"] ?? "")).not.toMatch(/\s/u);
            expect(users.has(uid)).toBe(true);
          }
        }
      }),
      runs,
    );
  });
});
