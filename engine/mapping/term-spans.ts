import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { AcademicSession } from "../snapshot/roster.ts";
import { byText } from "./context.ts";

/**
 * What is odd about the dates of one school's mapped terms (F08): week days that no term covers, and terms of
 * one kind that overlap without one being a part of the other, as those of two schedule structures do.
 */
export function termRemarks(
  school: string,
  terms: readonly AcademicSession[],
): readonly Diagnostic[] {
  const ordered = terms.toSorted(
    (a, b) => byText(a.startDate, b.startDate) || byText(a.sourcedId, b.sourcedId),
  );
  return [...gaps(school, ordered), ...overlaps(school, ordered)];
}

/** The spans are walked in order of their begin; `last` is the one that reaches furthest so far. */
function* gaps(school: string, ordered: readonly AcademicSession[]): Generator<Diagnostic> {
  let [last] = ordered;
  for (const term of ordered) {
    if (last === undefined || term.endDate <= last.endDate) continue;
    const days = weekDaysBetween(last.endDate, term.startDate);
    if (days > 0) {
      const place = { at: `sis/academicSessions/${term.sourcedId}`, school };
      yield diagnose("term-gap", place, { ...namesOf(last, term), days });
    }
    last = term;
  }
}

/** Only the furthest of each kind is compared, which finds an overlap where there is one. */
function* overlaps(school: string, ordered: readonly AcademicSession[]): Generator<Diagnostic> {
  const furthest = new Map<string, AcademicSession>();
  for (const term of ordered) {
    const last = furthest.get(term.type);
    if (last !== undefined && term.endDate <= last.endDate) continue;
    furthest.set(term.type, term);
    if (last === undefined || term.startDate > last.endDate || term.startDate === last.startDate) {
      continue;
    }
    const place = { at: `sis/academicSessions/${term.sourcedId}`, school };
    yield diagnose("term-overlap", place, namesOf(last, term));
  }
}

function namesOf(before: AcademicSession, after: AcademicSession) {
  return {
    before: before.title,
    ends: before.endDate,
    after: after.title,
    begins: after.startDate,
  };
}

const dayMs = 86_400_000;

/** How many days from Monday to Friday lie between two dates, both excluded. Dates are `YYYY-MM-DD`. */
export function weekDaysBetween(from: string, to: string): number {
  const last = Date.parse(to);
  let days = 0;
  for (let day = Date.parse(from) + dayMs; day < last; day += dayMs) {
    const weekDay = new Date(day).getUTCDay();
    if (weekDay !== 0 && weekDay !== 6) days += 1;
  }
  return days;
}
