import type { DistrictPreset, DistrictShape } from "../../contracts/run/district.ts";
import { DistrictError } from "./district-error.ts";

/** How large a generated district is, and how its semesters are scheduled. */
export interface DistrictSize {
  readonly students: number;
  readonly schools: number;
  readonly semesters: "together" | "apart";
}

/**
 * The ready-made sizes. `huge` has about 1,000,000 enrollments; `vast` has 1,000,000 users in all and about
 * 8,000,000 enrollments.
 */
export const districtPresets = {
  tiny: { students: 12, schools: 1, semesters: "together" },
  small: { students: 500, schools: 2, semesters: "together" },
  medium: { students: 5_000, schools: 6, semesters: "together" },
  large: { students: 30_000, schools: 30, semesters: "together" },
  huge: { students: 100_000, schools: 110, semesters: "together" },
  vast: { students: 445_000, schools: 480, semesters: "apart" },
} as const satisfies Record<DistrictPreset, DistrictSize>;

/** What to generate. The same options give the same bytes on any machine and in any time zone. */
export interface DistrictOptions extends DistrictShape {
  readonly seed: number | string;
  /** The day on which the district is looked at, `YYYY-MM-DD`: decides the school year. */
  readonly asOf: string;
}

/** The most students, so that their numbers keep one width. */
export const studentsMax = 999_999;
/** The most schools, so that their numbers have three digits. */
export const schoolsMax = 899;
/** The most students of a school on average, so that the sections of a course can be counted with three digits. */
export const studentsPerSchoolMax = 10_000;

/** Decides the size: the preset, `small` when there is none, with what was said beside it. */
export function sizeOf(options: DistrictOptions): DistrictSize {
  const preset = districtPresets[options.preset ?? "small"];
  const students = options.students ?? preset.students;
  const schools =
    options.schools ?? (options.students === undefined ? preset.schools : schoolsFor(students));
  inRange("students", students, studentsMax);
  inRange("schools", schools, schoolsMax);
  if (students > schools * studentsPerSchoolMax) {
    throw new DistrictError(
      `A district of ${students} students needs more schools than ${schools}: a school has at most ${studentsPerSchoolMax} on average.`,
    );
  }
  return { students, schools, semesters: options.semesters ?? preset.semesters };
}

function schoolsFor(students: number): number {
  return Math.min(schoolsMax, Math.max(1, Math.round(students / 900)));
}

function inRange(name: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= max) return;
  throw new DistrictError(`A district needs ${name} from 1 to ${max}, not ${value}.`);
}
