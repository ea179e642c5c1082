import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateDistrict } from "../district/generate-district.ts";
import type { World } from "../store/world.ts";
import { startTestMock } from "../testing/ask.ts";
import { relationshipRow } from "../testing/rows.ts";
import { smallWorld } from "../testing/small-world.ts";
import type { WireRecord } from "./refs.ts";

interface Roster {
  readonly people: readonly string[];
  readonly links: readonly string[];
  readonly enrollments: readonly string[];
}

const number11 = (id: unknown): string => String(id).slice(1);

/** What 1.1 says, in person numbers: the ids without the letter of the role. */
async function roster11(world: World): Promise<Roster> {
  const { all } = await startTestMock(world);
  const users = await all("1.1", "/users");
  const numbers = new Map(users.map((user) => [user["sourcedId"], number11(user["sourcedId"])]));
  const number = (id: unknown): string => numbers.get(id) ?? "nobody";
  return {
    people: unique(
      users.map((user) => `${number11(user["sourcedId"])} ${String(user["givenName"])}`),
    ),
    links: unique(
      users.flatMap((user) =>
        refs(user["agents"]).map((agent) => `${number11(user["sourcedId"])} ${number(agent)}`),
      ),
    ),
    enrollments: unique(
      (await all("1.1", "/enrollments")).map((row) => enrollmentLine(row, number)),
    ),
  };
}

/** What 1.2 says, in person numbers: by the legacy id in the metadata. */
async function roster12(world: World): Promise<Roster> {
  const { all } = await startTestMock(world);
  const users = await all("1.2", "/users");
  const numbers = new Map(users.map((user) => [user["sourcedId"], legacyId(user)]));
  const number = (id: unknown): string => numbers.get(id) ?? "nobody";
  return {
    people: unique(users.map((user) => `${legacyId(user)} ${String(user["givenName"])}`)),
    links: unique(
      users.flatMap((user) =>
        refs(user["agents"]).map((agent) => `${legacyId(user)} ${number(agent)}`),
      ),
    ),
    enrollments: unique(
      (await all("1.2", "/enrollments")).map((row) => enrollmentLine(row, number)),
    ),
  };
}

