import { describe, expect, it } from "vitest";
import { createFaultyServer, rowsOf, users, type Row } from "./testing/list-server.ts";

const manyPlaces = users(30).map((user) => ({
  ...user,
  orgs: ["o1", "o2", "o3"].map((sourcedId) => ({ sourcedId, type: "org" })),
  roles: ["o1", "o2"].map((org) => ({ role: "student", org, roleType: `type at ${org}` })),
}));

/** The records of a page as two days show it. */
async function twoDays(fault: unknown): Promise<readonly [readonly Row[], readonly Row[]]> {
  const server = createFaultyServer([fault], { rows: manyPlaces });
  const ask = async (): Promise<readonly Row[]> => rowsOf(await server.json("/users?limit=30"));
  return [await ask(), await ask()];
}

const orders = (rows: readonly Row[], field: string): readonly string[] =>
  rows.map((row) => JSON.stringify(row[field]));

describe("shuffled-lists", () => {
  it("puts the orgs and the roles of users in another order from day to day (F28)", async () => {
    const [one, other] = await twoDays({ fault: "shuffled-lists" });

    for (const field of ["orgs", "roles"]) {
      expect(new Set(orders(one, field)).size).toBeGreaterThan(1);
      expect(orders(one, field)).not.toEqual(orders(other, field));
    }
  });

  it("changes nothing but the order", async () => {
    const [one] = await twoDays({ fault: "shuffled-lists" });

    for (const [index, row] of one.entries()) {
      const { orgs, roles, ...rest } = manyPlaces[index] ?? {};
      expect(row).toMatchObject(rest);
      expect(row["orgs"]).toEqual(expect.arrayContaining(orgs ?? []));
      expect(row["roles"]).toEqual(expect.arrayContaining(roles ?? []));
    }
  });

  it("hits the named lists of a part of the rows, the same part every time", async () => {
    const fault = { fault: "shuffled-lists", fields: ["orgs"], share: 0.3 };
    const [one, other] = await twoDays(fault);
    const still = JSON.stringify(manyPlaces[0]?.orgs);
    const moved = [one, other].map((rows) => orders(rows, "orgs").filter((text) => text !== still));

    expect(Math.max(...moved.map(({ length }) => length))).toBeLessThan(20);
    expect(Math.min(...moved.map(({ length }) => length))).toBeGreaterThan(0);
    expect(orders(one, "roles")).toEqual(orders(other, "roles"));
  });
});
