import { describe, expect, it } from "vitest";
import type { World } from "../../store/world.ts";
import { act } from "../../testing/act.ts";
import { startTestMock } from "../../testing/ask.ts";
import { personRow } from "../../testing/rows.ts";
import { smallWorld } from "../../testing/small-world.ts";

const settings = [{ name: "style.staffWords", value: "campus" }];

/** Staff at the lake, a counselor among them, an administrator of the district, and a proctor of an import. */
function staffedWorld(): World {
  const world = smallWorld();
  const add = (id: string, org: string, role: string): void => {
    const dates = { startDate: undefined, endDate: undefined };
    world.assignments.put({
      id: `${id}${role}`,
      person: id,
      org,
      role,
      ...dates,
      written: undefined,
    });
  };
  for (const id of ["2006", "2007"]) {
    world.people.put(personRow({ id, givenName: "Sam", familyName: id }));
  }
  add("2006", "lake", "counselor");
  add("2006", "lake", "aide");
  add("2007", "district", "districtAdministrator");
  world.people.put(
    personRow({ id: "import-1", idForm: "written", givenName: "Sam", familyName: "2008" }),
  );
  add("import-1", "lake", "proctor");
  return world;
}

async function wordsOf(world: World, familyName: string, parts = { settings }): Promise<unknown> {
  const { all } = await startTestMock(world, parts);
  const user = (await all("1.2", "/users")).find((one) => one["familyName"] === familyName);
  const roles: unknown = user?.["roles"];
  return Array.isArray(roles) ? roles.map(({ role }) => role) : roles;
}

describe("the words of Campus 1.2 for staff (facts A.5)", () => {
  it.each([
    ["Staff 2001", ["teacher", "guardian"]],
    ["Staff 2004", ["administrator"]],
    ["Staff 2005", ["aide"]],
    ["2006", ["aide"]],
    ["2007", ["administrator"]],
  ])("are those of 1.1 and aide: %s", async (familyName, words) => {
    expect(await wordsOf(staffedWorld(), familyName)).toEqual(words);
  });

  it("let someone be aide and administrator", async () => {
    const world = staffedWorld();
    act(world, { action: "change-role", user: "2005", role: "administrator", how: "add" });

    expect(await wordsOf(world, "Staff 2005")).toEqual(["administrator", "aide"]);
  });

  it("leave an import its own", async () => {
    expect(await wordsOf(staffedWorld(), "2008")).toEqual(["proctor"]);
  });

  it("are found under the paths of their kinds", async () => {
    const { all } = await startTestMock(staffedWorld(), {
      settings: [...settings, { name: "operations", value: "campus" }],
    });

    const names = (await all("1.2", "/administrators")).map((user) => user["familyName"]);
    expect(new Set(names)).toEqual(new Set(["2007", "Staff 2004", "Staff 2014"]));
  });

  it("are no other profile's", async () => {
    const parts = { settings: [] };

    expect(await wordsOf(staffedWorld(), "Staff 2004", parts)).toEqual(["siteAdministrator"]);
    expect(await wordsOf(staffedWorld(), "2006", parts)).toEqual(["aide", "counselor"]);
  });
});
