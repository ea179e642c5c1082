import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guardSpecs } from "../../contracts/run/guards.ts";
import type { Plan as PlanValue } from "../../contracts/run/plan.ts";
import { Plan } from "../../contracts/run/plan.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { anyLms, anySettings, anyWorld } from "../testing/arbitraries.ts";
import { appliedTo } from "../testing/lms-model.ts";
import { mapped, planned, type World } from "../testing/world.ts";
import { addressOf } from "./change.ts";
import { collections, type Collection } from "../snapshot/roster.ts";

const runs = { numRuns: 400 };
const anyCase = fc.record({
  world: anyWorld,
  settings: anySettings,
  lms: anyLms,
  version: fc.constantFrom("1.1" as const, "1.2" as const),
});
const anyGap = fc.subarray([...collections], { minLength: 1 });
const guarded = (settings: Settings, policy: "off" | "warn" | "hold"): Settings => ({
  ...settings,
  guards: { ...settings.guards, policy },
});
const guardCodes: ReadonlySet<string> = new Set(Object.keys(guardSpecs));
const keyOf = (address: string, place: number): string =>
  decodeURIComponent(address.split("/")[place] ?? "");

/** The same records, each collection sorted by a key that stands for any other order. */
function shuffled(world: World, seed: number): World {
  const orders = collections.map((name): [Collection, readonly unknown[]] => [
    name,
    world[name]
      .map((item, index) => ({ item, key: Math.imul(index + 1, seed | 1) % 101 }))
      .toSorted((left, right) => left.key - right.key)
      .map(({ item }) => item),
  ]);
  return { ...world, ...Object.fromEntries(orders) };
}

