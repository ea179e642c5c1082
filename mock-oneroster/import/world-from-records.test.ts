import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentsOf } from "../store/people.ts";
import type { World } from "../store/world.ts";
import { classesOf, cleanRecords } from "../testing/clean-records.ts";
import { dumpWorld } from "../testing/dump-world.ts";
import { writtenRecord } from "../testing/written-record.ts";
import { worldFromRecords } from "./world-from-records.ts";

const modified = "2026-09-01T00:00:00.000Z";

/** A user in one line: `role id > agents`. */
function user(line: string): Readonly<Record<string, unknown>> {
  const [head = "", agents = ""] = line.split(">");
  const [role, sourcedId] = head.trim().split(" ");
  const ids = agents.split(",").map((id) => id.trim());
  return {
    sourcedId,
    role,
    orgs: [{ sourcedId: "s" }],
    agents: ids.filter((id) => id !== "").map((id) => ({ sourcedId: id })),
  };
}

async function worldOf(...lines: readonly string[]): Promise<World> {
  return (await worldFromRecords("1.1", { user: lines.map(user) }, modified)).world;
}

/** Relationships in one line each: `student - contact (shown on) [relative]`. */
function links(world: World): readonly string[] {
  return Array.from(world.relationships.values(), ({ person, contact, shownOn, guardian }) => {
    return `${person} - ${contact} (${shownOn})${guardian ? "" : " relative"}`;
  }).toSorted();
}

describe("a world of records", () => {
  it("gives every record of every class back", async () => {
    const sets = fc.constantFrom("1.1" as const, "1.2" as const).chain((version) =>
      fc
        .tuple(
          ...classesOf(version).map((className) =>
            fc
              .uniqueArray(cleanRecords(version, className), {
                maxLength: 3,
                selector: ({ sourcedId }) => sourcedId,
              })
              .map((records) => ({ className, records })),
          ),
        )
        .map((classes) => ({ version, classes })),
    );
    await fc.assert(
      fc.asyncProperty(sets, async ({ version, classes }) => {
        const entries = classes.map(({ className, records }) => [className, records] as const);

        const { world, losses } = await worldFromRecords(
          version,
          Object.fromEntries(entries),
          modified,
        );

        expect(losses).toEqual([]);
        for (const { className, records } of classes) {
          for (const record of records) {
            const id = String(record["sourcedId"]);
            const back = writtenRecord(world, { version, className, id });
            expect({ ...back, agents: undefined }).toEqual({ ...record, agents: undefined });
            expect(agentIds(back)).toEqual(agentIds(record));
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it("is the same from records that come one by one", async () => {
    async function* slowly(): AsyncGenerator {
      for (const line of ["student a > g", "guardian g > a"])
        yield await Promise.resolve(user(line));
    }

    const { world } = await worldFromRecords("1.1", { user: slowly() }, modified);

    expect(dumpWorld(world)).toEqual(dumpWorld(await worldOf("student a > g", "guardian g > a")));
  });

  it("shows every year and changes no id", async () => {
    const { world } = await worldFromRecords("1.2", {}, modified);

    expect(world.view.activeYear).toBe("");
    expect(new Set(Object.values(world.view.idPolicy))).toEqual(new Set(["same"]));
  });

  it("tallies what could not be kept", async () => {
    const org = [{ sourcedId: "a", name: null }, { sourcedId: "b", name: null }, 7];

    const { losses } = await worldFromRecords("1.1", { org }, modified);

    expect(losses).toContainEqual({ className: "org", code: "null", field: "name", count: 2 });
    expect(losses).toContainEqual({ className: "org", code: "not-a-record", field: "", count: 1 });
  });
});

describe("agents", () => {
  it("are one relationship when both list each other, in whatever order they come", async () => {
    const lines = ["student a > g, h", "guardian g > a", "guardian h > a"];
    const expected = ["a - g (both)", "a - h (both)"];

    expect(links(await worldOf(...lines))).toEqual(expected);
    expect(links(await worldOf(...lines.toReversed()))).toEqual(expected);
  });

  it("stay one-sided when only one lists the other (F43)", async () => {
    const world = await worldOf("student a > g", "guardian g", "guardian h > a, nobody");

    expect(links(world)).toEqual(["a - g (person)", "a - h (contact)", "nobody - h (contact)"]);
    expect(agentsOf(world, "g")).toEqual({ contacts: [], students: [] });
    expect(agentsOf(world, "h").students).toEqual(["a", "nobody"]);
  });

  it("have the student as the person, else whoever lists the other first", async () => {
    expect(
      links(await worldOf("teacher t > a", "student a", "student b > a", "teacher v > t")),
    ).toEqual(["a - t (contact)", "b - a (person)", "v - t (person)"]);
  });

  it("are relatives without a guardian's rights when that is all they are", async () => {
    const world = await worldOf("student a > r, g", "relative r > a", "guardian g > a");

    expect(links(world)).toEqual(["a - g (both)", "a - r (both) relative"]);
  });

  it("keep the order in which the student lists them", async () => {
    const world = await worldOf("guardian g > a", "student a > z, g, b", "guardian z > a");

    expect(agentsOf(world, "a").contacts).toEqual(["z", "g", "b"]);
  });

  it("may be oneself", async () => {
    const world = await worldOf("student a > a");

    expect(agentsOf(world, "a")).toEqual({ contacts: ["a"], students: [] });
  });

  it("are let go when the last record of a user does not list them any more", async () => {
    const world = await worldOf("student a > g, h, i", "guardian g > a", "student a > h");

    expect(links(world)).toEqual(["a - g (contact)", "a - h (person)"]);
  });
});

function agentIds(record: Readonly<Record<string, unknown>>): readonly string[] {
  const { agents } = record;
  if (!Array.isArray(agents)) return [];
  return agents.map((agent) => JSON.stringify(agent)).toSorted();
}
