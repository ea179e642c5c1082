import type { World } from "../store/world.ts";
import { richWorld } from "./rich-world.ts";
import { personRow, relationshipRow, rosterRow, staffRow } from "./rows.ts";

/**
 * The rich world with what real districts have and CSV cannot hold: odd ids, line breaks, dangling references, words of
 * no vocabulary, deleted records, and people whom only one of the versions sends.
 */
export function hostileWorld(): World {
  const world = richWorld();
  world.setView({ require12Account: true });
  addPeople(world);
  addFamilies(world);
  addSeats(world);
  addOddFields(world);
  return world;
}

const written = { idForm: "written" } as const;

function addPeople(world: World): void {
  const frame = { startDate: undefined, endDate: undefined };
  world.people.put({
    ...personRow({ id: "x+1", givenName: "Ex", familyName: "Plus" }),
    ...written,
  });
  world.people.put({
    ...personRow({ id: "w-1", givenName: "Wil", familyName: "" }),
    ...written,
    middleName: "",
    grades: ["09", "1,2"],
    profiles: [{ profileId: "https://lms.example/w?1", profileType: "lms", vendorId: "v" }],
  });
  world.people.put({
    ...personRow({ id: "401", givenName: "Dis", familyName: "Abled" }),
    enabled: false,
  });
  world.people.put(personRow({ id: "402", givenName: "Both", familyName: "Ways" }));
  world.people.put(personRow({ id: "403", givenName: "With", familyName: "Drawn" }));
  const roles = [
    ["w-1", "teacher"],
    ["x+1", "teacher"],
    ["401", "teacher"],
    ["402", "aide"],
  ] as const;
  for (const [person, role] of roles) {
    const row = { ...frame, id: `${person}#000000`, person, org: "north", role };
    const profile = person === "w-1" ? { userProfile: "https://lms.example/w?1" } : undefined;
    world.assignments.put({ ...row, written: profile });
  }
}

function addFamilies(world: World): void {
  world.relationships.put(relationshipRow({ person: "101", contact: "402" }));
  world.relationships.put(relationshipRow({ person: "102", contact: "nobody" }));
}

function addSeats(world: World): void {
  const place = { section: "alg-1", school: "north" };
  world.rosters.put(rosterRow({ ...place, id: "r-x", person: "x+1" }));
  world.rosters.put(rosterRow({ ...place, id: "r-403", person: "403" }));
  world.rosters.put({
    ...rosterRow({ ...place, id: "r-gone", person: "101" }),
    status: "tobedeleted",
  });
  world.staff.put({
    ...staffRow({ ...place, id: "t-aide", person: "201", staffType: "T" }),
    role: "aide",
  });
}

function addOddFields(world: World): void {
  for (const org of world.orgs.values()) {
    if (org.id === "south") world.orgs.put({ ...org, name: "South\nHigh", status: "odd" });
    if (org.id === "d1") world.orgs.put({ ...org, identifier: undefined });
    if (org.id === "north") world.orgs.put({ ...org, modified: "2026-08-01T00:00:00Z" });
  }
  for (const row of world.demographics.values()) world.demographics.put({ ...row, sex: "n/a" });
  for (const item of world.lineItems.values()) {
    const sets = [["a"], ["b"]].map((ids) => ({ source: "case", learningObjectiveIds: ids }));
    world.lineItems.put({ ...item, dueDate: "2026-09-08T15:30:00.000Z", learningObjectives: sets });
  }
}
