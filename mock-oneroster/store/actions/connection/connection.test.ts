import { describe, expect, it } from "vitest";
import { act } from "../../../testing/act.ts";
import { dumpWorld } from "../../../testing/dump-world.ts";
import { smallWorld } from "../../../testing/small-world.ts";
import { countWorld } from "../../count-world.ts";
import { idPolicyDefault } from "../../world.ts";

describe("the connection", () => {
  it("sees the schools that it is narrowed to, and all again, and no record changes (F67)", () => {
    const world = smallWorld();
    const tables = dumpWorld(world);
    const before = countWorld(world);

    const counts = act(world, { action: "narrow-connection", schools: ["first"] });

    expect(counts).toEqual({ schools: 1 });
    expect(countWorld(world)).toMatchObject({ schools: 1, classes: 6, students: 6 });
    expect(act(world, { action: "narrow-connection" })).toEqual({ schools: 2 });
    expect(countWorld(world)).toEqual(before);
    expect(dumpWorld(world)).toEqual(tables);
  });

  it("does not keep people from working on a school that it cannot see", () => {
    const world = smallWorld();
    act(world, { action: "narrow-connection", schools: ["hill"] });

    act(world, { action: "transfer-student", student: "1011", toSchool: "lake" });
    act(world, { action: "leave-section", student: "first", section: "first" });

    expect(world.rosters.where("person", "1011")[0]?.school).toBe("lake");
    expect(world.rosters.where("person", "1001")).toHaveLength(1);
  });

  it("names a school that does not exist", () => {
    const action = { action: "narrow-connection", schools: ["first", "nowhere"] };

    expect(() => act(smallWorld(), action)).toThrow('no school "nowhere" (2 to choose from');
  });

  it("may see the sections of every trial, which are twins then (F04)", () => {
    const world = smallWorld();
    act(world, { action: "create-trial", name: "B" });

    act(world, { action: "set-trials-exposed", trials: "all" });
    expect(countWorld(world)["classes"]).toBe(24);
    act(world, { action: "set-trials-exposed", trials: "activeOnly" });

    expect(countWorld(world)["classes"]).toBe(12);
  });

  it("has an id policy by class, and a rule about accounts", () => {
    const world = smallWorld();

    act(world, { action: "set-id-policy", class: "newGuid" });
    act(world, { action: "set-account-rule", require12Account: true });

    expect(world.view.idPolicy).toEqual({ ...idPolicyDefault, class: "newGuid" });
    expect(world.view.require12Account).toBe(true);
  });
});
