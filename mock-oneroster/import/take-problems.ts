/**
 * What the world could not keep of a wire record as it was.
 *
 * - `not-a-record`: no object, or one without a sourcedId; nothing was taken
 * - `missing`: a field that the world needs; it stands as empty text
 * - `null`: a null, which counts as absent
 * - `wrong-type`: read as the nearest that the field can hold, or left out
 * - `not-kept`: a field for which the world has no place
 * - `password`: never kept
 * - `repeated`: the same item twice in a list; the first stays
 * - `half-character`: half a surrogate pair became U+FFFD
 * - `too-long`, `too-many`, `too-deep`: text, list or nested object beyond the limit
 */
export type TakeCode =
  | "not-a-record"
  | "missing"
  | "null"
  | "wrong-type"
  | "not-kept"
  | "password"
  | "repeated"
  | "half-character"
  | "too-long"
  | "too-many"
  | "too-deep";

/** One loss, at a field such as `roles.org`. Holds nothing of the value: it may be personal data. */
export interface TakeProblem {
  readonly code: TakeCode;
  /** Dotted, without the places in lists. Empty for the record itself. At most 60 characters. */
  readonly field: string;
}

/** The most problems that are said of one record. Each is said once for a field. */
export const problemsMax = 40;
/** The most characters of one text: as many as a row of CSV may have. */
export const textMax = 1_000_000;
/** The most items of one list. */
export const itemsMax = 100_000;
/** How deep metadata may nest. JSON can be written deeper than it can be written again. */
export const depthMax = 40;
const fieldMax = 60;

/** Adds a problem, unless it was said or enough were. */
export function addProblem(problems: TakeProblem[], code: TakeCode, field: string): void {
  const short = field.slice(0, fieldMax);
  if (problems.length >= problemsMax) return;
  if (problems.some((one) => one.code === code && one.field === short)) return;
  problems.push({ code, field: short });
}
