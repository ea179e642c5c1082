import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFaultyServer, users } from "./testing/list-server.ts";

const all = users(200).map((user) => user["sourcedId"]);

async function pull(fault: unknown, limit: number): Promise<readonly unknown[]> {
  const server = createFaultyServer([fault], { rows: users(200) });
  const seen: unknown[] = [];
  for (let offset = 0; offset < 200; offset += limit) {
    seen.push(...(await server.ids(`/users?limit=${limit}&offset=${offset}`)));
  }
  return seen;
}

describe("missing-rows", () => {
  it("leaves out about that share, the same rows on pages of any size, and keeps the total", async () => {
    const fault = { fault: "missing-rows", share: 0.2 };
    const left = await pull(fault, 100);
    const response = await createFaultyServer([fault], { rows: users(200) }).ask("/users");

    expect(left.length).toBeGreaterThan(130);
    expect(left.length).toBeLessThan(190);
    expect(await pull(fault, 7)).toEqual(left);
    expect(response.headers.get("X-Total-Count")).toBe("200");
  });

  it("leaves out the rows that are named", async () => {
    const fault = { fault: "missing-rows", sourcedIds: ["u3", "u199"] };

    expect(await pull(fault, 50)).toEqual(all.filter((id) => id !== "u3" && id !== "u199"));
  });
});

describe("duplicate-rows", () => {
  it("sends rows twice, the same ones on pages of any size, and loses none", async () => {
    const fault = { fault: "duplicate-rows", share: 0.2 };
    const seen = await pull(fault, 100);

    expect(seen.length).toBeGreaterThan(210);
    expect([...new Set(seen)]).toEqual(all);
    expect(await pull(fault, 7)).toEqual(seen);
  });
});

describe("empty-page", () => {
  it("sends no rows although it counts them", async () => {
    const response = await createFaultyServer([{ fault: "empty-page" }]).ask("/users");

    expect(response.headers.get("X-Total-Count")).toBe("10");
    expect(await response.json()).toEqual({ users: [] });
  });
});

describe("unstable-order", () => {
  it("shuffles within the page, another way at each request", async () => {
    const server = createFaultyServer([{ fault: "unstable-order", reach: 0 }], {
      rows: users(50),
    });
    const first = await server.ids("/users?limit=50");
    const second = await server.ids("/users?limit=50");

    expect(new Set(first)).toEqual(new Set(users(50).map((user) => user["sourcedId"])));
    expect(first).not.toEqual(second);
  });

  it("mixes rows of the pages beside in, so that a whole pull skips some and doubles others", async () => {
    const seen = await pull({ fault: "unstable-order", reach: 20 }, 20);

    expect(seen).toHaveLength(200);
    expect(new Set(seen).size).toBeLessThan(200);
  });

  it("moves no row further than its reach, and keeps the page's own length, total and links", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(15),
        async (offset, limit, reach) => {
          const path = `/users?limit=${limit}&offset=${offset}`;
          const plain = createFaultyServer([], { rows: users(50) });
          const harmed = createFaultyServer([{ fault: "unstable-order", reach }], {
            rows: users(50),
          });
          const expected = await plain.ask(path);
          const response = await harmed.ask(path);
          const near = new Set(
            users(50)
              .slice(Math.max(0, offset - reach), offset + limit + reach)
              .map((user) => user["sourcedId"]),
          );
          const ids = await harmed.ids(path);

          expect([...response.headers]).toEqual([...expected.headers]);
          expect(ids).toHaveLength((await plain.ids(path)).length);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.filter((id) => !near.has(id))).toEqual([]);
        },
      ),
    );
  });
});

describe("single-object", () => {
  it("sends an object for a page of one record, and lets longer pages be", async () => {
    const server = createFaultyServer([{ fault: "single-object" }]);

    expect(await server.json("/users?limit=1")).toMatchObject({ users: { sourcedId: "u0" } });
    expect(await server.ids("/users?limit=2")).toEqual(["u0", "u1"]);
    expect(await server.json("/users?offset=99")).toEqual({ users: [] });
  });

  it("sends the first record of any page when always", async () => {
    const server = createFaultyServer([{ fault: "single-object", when: "always" }]);

    expect(await server.json("/users?offset=4")).toMatchObject({ users: { sourcedId: "u4" } });
    expect(await server.json("/users?offset=99")).toEqual({ users: [] });
  });
});

describe("totals", () => {
  it.each([
    [{ by: 5 }, "15"],
    [{ by: -50 }, "0"],
    [{ total: 7 }, "7"],
    [{ total: "page-size" }, "3"],
    [{}, "11"],
  ])("are wrong as told: %j", async (how, expected) => {
    const server = createFaultyServer([{ fault: "wrong-total", ...how }]);
    const response = await server.ask("/users?limit=3");

    expect(response.headers.get("X-Total-Count")).toBe(expected);
    expect(response.headers.get("Link")).toContain('rel="next"');
  });

  it("are not looked for in single records", async () => {
    const server = createFaultyServer([{ fault: "wrong-total" }, { fault: "missing-total" }]);
    await server.ask("/users/u0");

    expect(server.board.list()).toMatchObject([{ hits: 0 }, { hits: 0 }]);
  });

  it.each([
    ["both", false, false],
    ["total", false, true],
    ["link", true, false],
  ])("are missing as told: %s", async (without, hasTotal, hasLink) => {
    const server = createFaultyServer([{ fault: "missing-total", without }]);
    const { headers } = await server.ask("/users?limit=3");

    expect([headers.has("X-Total-Count"), headers.has("Link")]).toEqual([hasTotal, hasLink]);
  });
});
