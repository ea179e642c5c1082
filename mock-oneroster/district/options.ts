/** How large a generated district is. */
export interface DistrictSize {
  readonly students: number;
  readonly schools: number;
}

/** The ready-made sizes. */
export const districtPresets = {
  tiny: { students: 12, schools: 1 },
  small: { students: 500, schools: 2 },
  medium: { students: 5_000, schools: 6 },
  large: { students: 30_000, schools: 30 },
} as const satisfies Record<string, DistrictSize>;

/** The name of a ready-made size. */
export type DistrictPreset = keyof typeof districtPresets;

/** Data problems to mix in, each as a share of all people from 0 to 1. */
export interface Dirt {
  /** F16: the username contains a space. */
  readonly usernamesWithSpaces?: number;
  /** F18: there is no e-mail address. */
  readonly missingEmails?: number;
}

/** What to generate. The same options give the same bytes on any machine and in any time zone. */
export interface DistrictOptions {
  readonly seed: number | string;
  readonly preset?: DistrictPreset;
  /** Overrides the preset's number of students. */
  readonly students?: number;
  /** Overrides the preset's number of schools. */
  readonly schools?: number;
  /** The day on which the district is looked at, `YYYY-MM-DD`: decides the school year. */
  readonly asOf: string;
  readonly dirt?: Dirt;
  /** Whether elementary schools have homeroom classes. They do unless told otherwise. */
  readonly homerooms?: "with" | "without";
}

/** The most that the generator makes. Larger districts need another store. */
export const studentsMax = 200_000;
/** The most schools that the generator makes. */
export const schoolsMax = 500;

/** Decides the size: the preset, `small` when there is none, with what was said beside it. */
export function sizeOf(options: DistrictOptions): DistrictSize {
  const preset = districtPresets[options.preset ?? "small"];
  const students = options.students ?? preset.students;
  const schools =
    options.schools ?? (options.students === undefined ? preset.schools : schoolsFor(students));
  inRange("students", students, studentsMax);
  inRange("schools", schools, schoolsMax);
  return { students, schools };
}

function schoolsFor(students: number): number {
  return Math.min(schoolsMax, Math.max(1, Math.round(students / 900)));
}

function inRange(name: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= max) return;
  throw new RangeError(`A district needs ${name} from 1 to ${max}, not ${value}.`);
}
