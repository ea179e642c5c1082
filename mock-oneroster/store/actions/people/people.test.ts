import { describe, expect, it } from "vitest";
import { act, actedAt } from "../../../testing/act.ts";
import { smallWorld } from "../../../testing/small-world.ts";
import { agentsOf, rolesOf } from "../../people.ts";
import type { World } from "../../world.ts";

function rolesAt(world: World, id: string): readonly string[] {
  const person = world.people.get(id);
  return person === undefined ? [] : rolesOf(world, person).map(({ role }) => role);
}

describe("rename-user", () => {
  it("changes what is said, takes away what is null, and leaves the rest (F33)", () => {
    const world = smallWorld();
    act(world, { action: "rename-user", user: "1001", preferredFirstName: "Jay" });

    act(world, { action: "rename-user", user: "1001", givenName: "Jan", preferredFirstName: null });

    const { givenName, familyName, preferredFirstName } = world.people.get("1001") ?? {};
    expect([givenName, familyName, preferredFirstName]).toEqual(["Jan", "Family 1001", undefined]);
  });

  it("takes usernames and addresses as they come: double, with spaces, or none (F16 to F19)", () => {
    const world = smallWorld();

    act(world, { action: "rename-user", user: "1001", username: "user 1002", email: null });
    act(world, { action: "rename-user", user: "1003", username: "user1002" });

    expect(world.people.get("1001")?.username).toBe("user 1002");
    expect(world.people.get("1001")?.email).toBeUndefined();
    expect(world.people.get("1003")?.username).toBe(world.people.get("1002")?.username);
  });

  it("disables an account, removes it, and makes a new one (F17, F40)", () => {
    const world = smallWorld();
    const account = (): unknown => {
      const { username, enabled } = world.people.get("1001") ?? {};
      return [username, enabled];
    };
    const change = { action: "rename-user", user: "1001" };

    act(world, { ...change, account: "disabled" });
    expect(account()).toEqual(["user1001", false]);
    act(world, { ...change, account: "removed" });
    expect(account()).toEqual([undefined, false]);
    expect(() => act(world, { ...change, account: "enabled" })).toThrow("has no account");
    act(world, { ...change, account: "enabled", username: "new" });
    expect(account()).toEqual(["new", true]);
    expect(() => act(world, { ...change, account: "removed", username: "x" })).toThrow(
      "an account that is removed has no username",
    );
  });
});

describe("merge-people", () => {
  it("makes the teacher and the guardian one person with both roles (F22, F25)", () => {
    const world = smallWorld();

    const counts = act(world, { action: "merge-people", keep: "t2002", gone: "g3001" });

    expect(counts).toEqual({ users: 2, enrollmentsMoved: 0, links: 2 });
    expect(world.people.has("3001")).toBe(false);
    expect(rolesAt(world, "2002")).toEqual(["teacher", "guardian", "guardian"]);
    expect(agentsOf(world, "1001").contacts).toContain("2002");
    for (const id of ["2002", "1001", "1011"]) {
      expect(world.people.get(id)?.modified).toBe(actedAt);
    }
  });

  it("gives seats, places and scores of a double student to the one that is kept, none twice", () => {
    const world = smallWorld();

    const counts = act(world, { action: "merge-people", keep: "1002", gone: "1001" });

    const seats = world.rosters.where("person", "1002");
    expect(counts).toEqual({ users: 2, enrollmentsMoved: 0, links: 2 });
    expect(seats.map(({ section }) => section)).toEqual(["60001", "60003"]);
    expect(world.schoolEnrollments.where("person", "1002")).toHaveLength(1);
    expect(world.results.get("score")?.student).toBe("1002");
    expect(agentsOf(world, "1002").contacts.toSorted()).toEqual(["2001", "3001", "3002"]);
    expect(world.rosters.where("person", "1001")).toEqual([]);
    expect(world.demographics.has("1001")).toBe(false);
  });

  it("moves seats that the other has not, and may leave a deleted record behind (F66)", () => {
    const world = smallWorld();
    const merge = { action: "merge-people", keep: "1004", gone: "1001", how: "tobedeleted" };

    const counts = act(world, merge);

    const seats = world.rosters.where("person", "1004").map(({ section }) => section);
    expect(counts["enrollmentsMoved"]).toBe(2);
    expect(seats.toSorted()).toEqual(["60001", "60003", "60011", "60013"]);
    expect(world.people.get("1001")?.status).toBe("tobedeleted");
    expect(rolesAt(world, "1001")).toEqual([]);
  });

  it("forgets the link between the two", () => {
    const world = smallWorld();

    act(world, { action: "merge-people", keep: "1002", gone: "2001" });

    expect(world.relationships.where("person", "1002")).toEqual([]);
    expect(world.relationships.where("contact", "1002")).toEqual([]);
  });

  it("needs two people", () => {
    const merge = { action: "merge-people", keep: "t2001", gone: "g2001" };

    expect(() => act(smallWorld(), merge)).toThrow('"g2001" is the one who is kept');
  });
});

describe("delete-user", () => {
  it("takes all that hangs on a person, and tells those who were linked", () => {
    const world = smallWorld();

    const counts = act(world, { action: "delete-user", user: "1001" });

    expect(counts).toEqual({ users: 1, enrollmentsDropped: 2 });
    for (const table of [world.rosters, world.schoolEnrollments, world.relationships]) {
      expect(table.where("person", "1001")).toEqual([]);
    }
    expect([world.people.has("1001"), world.demographics.has("1001")]).toEqual([false, false]);
    expect(world.results.where("student", "1001")).toEqual([]);
    expect(world.people.get("3001")?.modified).toBe(actedAt);
  });

  it("can leave enrollments that point at nobody (F62)", () => {
    const world = smallWorld();

    act(world, { action: "delete-user", user: "1001", enrollments: "stay" });

    expect(world.people.has("1001")).toBe(false);
    expect(world.rosters.where("person", "1001")).toHaveLength(2);
  });

  it("can mark the person and his enrollments instead (F66)", () => {
    const world = smallWorld();

    const counts = act(world, { action: "delete-user", user: "1001", how: "tobedeleted" });

    expect(counts).toEqual({ users: 1, enrollmentsMarked: 2 });
    const statuses = world.rosters.where("person", "1001").map(({ status }) => status);
    expect(statuses).toEqual(["tobedeleted", "tobedeleted"]);
    expect(world.people.get("1001")?.status).toBe("tobedeleted");
    expect(world.demographics.get("1001")?.status).toBe("tobedeleted");
    // The next one is first now.
    act(world, { action: "rename-user", user: "first", familyName: "Next" });
    expect(world.people.get("1002")?.familyName).toBe("Next");
  });
});
