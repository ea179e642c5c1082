import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { act, actedAt } from "../../testing/act.ts";
import { anyAction } from "../../testing/any-action.ts";
import { countWrites, digestWorld, dumpWorld, type WorldDump } from "../../testing/dump-world.ts";
import { digestWorld as digestInOrder } from "../../testing/digest-world.ts";
import { smallWorld } from "../../testing/small-world.ts";
import type { World } from "../world.ts";
import { SisActionError } from "./action-error.ts";

const story = fc.array(anyAction(), { minLength: 1, maxLength: 8 });

describe("any action", () => {
  it("changes nothing when it fails", () => {
    fc.assert(
      fc.property(story, (actions) => {
        const world = smallWorld();
        for (const [day, action] of actions.entries()) {
          const before = [digestWorld(world), countWrites(world)];
          const hasFailed = attempt(world, action, day) === undefined;
          expect(hasFailed ? [digestWorld(world), countWrites(world)] : before).toEqual(before);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("stamps all that it changes with the moment", () => {
    fc.assert(
      fc.property(story, (actions) => {
        const world = smallWorld();
        for (const [day, action] of actions.entries()) {
          const before = dumpWorld(world);
          attempt(world, action, day);
          expect(unstamped(world, before, dayOf(day))).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("does the same to the same world at the same moment", () => {
    fc.assert(
      fc.property(story, (actions) => {
        const [one, two] = [smallWorld(), smallWorld()];
        // Who looked something up before must not change what comes.
        for (const table of [two.rosters, two.staff]) table.where("section", "60001");
        for (const [day, action] of actions.entries()) {
          expect(attempt(one, action, day)).toEqual(attempt(two, action, day));
        }
        expect(digestWorld(one)).toBe(digestWorld(two));
        expect(digestInOrder(one)).toBe(digestInOrder(two));
      }),
      { numRuns: 100 },
    );
  });

  it("is possible often enough for the properties above to say something", () => {
    const actions = fc.sample(anyAction(), { numRuns: 300, seed: 2 });

    const possible = actions.filter((action) => attempt(smallWorld(), action, 0) !== undefined);

    expect(possible.length).toBeGreaterThan(100);
    expect(new Set(possible.map(({ action }) => action)).size).toBeGreaterThan(30);
  });
});

type Action = Readonly<Record<string, unknown>>;

/** The counts, or nothing when the SIS refuses. Any other error is a bug. */
function attempt(world: World, action: Action, day: number): unknown {
  try {
    return act(world, action, day);
  } catch (error) {
    if (error instanceof SisActionError) return undefined;
    throw error;
  }
}

function dayOf(day: number): string {
  return new Date(Date.parse(actedAt) + day * 86_400_000).toISOString();
}

/** Rows that are not as they were and do not say when they changed: by their own stamp, or by the person's. */
function unstamped(world: World, before: WorldDump, now: string): readonly unknown[] {
  const isStamped = (id: unknown): boolean => {
    const person = typeof id === "string" ? world.people.get(id) : undefined;
    return person === undefined || person.modified === now;
  };
  const isShown = ({ calendar }: Readonly<Record<string, unknown>>): boolean =>
    typeof calendar !== "string" ||
    world.calendars.get(calendar)?.schoolYear === world.view.activeYear;
  return changedRows(before, dumpWorld(world)).filter((row) => {
    if ("modified" in row) return row["modified"] !== now;
    const { person, contact } = row;
    return isShown(row) && !(isStamped(person) && isStamped(contact));
  });
}

/** The rows that were added or changed, and those without a stamp that are gone. */
function changedRows(before: WorldDump, after: WorldDump): readonly Action[] {
  return Object.entries(after).flatMap(([name, rows]) => {
    const old = new Map((before[name] ?? []).map((row) => [row.id, row]));
    const changed = rows.filter((row) => JSON.stringify(row) !== JSON.stringify(old.get(row.id)));
    const present = new Set(rows.map(({ id }) => id));
    const gone = [...old.values()].filter((row) => !present.has(row.id) && !("modified" in row));
    return [...changed, ...gone].map((row): Action => ({ ...row }));
  });
}
