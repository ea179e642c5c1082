import { describe, expect, it } from "vitest";
import type { World } from "../store/world.ts";
import { act } from "../testing/act.ts";
import { startTestMock } from "../testing/ask.ts";
import { enrollmentRow } from "../testing/rows.ts";
import { smallWorld } from "../testing/small-world.ts";

const settings = [{ name: "style.roleTypes", value: "service-type" }];

/** The roles of the person with a number as 1.2 shows them, such as `student lake primary`. */
async function rolesOf(world: World, number: string): Promise<readonly string[]> {
  const { all } = await startTestMock(world, { settings });
  const users = await all("1.2", "/users");
  const user = users.find(({ metadata }) => JSON.stringify(metadata).includes(`"${number}"`));
  const roles: unknown = user?.["roles"];
  if (!Array.isArray(roles)) return [];
  return roles.map(({ role, org, roleType }) => `${role} ${org.sourcedId} ${roleType}`);
}

describe("a role that is primary by the service type of Campus (facts A.5)", () => {
  it("is the new one alone after a transfer, while the old school is still sent (F27, F28)", async () => {
    const world = smallWorld();
    act(world, { action: "transfer-student", student: "1001", toSchool: "hill", how: "end" });

    expect(await rolesOf(world, "1001")).toEqual([
      "student hill primary",
      "student lake secondary",
    ]);
  });

  it("is the earliest of two primary enrollments at a time, whatever their ids (R108)", async () => {
    const world = smallWorld();
    const earlier = { startDate: "2026-08-01", calendar: "calendar1", grade: "08" };
    world.schoolEnrollments.put(
      enrollmentRow({ ...earlier, id: "z", person: "1001", school: "hill" }),
    );

    expect(await rolesOf(world, "1001")).toEqual([
      "student hill primary",
      "student lake secondary",
    ]);
  });

  it("is not that of a further school (service type S)", async () => {
    const world = smallWorld();
    act(world, { action: "enrol-at-school", student: "1001", school: "hill" });

    expect(await rolesOf(world, "1001")).toEqual([
      "student lake primary",
      "student hill secondary",
    ]);
  });

  it("is the place where the student is now, though another was the primary one before", async () => {
    const world = smallWorld();
    const lake = world.schoolEnrollments.get("e1001");
    if (lake !== undefined) world.schoolEnrollments.put({ ...lake, endDate: "2026-09-30" });
    act(world, { action: "enrol-at-school", student: "1001", school: "hill" });

    expect(await rolesOf(world, "1001")).toEqual([
      "student hill primary",
      "student lake secondary",
    ]);
  });

  it("goes by the order in each org for whoever is no student", async () => {
    expect(await rolesOf(smallWorld(), "3001")).toEqual([
      "guardian hill primary",
      "guardian lake primary",
    ]);
  });
});
