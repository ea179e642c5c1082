import { createWorld, type World } from "../store/world.ts";
import { planLayout } from "./layout.ts";
import type { DistrictOptions } from "./options.ts";
import { seatStudents } from "./seating.ts";
import { writeCalendars } from "./write-calendars.ts";
import { writePeople } from "./write-people.ts";
import { writeSchedules } from "./write-schedules.ts";

/**
 * Makes a district: schools with calendars and schedules, students with their families, and staff.
 *
 * The same options give the same world, byte for byte, on any machine. Each person is drawn by number, so
 * that none depends on who was drawn before; rows come in the order of their ids, so that no table has to
 * sort. Throws a DistrictError on impossible sizes, shares and days.
 */
export function generateDistrict(options: DistrictOptions): World {
  const layout = planLayout(options);
  const world = createWorld();
  writeCalendars(world, layout);
  const staff = writeSchedules(world, layout, seatStudents(layout));
  writePeople(world, layout, staff);
  world.setView({ activeYear: String(layout.year.endYear) });
  return world;
}
