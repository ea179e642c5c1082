import { organizationKey } from "../../contracts/run/plan.ts";
import type { HeldGradingPeriod, HeldSection } from "../mapping/lms-state.ts";
import type { GuardInput } from "./guard.ts";

/** A section of the LMS and the key of its course's building. */
export interface PlacedSection {
  readonly section: HeldSection;
  readonly building: string;
  /** Whether no school goes to the building any more, and the SIS sends none of that id that could. */
  readonly isForsaken: boolean;
}

/**
 * The synced sections in the grading periods that the terms of this sync are mapped to. In a building that is forsaken, for
 * whose terms nobody speaks any more, they are those of the same time.
 */
export function* sectionsInUse(input: GuardInput): Generator<PlacedSection> {
  const { current, desired } = input;
  const mapped = schoolsOfBuildings(input);
  const titles = new Set(input.resolved.titleOf.values());
  const inUse = idsOfPeriods(current, ({ title }) => titles.has(title));
  const sameTime = idsOfPeriods(current, spanOf(desired));
  for (const section of current.sections.values()) {
    if (section.synced !== true) continue;
    const building = buildingOfCourse(current, section.courseCode);
    const isForsaken =
      building !== "" &&
      building !== organizationKey &&
      !mapped.has(building) &&
      !desired.schoolNames.has(building);
    const wanted = isForsaken ? sameTime : inUse;
    if (section.gradingPeriodIds.some((id) => wanted.has(id))) {
      yield { section, building, isForsaken };
    }
  }
}

function idsOfPeriods(
  current: GuardInput["current"],
  isWanted: (period: HeldGradingPeriod) => boolean,
): ReadonlySet<string> {
  return new Set(current.gradingPeriods.filter(isWanted).map(({ id }) => id));
}

/** Whether a grading period overlaps the time of those that this sync is about. */
function spanOf({ gradingPeriods }: GuardInput["desired"]): (period: HeldGradingPeriod) => boolean {
  const all = [...gradingPeriods.values()];
  const [first] = all.map(({ startDate }) => startDate).toSorted();
  const last = all
    .map(({ endDate }) => endDate)
    .toSorted()
    .at(-1);
  if (first === undefined || last === undefined) return () => false;
  return ({ startDate, endDate }) => startDate <= last && endDate >= first;
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
