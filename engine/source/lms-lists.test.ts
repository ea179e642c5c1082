import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Role } from "../../contracts/lms/role.ts";
import { lmsOf } from "../testing/lms-server.ts";
import { readList, readLists } from "./lms-lists.ts";

const form = { key: "role", row: Role };
const roles = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    title: `r${index + 1}`,
    faculty: 0,
    role_type: 1,
  }));

interface Habits {
  readonly count: number;
  /** How many rows each page has, in turn; the last for all that follow. */
  readonly pageSizes: readonly number[];
  readonly tellsTotal: boolean;
}

/** A list with these habits: pages may be of any length, and from a start on one gets what that page holds. */
function listOf({ count, pageSizes, tellsTotal }: Habits) {
  const all = roles(count);
  const starts: number[] = [];
  const lms = lmsOf((_request, path) => {
    const start = Number(/start=(\d+)/.exec(path)?.[1]);
    const size = pageSizes[Math.min(starts.length, pageSizes.length - 1)] ?? 1;
    starts.push(start);
    const links = start + size < count ? { next: "https://elsewhere.test/" } : {};
    const total = tellsTotal ? { total: count } : {};
    return { body: { role: all.slice(start, start + size), links, ...total } };
  });
  return { ...lms, all, starts };
}

describe("readList", () => {
  it("asks for the pages after the first several at once when it knows how many there are", async () => {
    const { client, starts } = listOf({ count: 9, pageSizes: [2], tellsTotal: true });

    const rows = await readList({ client, atOnce: 3 }, { path: "/roles", form });

    expect(rows.map(({ id }) => Number(id))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(starts).toEqual([0, 2, 4, 6, 8]);
  });

  it("asks for one page after the other when it does not", async () => {
    const { client, starts } = listOf({ count: 5, pageSizes: [2], tellsTotal: false });

    await readList({ client, atOnce: 3 }, { path: "/roles?x=1", form });

    expect(starts).toEqual([0, 2, 4]);
  });

  it("reads the same rows however many requests are under way and however long pages are", async () => {
    const habits = fc.record({
      count: fc.nat({ max: 40 }),
      pageSizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      tellsTotal: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(habits, fc.integer({ min: 1, max: 9 }), async (habit, atOnce) => {
        const { client, all } = listOf(habit);

        const rows = await readList({ client, atOnce }, { path: "/roles", form });

        expect(rows.map(({ title }) => title)).toEqual(all.map(({ title }) => title));
      }),
    );
  });
});

describe("readLists", () => {
  it("hands over each list to its end, in order, with at most so many requests under way", async () => {
    const { client } = lmsOf((_request, path) => {
      const [, owner = 0, start = 0] = (/lists\/(\d+)\?start=(\d+)/.exec(path) ?? []).map(Number);
      const links = owner === 2 && start === 0 ? { next: "x" } : {};
      return { body: { role: roles(owner).slice(start, start + 2), links } };
    });
    const taken: (readonly [number, number])[] = [];

    await readLists(
      { client, atOnce: 2 },
      { paths: [1, 3, 2, 0, 2].map((owner) => `/lists/${owner}`), form },
      (rows, index) => taken.push([index, rows.length]),
    );

    expect(taken).toEqual([
      [0, 1],
      [1, 2],
      [2, 2],
      [3, 0],
      [4, 2],
    ]);
  });
});
