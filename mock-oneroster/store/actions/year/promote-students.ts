import { hashText } from "../../../../core/random.ts";
import type { SchoolEnrollment, Term } from "../../records.ts";
import type { World } from "../../world.ts";
import { deriveId } from "../derive-id.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";
import { gradeNextYear } from "./next-year.ts";

/**
 * Gives the students who are there when the year ends a place in the next one, a grade higher: at their school, or
 * at one that has that grade. Who is through with the last grade gets none. Nothing of it is shown before the year
 * is active, so that nobody's record is stamped.
 *
 * @param rolled this year's calendars to those of the next
 */
export function promoteStudents(
  { world }: ActionScene,
  rolled: ReadonlyMap<string, string>,
): { readonly promoted: number; readonly graduated: number } {
  const { rows } = world.schoolEnrollments;
  const ends = new Map(Array.from(rolled.keys(), (id) => [id, datesOf(world, id).last]));
  const offers = Array.from(rolled.values(), (id) => offerOf(world, id));
  const count = { promoted: 0, graduated: 0 };
  // The table grows meanwhile: the new places are not looked at.
  const { end } = rows;
  for (let row = 0; row < end; row += 1) {
    if (!rows.isLive(row)) continue;
    const place = rows.at(row);
    const { calendar, noShow } = place;
    if (noShow || calendar === undefined || !rolled.has(calendar)) continue;
    if (!isThereOn(place, ends.get(calendar))) continue;
    const next = nextPlace(place, offers);
    if (next !== undefined) {
      world.schoolEnrollments.put(promotedPlace(world, place, next));
      count.promoted += 1;
    } else if (place.serviceType === "P") count.graduated += 1;
  }
  return count;
}

function isThereOn({ endDate }: SchoolEnrollment, day: string | undefined): boolean {
  return endDate === undefined || day === undefined || endDate >= day;
}

/** A calendar of the next year, and the grades that its courses are for. */
interface Offer {
  readonly calendar: string;
  readonly school: string;
  readonly grades: ReadonlySet<string>;
  readonly firstDay: string | undefined;
}

function offerOf(world: World, calendar: string): Offer {
  const courses = rowsOf(world.courses, "calendar", calendar);
  return {
    calendar,
    school: world.calendars.get(calendar)?.school ?? "",
    grades: new Set(courses.flatMap(({ grades }) => grades)),
    firstDay: datesOf(world, calendar).first,
  };
}

interface NextPlace {
  readonly offer: Offer;
  readonly grade: string | undefined;
}

/** A place at a second school is not looked for elsewhere when the grade is not taught there. */
function nextPlace(place: SchoolEnrollment, offers: readonly Offer[]): NextPlace | undefined {
  const grade = place.grade === undefined ? undefined : gradeNextYear(place.grade);
  if (place.grade !== undefined && grade === undefined) return undefined;
  const fitting = offers.filter(
    ({ grades }) => grade === undefined || grades.size === 0 || grades.has(grade),
  );
  const own = fitting.find(({ school }) => school === place.school);
  if (own !== undefined) return { offer: own, grade };
  const others = place.serviceType === "P" ? fitting : [];
  const offer = others[hashText(place.person) % Math.max(1, others.length)];
  return offer && { offer, grade };
}

function promotedPlace(
  world: World,
  place: SchoolEnrollment,
  { offer, grade }: NextPlace,
): SchoolEnrollment {
  const { school, calendar, firstDay } = offer;
  const words = ["school-enrollment", place.id, calendar];
  const id = deriveId(words, (digits) => world.schoolEnrollments.has(digits));
  const dates = { startDate: firstDay, endDate: undefined };
  return { ...place, id, calendar, school, grade, ...dates, written: undefined };
}

function datesOf(
  world: World,
  calendar: string,
): { readonly first: string | undefined; readonly last: string | undefined } {
  const terms = rowsOf(world.structures, "calendar", calendar).flatMap(({ id }): readonly Term[] =>
    rowsOf(world.terms, "structure", id),
  );
  return {
    first: terms.map(({ startDate }) => startDate).toSorted()[0],
    last: terms
      .map(({ endDate }) => endDate)
      .toSorted()
      .at(-1),
  };
}