describe("any plan", () => {
  it("leaves nothing to do once it was carried out, but for what its guards hold", () => {
    fc.assert(
      fc.property(anyCase, ({ world, settings, lms, version }) => {
        const how = { settings: guarded(settings, "off"), version };
        const first = planned(world, { ...how, lms }).value;

        const second = planned(world, { ...how, lms: appliedTo(lms, first) }).value;

        expect(first.applyable ? second.changes : []).toEqual([]);
      }),
      runs,
    );
  });

  it("is the same, byte for byte, whatever the order of the source's records", () => {
    fc.assert(
      fc.property(anyCase, fc.nat(), ({ world, ...how }, seed) => {
        const [one, other] = [world, shuffled(world, seed)].map((each) => planned(each, how));

        expect(JSON.stringify(other)).toBe(JSON.stringify(one));
      }),
      runs,
    );
  });

  it("gives the same findings of the mapping whatever the order of the source's records", () => {
    fc.assert(
      fc.property(anyCase, fc.nat(), ({ world, ...how }, seed) => {
        expect(mapped(shuffled(world, seed), how).diagnostics).toEqual(
          mapped(world, how).diagnostics,
        );
      }),
      runs,
    );
  });

  it("removes no one and nothing but students from sections (R115, R127, R130)", () => {
    fc.assert(
      fc.property(anyCase, ({ world, ...how }) => {
        const removals = planned(world, how).value.changes.filter(
          ({ action }) => action === "remove",
        );

        for (const { kind, address } of removals) {
          expect(kind).toBe("enrollment");
          const members = how.lms.enrollments.get(keyOf(address, 1));
          expect(members?.get(keyOf(address, 2))).toEqual({ admin: false });
        }
      }),
      runs,
    );
  });

  it("takes no course admin's rights away (R130)", () => {
    fc.assert(
      fc.property(anyCase, ({ world, ...how }) => {
        const updates = planned(world, how).value.changes.filter(
          ({ kind, action }) => kind === "enrollment" && action === "update",
        );

        expect(updates.every(({ after }) => after?.["admin"] === true)).toBe(true);
      }),
      runs,
    );
  });

  it("has no section whose terms are all unmapped, and no username with white space (R102, R8)", () => {
    fc.assert(
      fc.property(anyCase, ({ world, ...how }) => {
        const { changes } = planned(world, how).value;
        const { map, default: fallback } = how.settings.terms;
        const isMapped = (id: string): boolean =>
          (Object.hasOwn(map, id) ? map[id] : fallback) !== "skip";

        for (const { kind, address, after } of changes) {
          expect(kind === "user" && /\s/u.test(String(after?.["username"] ?? ""))).toBe(false);
          if (kind !== "section" && kind !== "enrollment") continue;
          expect(termsOf(world, keyOf(address, 1)).some(isMapped)).toBe(true);
        }
      }),
      runs,
    );
  });

  it("links only people who are provisioned, and enrolls only such (R112)", () => {
    fc.assert(
      fc.property(anyCase, ({ world, ...how }) => {
        const { changes } = planned(world, how).value;
        const known = new Set(how.lms.users.keys());
        for (const { kind, address } of changes) if (kind === "user") known.add(keyOf(address, 1));

        const strangers = changes
          .filter(
            ({ kind, action }) =>
              kind === "association" || (kind === "enrollment" && action !== "remove"),
          )
          .flatMap(({ kind, address }) => [
            keyOf(address, 2),
            ...(kind === "association" ? [keyOf(address, 1)] : []),
          ])
          .filter((uid) => !known.has(uid));

        expect(strangers).toEqual([]);
      }),
      runs,
    );
  });

  it("holds changes only by the policy hold, and hears no guard by the policy off", () => {
    fc.assert(
      fc.property(anyCase, ({ world, settings, ...how }) => {
        const by = (policy: "off" | "warn" | "hold"): ReturnType<typeof planned> =>
          planned(world, { ...how, settings: guarded(settings, policy) });
        const heldCount = ({ changes }: PlanValue): number =>
          changes.filter(({ held }) => held !== null).length;

        const [off, warn, hold] = [by("off"), by("warn"), by("hold")];

        expect([heldCount(off.value), heldCount(warn.value)]).toEqual([0, 0]);
        expect(off.diagnostics.filter(({ code }) => guardCodes.has(code))).toEqual([]);
        expect(hold.diagnostics).toEqual(warn.diagnostics);
        expect(hold.value.changes.map(({ held: _held, ...rest }) => rest)).toEqual(
          warn.value.changes.map(({ held: _held, ...rest }) => rest),
        );
      }),
      runs,
    );
  });

  it("removes nothing when the roster is incomplete (F77)", () => {
    fc.assert(
      fc.property(anyCase, anyGap, ({ world, ...how }, incomplete) => {
        const { value } = planned(world, { ...how, incomplete });

        expect(value.changes.filter(({ action }) => action === "remove")).toEqual([]);
        expect(value.complete).toBe(false);
      }),
      runs,
    );
  });

  it("names each thing once and reads back from its published format", () => {
    fc.assert(
      fc.property(anyCase, ({ world, ...how }) => {
        const { value } = planned(world, how);

        const addresses = value.changes.map(({ address }) => address);
        expect(new Set(addresses).size).toBe(addresses.length);
        expect(Plan.parse(JSON.parse(JSON.stringify(value))).changes).toEqual(value.changes);
      }),
      runs,
    );
  });

  it("holds with a change all that needs it, so that nothing hangs in the air", () => {
    fc.assert(
      fc.property(anyCase, ({ world, settings, ...how }) => {
        const cautious = { unfinalMin: 1, trialSwitchPercent: 0, rolledInPercent: 0 };
        const guards = { ...guarded(settings, "hold").guards, ...cautious };
        const { changes } = planned(world, { ...how, settings: { ...settings, guards } }).value;
        const isThere = (kind: "user" | "section", key: string): boolean =>
          how.lms[`${kind}s`].has(key) ||
          changes.some(
            ({ held, action, address }) =>
              held === null && action === "create" && address === addressOf(`${kind}s`, key),
          );

        for (const { kind, action, address, held } of changes) {
          if (held !== null || kind !== "enrollment" || action !== "create") continue;
          expect([address, isThere("section", keyOf(address, 1))]).toEqual([address, true]);
          expect([address, isThere("user", keyOf(address, 2))]).toEqual([address, true]);
        }
      }),
      runs,
    );
  });

  it("can be made of any JSON whatever", () => {
    const junk = fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 3 });
    const ids = fc.record({ sourcedId: fc.constantFrom("a", "b") }, { noNullPrototype: true });
    const record = fc
      .tuple(ids, fc.dictionary(fc.constantFrom(...fieldNames), fc.jsonValue({ maxDepth: 2 })))
      .map(([id, fields]) => ({ ...fields, ...id }));
    const items = fc.oneof(junk, fc.array(record, { maxLength: 3 }));
    const anyJson = fc.record({
      orgs: items,
      academicSessions: items,
      courses: items,
      classes: items,
      users: items,
      enrollments: items,
    });

    fc.assert(
      fc.property(anyJson, anySettings, anyLms, (world, settings, lms) => {
        expect(() => planned(world, { settings, lms })).not.toThrow();
      }),
      runs,
    );
  });
});

const fieldNames = ["role", "roles", "orgs", "org", "terms", "school", "course", "class", "user"];

function termsOf(world: World, classId: string): readonly string[] {
  const classes: readonly unknown[] = world.classes;
  const found = classes.find((item) =>
    JSON.stringify(item).includes(`"sourcedId":${JSON.stringify(classId)},`),
  );
  const text = JSON.stringify(found);
  return [...text.slice(text.indexOf('"terms"')).matchAll(/"sourcedId":"([^"]*)"/g)].map(
    ([, id = ""]) => id,
  );
}