describe("the two versions of one world", () => {
  it("agree on people, links and enrollments", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 4 }),
        async (seed, students, schools) => {
          const world = generateDistrict({ seed, students, schools, asOf: "2026-09-01" });
          expect(await roster12(world)).toEqual(await roster11(world));
        },
      ),
      { numRuns: 12 },
    );
  });

  it("agree in dirty districts, but for those without an account, whom 1.1 does not send", async () => {
    const accounts = { missingUsernames: 0, contactsWithoutAccount: 0 };
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 10, max: 60 }), async (seed, students) => {
        const dirt = { all: 0.3, ...accounts };
        const world = generateDistrict({ seed, students, schools: 3, asOf: "2026-09-01", dirt });
        expect(await roster12(world)).toEqual(await roster11(world));
      }),
      { numRuns: 8 },
    );
  });

  it("send whoever is guardian of one and relative of another at one school as both (F45)", async () => {
    const world = smallWorld();
    world.relationships.put(relationshipRow({ person: "1002", contact: "3003" }));
    const { all } = await startTestMock(world);

    expect(await roster12(world)).toEqual(await roster11(world));
    const records = (await all("1.1", "/users")).filter(
      (user) => number11(user["sourcedId"]) === "3003",
    );
    expect(records.map(({ sourcedId, role, orgs }) => [sourcedId, role, ...refs(orgs)])).toEqual([
      ["g3003", "guardian", "district"],
      ["r3003", "relative", "district"],
    ]);
    const person = (await all("1.2", "/users")).find((user) => legacyId(user) === "3003");
    expect(list(person?.["roles"])).toMatchObject([
      { role: "guardian", org: { sourcedId: "lake" }, roleType: "primary" },
      { role: "relative", org: { sourcedId: "lake" }, roleType: "secondary" },
    ]);
  });

  it("list in 1.1 as guardian and as relative those whom each word is about (F45)", async () => {
    const world = smallWorld();
    world.relationships.put(relationshipRow({ person: "1002", contact: "3003" }));
    const { all } = await startTestMock(world);
    const users = new Map((await all("1.1", "/users")).map((user) => [user["sourcedId"], user]));
    const related = (id: string): readonly string[] => {
      const metadata = users.get(id)?.["metadata"];
      return isRecord(metadata) ? refs(metadata["ic_relationships"]) : [];
    };

    for (const agentsOf of [(id: string) => refs(users.get(id)?.["agents"]), related]) {
      expect(agentsOf("g3003")).toEqual(["s1002"]);
      expect(agentsOf("r3003")).toEqual(["s1003"]);
      expect(agentsOf("s1002")).toContain("g3003");
      expect(agentsOf("s1003")).toEqual(["r3003"]);
    }
  });

  it("show guardians at the district in 1.1 and at their children's schools in 1.2", async () => {
    const world = generateDistrict({ seed: 1, students: 80, schools: 3, asOf: "2026-09-01" });
    const { all } = await startTestMock(world);
    const orgs = new Map((await all("1.1", "/orgs")).map((org) => [org["sourcedId"], org["type"]]));

    const old = (await all("1.1", "/users")).filter((user) => user["role"] === "guardian");
    const roles = (await all("1.2", "/users")).flatMap((user) => list(user["roles"]));
    const guardians = roles.filter((role) => role["role"] === "guardian");

    expect(
      unique(old.flatMap((user) => refs(user["orgs"])).map((id) => String(orgs.get(id)))),
    ).toEqual(["district"]);
    expect(
      unique(guardians.flatMap((role) => refs([role["org"]])).map((id) => String(orgs.get(id)))),
    ).toEqual(["school"]);
  });

  it("give each 1.2 user exactly one primary role in each org", async () => {
    const world = generateDistrict({ seed: 2, students: 200, schools: 4, asOf: "2026-09-01" });
    const { all } = await startTestMock(world);

    for (const user of await all("1.2", "/users")) {
      const roles = list(user["roles"]);
      const primaries = roles.filter((role) => role["roleType"] === "primary");
      const orgsOf = (some: readonly WireRecord[]): string[] =>
        some.flatMap((role) => refs([role["org"]]));
      expect(orgsOf(primaries).toSorted()).toEqual(unique(orgsOf(roles)));
    }
  });

  it("use one id for everything but people", async () => {
    const world = generateDistrict({ seed: 2, students: 30, schools: 2, asOf: "2026-09-01" });
    const { all } = await startTestMock(world);

    for (const path of ["/orgs", "/academicSessions", "/courses", "/classes", "/enrollments"]) {
      const [old, fresh] = [await all("1.1", path), await all("1.2", path)];
      expect(fresh.map((row) => row["sourcedId"])).toEqual(old.map((row) => row["sourcedId"]));
    }
  });
});

function enrollmentLine(row: WireRecord, number: (id: unknown) => string): string {
  const [user, section] = [refs([row["user"]])[0], refs([row["class"]])[0]];
  return [row["sourcedId"], number(user), section, row["role"], row["primary"]].join(" ");
}

function legacyId(user: WireRecord): string {
  const { metadata } = user;
  return isRecord(metadata) ? String(metadata["ic.legacySourcedId"]) : "";
}

function list(value: unknown): readonly WireRecord[] {
  return Array.isArray(value) ? value.filter((item) => isRecord(item)) : [];
}

function refs(value: unknown): string[] {
  return list(value).map((ref) => String(ref["sourcedId"]));
}

function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].toSorted();
}

function isRecord(value: unknown): value is WireRecord {
  return typeof value === "object" && value !== null;
}
