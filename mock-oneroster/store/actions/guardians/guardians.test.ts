import { describe, expect, it } from "vitest";
import { act, actedAt } from "../../../testing/act.ts";
import { smallWorld } from "../../../testing/small-world.ts";
import { agentsOf, rolesOf } from "../../people.ts";
import type { World } from "../../world.ts";

function rolesAt(world: World, id: string): readonly unknown[] {
  const person = world.people.get(id);
  return person === undefined ? [] : rolesOf(world, person).map(({ role, org }) => [role, org]);
}

function newestPerson(world: World): string {
  return [...world.people.values()].at(-1)?.id ?? "";
}

describe("guardians", () => {
  it("are added behind those whom the student has, at his school, and both sides change (F43)", () => {
    const world = smallWorld();
    const ana = { givenName: "Ana", familyName: "Berg", phone: "555-0100", relationship: "Aunt" };

    const counts = act(world, { action: "add-guardian", student: "1001", ...ana });

    const id = newestPerson(world);
    expect(counts).toEqual({ users: 1, links: 1 });
    expect(agentsOf(world, "1001").contacts).toEqual(["3001", "3002", id]);
    expect(agentsOf(world, id).students).toEqual(["1001"]);
    expect(rolesAt(world, id)).toEqual([["guardian", "lake"]]);
    expect(world.people.get("1001")?.modified).toBe(actedAt);
    expect(world.people.get(id)?.phone).toBe("555-0100");
  });

  it("with an id as written have their role written down too", () => {
    const world = smallWorld();
    const ana = { givenName: "Ana", familyName: "Berg", sourcedId: "ana-1", guardian: false };

    act(world, { action: "add-guardian", student: "1001", ...ana });

    expect(rolesAt(world, "ana-1")).toEqual([["relative", "lake"]]);
  });

  it("may be someone who is there, such as a teacher (F22), but only once and not oneself", () => {
    const world = smallWorld();
    const link = { action: "link-guardian", student: "1001" };

    expect(act(world, { ...link, user: "t2002" })).toEqual({ links: 1 });

    expect(rolesAt(world, "2002")).toEqual([
      ["teacher", "lake"],
      ["guardian", "lake"],
    ]);
    expect(() => act(world, { ...link, user: "t2002" })).toThrow("is a contact of");
    expect(() => act(world, { ...link, user: "s1001" })).toThrow('"s1001" is the student');
  });

  it("become relatives without rights, and are not sent without the portal (F44, F45)", () => {
    const world = smallWorld();
    const change = { action: "change-guardian-link", student: "1001", user: "g3002" };

    act(world, { ...change, guardian: false, relationship: "Uncle" });
    expect(rolesAt(world, "3002")).toEqual([["relative", "lake"]]);
    act(world, { ...change, portal: false });
    expect(rolesAt(world, "3002")).toEqual([]);
    expect(agentsOf(world, "1001").contacts).toEqual(["3001"]);
    expect(world.relationships.get("r1001-3002")?.type).toBe("Uncle");
    expect(world.people.get("3002")?.modified).toBe(actedAt);
  });

  it("may be listed by one side only (F43)", () => {
    const world = smallWorld();
    const change = { action: "change-guardian-link", student: "1001", user: "first" };

    act(world, { ...change, listedBy: "guardian" });

    expect(agentsOf(world, "1001").contacts).toEqual(["3002"]);
    expect(agentsOf(world, "3001").students).toEqual(["1001", "1011"]);
  });

  it("lose one child and keep the other (F46)", () => {
    const world = smallWorld();

    act(world, { action: "unlink-guardian", student: "1001", user: "first" });

    expect(agentsOf(world, "3001").students).toEqual(["1011"]);
    expect(rolesAt(world, "3001")).toEqual([["guardian", "hill"]]);
    expect(world.people.get("3001")?.modified).toBe(actedAt);
    expect(() => act(world, { action: "unlink-guardian", student: "1001", user: "g3001" })).toThrow(
      'there is no contact of "1001" "g3001" (1 to choose from',
    );
  });
});
