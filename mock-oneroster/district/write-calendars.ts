import { compareText } from "../store/compare-text.ts";
import type { Org, Stamped } from "../store/records.ts";
import type { World } from "../store/world.ts";
import { toCalendar, toSchoolYear } from "./calendar.ts";
import { categories, resources, scoreGroups } from "./gradebook.ts";
import type { Layout } from "./layout.ts";
import { toStructure, toTerms, toTrials } from "./structures.ts";

/** Writes what a district has before anybody is scheduled: orgs, calendars, terms and what grades are made of. */
export function writeCalendars(world: World, layout: Layout): void {
  const { year, frame, schools, district } = layout;
  const structures = layout.structures.flat();
  for (const org of byId(toOrgs(layout))) world.orgs.put(org);
  world.schoolYears.put(toSchoolYear(year, frame));
  for (const school of schools) world.calendars.put(toCalendar(school, year));
  for (const structure of structures) world.structures.put(toStructure(structure));
  for (const trial of structures.flatMap(toTrials)) world.trials.put(trial);
  const terms = structures.flatMap((structure) => toTerms(structure, year, frame));
  for (const term of byId(terms)) world.terms.put(term);
  for (const group of scoreGroups(frame, district.id)) world.scoreGroups.put(group);
  for (const category of categories(frame)) world.categories.put(category);
  for (const resource of resources(frame)) world.resources.put(resource);
}

function toOrgs({ schools, district, frame }: Layout): readonly Org[] {
  const top: Org = {
    ...district,
    ...frame,
    type: "district",
    identifier: "001",
    parent: undefined,
  };
  const below = schools.map(({ id, name, number }): Org => {
    return { id, name, ...frame, type: "school", identifier: number, parent: district.id };
  });
  return [top, ...below];
}

/** GUIDs come in no order, and ids of terms have several widths. */
function byId<Row extends Pick<Stamped, "id">>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => compareText(a.id, b.id));
}
