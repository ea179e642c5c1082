import type { Calendar, SchoolYear, Stamped } from "../store/records.ts";
import { addDays } from "./days.ts";
import { DistrictError } from "./district-error.ts";
import type { SchoolPlan } from "./plan-schools.ts";

/** What every row of a new district says of itself. */
export type Frame = Omit<Stamped, "id">;

/** The school year that a day falls in. A new one begins on the first of July. */
export interface YearPlan {
  readonly id: string;
  /** The calendar year in which it ends, as OneRoster names it. */
  readonly endYear: number;
  readonly startDate: string;
  readonly endDate: string;
}

/** Between these, all days of people and of later school years have years of four digits. */
const [firstDay, lastDay] = ["1900-01-01", "9899-12-31"];

/** Finds the school year of a day written `YYYY-MM-DD`. */
export function schoolYearOf(asOf: string): YearPlan {
  if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(asOf) || addDays(asOf, 0) !== asOf) {
    throw new DistrictError(`asOf must be a day written YYYY-MM-DD, not "${asOf}".`);
  }
  if (asOf < firstDay || asOf > lastDay) {
    throw new DistrictError(
      `A district can be looked at from ${firstDay} to ${lastDay}, not on ${asOf}.`,
    );
  }
  const endYear = Number(asOf.slice(0, 4)) + (asOf.slice(5, 7) >= "07" ? 1 : 0);
  return {
    id: `${endYear - 1}${endYear}`,
    endYear,
    startDate: `${endYear - 1}-08-17`,
    endDate: `${endYear}-06-05`,
  };
}

/** The key of a school's calendar of the year. */
export function calendarId(school: SchoolPlan, year: YearPlan): string {
  return `${school.number}${year.endYear}`;
}

/** The session that stands for the school year of the whole district. */
export function toSchoolYear(year: YearPlan, frame: Frame): SchoolYear {
  const { id, endYear, startDate, endDate } = year;
  const title = `${endYear - 1}-${endYear}`;
  const schoolYear = String(endYear);
  return {
    id,
    ...frame,
    title,
    type: "schoolYear",
    startDate,
    endDate,
    schoolYear,
    parent: undefined,
  };
}

/** The school's calendar of the year. */
export function toCalendar(school: SchoolPlan, year: YearPlan): Calendar {
  const name = `${year.endYear - 1}-${year.endYear} ${school.name}`;
  return {
    id: calendarId(school, year),
    school: school.id,
    schoolYear: String(year.endYear),
    name,
  };
}
