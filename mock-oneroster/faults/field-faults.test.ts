import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../core/random.ts";
import { createFaultyServer, rowsOf, users, type Row } from "./testing/list-server.ts";
import { wrongTypeOf } from "./wrong-type.ts";

async function harm(fault: unknown, path = "/users"): Promise<readonly Row[]> {
  return rowsOf(await createFaultyServer([fault], { rows: users(100) }).json(path));
}

/** The names of the fields by which two records differ. */
function differences(left: Row, right: Row): readonly string[] {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].filter((name) => JSON.stringify(left[name]) !== JSON.stringify(right[name]));
}

describe("field faults", () => {
  it("make named fields null, also within references and lists, and where they were absent", async () => {
    const fields = ["givenName", "course.sourcedId", "orgs.href", "email"];
    const [row] = await harm({ fault: "null-fields", fields });

    expect(row).toMatchObject({
      givenName: null,
      course: { sourcedId: null },
      orgs: [{ href: null, sourcedId: "o1" }],
      email: null,
    });
  });

  it("leave named fields out", async () => {
    const [row] = await harm({
      fault: "missing-fields",
      fields: ["sourcedId", "course.sourcedId"],
    });

    expect(row).not.toHaveProperty("sourcedId");
    expect(row).toHaveProperty("course", {});
  });

  it("write values in types that the standard does not have for them", async () => {
    const fields = ["enabledUser", "identifier", "grades", "orgs", "course", "age", "absent"];
    const rows = await harm({ fault: "wrong-types", fields });

    expect(rows[7]).toMatchObject({
      enabledUser: true,
      identifier: 7,
      grades: "09,10",
      orgs: "o1",
      course: "c1",
      age: "12",
    });
    expect(rows[7]).not.toHaveProperty("absent");
  });

  it.each(["null-fields", "missing-fields", "wrong-types"])(
    "harm one field of each row by seed, never the sourcedId: %s",
    async (fault) => {
      const changed = (await harm({ fault })).map((row, index) =>
        differences(row, users(100)[index] ?? {}),
      );

      expect(changed.filter((names) => names.length !== 1)).toEqual([]);
      expect(new Set(changed.flat()).size).toBeGreaterThan(3);
      expect(changed.flat()).not.toContain("sourcedId");
    },
  );

  it("harm that share of the rows, the same at every request and on any page", async () => {
    const fault = { fault: "null-fields", share: 0.3 };
    const rows = await harm(fault);
    const harmed = rows.filter((row) => Object.values(row).includes(null)).length;

    expect(harmed).toBeGreaterThan(15);
    expect(harmed).toBeLessThan(45);
    expect(await harm(fault, "/users?limit=9&offset=33")).toEqual(rows.slice(33, 42));
  });

  it("harm both copies of a doubled row alike", async () => {
    const server = createFaultyServer([
      { fault: "duplicate-rows", share: 1 },
      { fault: "wrong-types", fields: ["enabledUser"] },
    ]);
    const rows = rowsOf(await server.json("/users?limit=1"));

    expect(rows.map((row) => row["enabledUser"])).toEqual([true, true]);
  });

  it("harm single records too, and let errors be", async () => {
    const server = createFaultyServer([{ fault: "null-fields", fields: ["givenName"] }]);

    expect(await server.json("/users/u0")).toMatchObject({ user: { givenName: null } });
    expect((await server.ask("/nothing")).status).toBe(404);
  });

  it("have a wrong type for any value", () => {
    const typeOf = (value: unknown): string =>
      Array.isArray(value) ? "list" : value === null ? "null" : typeof value;
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeOf(wrongTypeOf(value, createRandom(1)))).not.toBe(typeOf(value));
      }),
    );
  });
});
