import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { act, actedAt } from "../../../testing/act.ts";
import { digestWorld } from "../../../testing/dump-world.ts";
import { smallWorld } from "../../../testing/small-world.ts";
import type { Counts } from "../sis-action.ts";

const turns = [
  "transfers",
  "withdrawals",
  "newStudents",
  "drops",
  "adds",
  "sectionChanges",
  "renames",
  "staffChanges",
] as const;

function sumOfTurns(counts: Counts): number {
  return turns.reduce((total, name) => total + (counts[name] ?? 0), 0);
}

const anyChurn = fc.record({
  percent: fc.integer({ min: 0, max: 100 }),
  seed: fc.nat(),
  how: fc.constantFrom("drop", "end"),
});

describe("churn", () => {
  it("is of so many per cent of the students, at least of one", () => {
    fc.assert(
      fc.property(anyChurn, ({ percent, ...rest }) => {
        const counts = act(smallWorld(), { action: "churn", percent, ...rest });

        const share = Math.round(12 * (percent / 100));
        expect(counts["students"]).toBe(percent === 0 ? 0 : Math.max(1, share));
        expect(sumOfTurns(counts)).toBe(counts["students"]);
      }),
      { numRuns: 50 },
    );
  });

  it("is a mix of everything", () => {
    const seen = new Set<string>();

    for (let seed = 0; seed < 12; seed += 1) {
      const world = smallWorld();
      // Everyone takes everything at first: only who dropped a section can add one.
      act(world, { action: "churn", percent: 100, seed });
      const counts = act(world, { action: "churn", percent: 100, seed }, 7);
      for (const name of turns) if ((counts[name] ?? 0) > 0) seen.add(name);
    }

    expect([...seen].toSorted()).toEqual([...turns].toSorted());
  });

  it("is the same for the same seed, and another for another seed or another week", () => {
    const churned = (seed: number, daysLater: number): string => {
      const world = smallWorld();
      act(world, { action: "churn", percent: 50, seed }, daysLater);
      return digestWorld(world).replaceAll(/2026-10-\d\d/g, "day");
    };

    expect(churned(1, 0)).toBe(churned(1, 0));
    expect(churned(1, 0)).not.toBe(churned(2, 0));
    expect(churned(1, 0)).not.toBe(churned(1, 7));
  });

  it("leaves no reference dangling, and nobody twice in a section, week after week", () => {
    fc.assert(
      fc.property(anyChurn, ({ percent, seed, how }) => {
        const world = smallWorld();
        for (let week = 0; week < 4; week += 1) {
          act(world, { action: "churn", percent, seed, how }, week * 7);
        }
        const seats = [...world.rosters.values()];
        const open = seats.filter(({ endDate }) => endDate === undefined);
        const known = ({ person, section }: (typeof seats)[number]): boolean =>
          world.people.has(person) && world.sections.has(section);
        expect(seats.every(known)).toBe(true);
        const places = open.map(({ person, section }) => `${person} ${section}`);
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 20 },
    );
  });

  it("stamps the students who are touched and no others", () => {
    const world = smallWorld();

    const counts = act(world, { action: "churn", percent: 10, seed: 3 });

    const people = [...world.people.values()].filter(({ modified }) => modified === actedAt);
    expect(counts["students"]).toBe(1);
    expect(people.length).toBeLessThanOrEqual(1);
  });
});
