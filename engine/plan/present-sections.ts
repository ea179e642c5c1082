import type { HeldSection } from "../mapping/lms-state.ts";
import type { GuardInput } from "./guard.ts";

/** A section of the LMS and the key of its course's building. */
export interface PlacedSection {
  readonly section: HeldSection;
  readonly building: string;
}

/** The synced sections in the grading periods that the terms of this sync are mapped to. */
export function* sectionsInUse({ current, resolved }: GuardInput): Generator<PlacedSection> {
  const titles = new Set(resolved.titleOf.values());
  const inUse = new Set(
    current.gradingPeriods.filter(({ title }) => titles.has(title)).map(({ id }) => id),
  );
  for (const section of current.sections.values()) {
    if (section.synced !== true) continue;
    if (!section.gradingPeriodIds.some((id) => inUse.has(id))) continue;
    yield { section, building: buildingOfCourse(current, section.courseCode) };
  }
}

/** The building key of a course of the LMS; empty when it has none. */
export function buildingOfCourse(current: GuardInput["current"], courseCode: string): string {
  return String(current.courses.get(courseCode)?.fields["building"] ?? "");
}

/** The schools that go to each building, by building key, sorted. */
export function schoolsOfBuildings({
  resolved,
}: Pick<GuardInput, "resolved">): ReadonlyMap<string, readonly string[]> {
  const schools = new Map<string, string[]>();
  for (const [school, building] of resolved.buildingOf) {
    const group = schools.get(building);
    if (group === undefined) schools.set(building, [school]);
    else group.push(school);
  }
  for (const group of schools.values()) group.sort();
  return schools;
}
