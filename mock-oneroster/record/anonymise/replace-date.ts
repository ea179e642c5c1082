import { createHmac, type KeyObject } from "node:crypto";
import { isCalendarDate } from "../../../contracts/oneroster/calendar.ts";
import type { ReplaceText } from "./replace-text.ts";

/** Year first, as the standard has it, perhaps with a time. */
const yearFirst =
  /^(?<before>\s*)(?<year>\d{4})(?<mark>[-/.]?)(?<month>\d{2})\k<mark>(?<day>\d{2})(?<after>(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?\s*)$/i;
/** Year last, as people in the US write it. */
const yearLast =
  /^(?<before>\s*)(?<month>\d{1,2})(?<mark>[-/.])(?<day>\d{1,2})\k<mark>(?<year>\d{4})(?<after>\s*)$/;
/** People are born in fewer years than this. */
const ringsMax = 300;

/** The days of one year of one kind, in a ring: each is replaced by the next. */
type Ring = ReadonlyMap<string, readonly [month: string, day: string]>;

/**
 * Creates the replacement of dates of birth: a day becomes another day of the same year.
 *
 * Days that exist become days that exist, and days that do not (`2011-02-30`) others that do not. Different
 * days stay different. `0000-00-00` and the like say nothing and stay. What is no date is replaced like text.
 */
export function createReplaceDate(key: KeyObject, replace: ReplaceText): ReplaceText {
  const rings = new Map<string, Ring>();
  const ringOf = (kind: DayKind): Ring => {
    const name = JSON.stringify(kind);
    const ring = rings.get(name) ?? makeRing(key, kind);
    if (rings.size >= ringsMax) rings.clear();
    rings.set(name, ring);
    return ring;
  };
  return (text) => {
    const parts = (yearFirst.exec(text) ?? yearLast.exec(text))?.groups;
    if (parts === undefined) return replace(text);
    const { before = "", year = "", mark = "", month = "", day = "", after = "" } = parts;
    const exists = doesExist(year, month, day);
    const ring = ringOf({ year, exists, widths: [month.length, day.length] });
    const [newMonth, newDay] = ring.get(`${month} ${day}`) ?? [month, day];
    const date = yearFirst.test(text) ? [year, newMonth, newDay] : [newMonth, newDay, year];
    return before + date.join(mark) + after;
  };
}

interface DayKind {
  readonly year: string;
  readonly exists: boolean;
  /** How many digits month and day are written with. */
  readonly widths: readonly [number, number];
}

function makeRing(key: KeyObject, { year, exists, widths }: DayKind): Ring {
  const days = numbers(widths[0])
    .flatMap((month) => numbers(widths[1]).map((day) => [month, day] as const))
    .filter(([month, day]) => Number(month + day) > 0 && doesExist(year, month, day) === exists)
    .map((day) => ({ day, rank: rankOf(key, `${year} ${day.join(" ")}`) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ day }) => day);
  return new Map(days.map((day, index) => [day.join(" "), days[(index + 1) % days.length] ?? day]));
}

function numbers(width: number): readonly string[] {
  return Array.from({ length: 10 ** width }, (_, value) => String(value).padStart(width, "0"));
}

function doesExist(year: string, month: string, day: string): boolean {
  return isCalendarDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

function rankOf(key: KeyObject, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}
