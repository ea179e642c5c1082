import { hasRole } from "./people.ts";
import { isSeatVisible, isSectionVisible, type World } from "./world.ts";

/** How many records the API would show, by collection. Holds no names. */
export function countWorld(world: World): Record<string, number> {
  const people = [...world.people.values()];
  const guardians = ["guardian", "parent", "relative"];
  return {
    orgs: world.orgs.size,
    schools: [...world.orgs.values()].filter((org) => org.type === "school").length,
    academicSessions: world.sessions.size,
    courses: world.courses.size,
    classes: [...world.sections.values()].filter((section) => isSectionVisible(world, section))
      .length,
    students: people.filter((person) => hasRole(person, "student")).length,
    teachers: people.filter((person) => hasRole(person, "teacher")).length,
    guardians: people.filter((person) => guardians.some((role) => hasRole(person, role))).length,
    people: people.length,
    enrollments: [...world.seats.values()].filter((seat) => isSeatVisible(world, seat)).length,
  };
}
