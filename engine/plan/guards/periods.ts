import { diagnose, type Diagnostic } from "../../../contracts/run/diagnostic.ts";
import type { Change } from "../../../contracts/run/plan.ts";
import type {
  DesiredGradingPeriod,
  DesiredSection,
  HeldGradingPeriod,
} from "../../mapping/lms-state.ts";
import { addressOf, encodePart } from "../change.ts";
import { countUp, findings, sectionOf, type GuardInput, type Verdicts } from "../guard.ts";

interface Span {
  readonly startDate: string;
  readonly endDate: string;
}

function overlaps(left: Span, right: Span): boolean {
  return left.startDate <= right.endDate && right.startDate <= left.endDate;
}

function byTitle({ current }: GuardInput): ReadonlyMap<string, HeldGradingPeriod> {
  return new Map(current.gradingPeriods.map((period) => [period.title, period]));
}

function placeOf({ termId, school }: DesiredGradingPeriod): { at: string; school: string } {
  return { at: `sis/academicSessions/${termId}`, school };
}

/** The encoded codes of the sections that meet in one of these grading periods. */
function sectionsOf(input: GuardInput, keys: ReadonlySet<string>): ReadonlySet<string> {
  const codes = new Set<string>();
  if (keys.size === 0) return codes;
  for (const { schoolCode, gradingPeriodKeys } of input.desired.sections.values()) {
    if (gradingPeriodKeys.some((key) => keys.has(key))) codes.add(encodePart(schoolCode));
  }
  return codes;
}

/** A term that is mapped to a grading period of another year: last year's mapping was kept (guide R99, F10). */
export function staleYearGuard(input: GuardInput): Verdicts {
  const present = byTitle(input);
  const stale = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const [key, period] of input.desired.gradingPeriods) {
    const target = present.get(period.existingTitle ?? "");
    if (target === undefined || overlaps(period, target)) continue;
    stale.add(key);
    const args = {
      term: period.titles[0] ?? period.termId,
      begins: period.startDate,
      ends: period.endDate,
      period: target.title,
      periodBegins: target.startDate,
      periodEnds: target.endDate,
    };
    diagnostics.push(diagnose("terms-stale-year", placeOf(period), args));
  }
  const held = sectionsOf(input, stale);
  return {
    diagnostics,
    holds: (change) => (held.has(sectionOf(change)) ? "terms-stale-year" : undefined),
  };
}

/**
 * A term whose dates have changed (F09): a second grading period would be made beside the one of the same title, and
 * the sections moved there.
 */
export function termDatesGuard(input: GuardInput): Verdicts {
  const present = byTitle(input);
  const inUse = new Set(input.resolved.titleOf.values());
  const changed = new Set<string>();
  const titles = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const [key, period] of input.desired.gradingPeriods) {
    const [wanted = ""] = period.titles;
    const title = input.resolved.titleOf.get(key);
    const old = present.get(wanted);
    if (period.existingTitle !== undefined || old === undefined || title === undefined) continue;
    if (present.has(title) || inUse.has(wanted) || !overlaps(old, period)) continue;
    changed.add(key);
    titles.add(addressOf("grading-periods", title));
    const args = {
      term: wanted,
      begins: period.startDate,
      ends: period.endDate,
      presentBegins: old.startDate,
      presentEnds: old.endDate,
      title,
    };
    diagnostics.push(diagnose("term-dates-changed", placeOf(period), args));
  }
  const held = sectionsOf(input, changed);
  const isHeld = (change: Change): boolean =>
    titles.has(change.address) || (change.kind === "section" && held.has(sectionOf(change)));
  return { diagnostics, holds: (change) => (isHeld(change) ? "term-dates-changed" : undefined) };
}

/** What an earlier year left behind (F12): a report, for nothing is ever deleted. */
export function oldYearGuard({ current, desired }: GuardInput): Verdicts {
  const periods = new Map(current.gradingPeriods.map((period) => [period.id, period]));
  const perPeriod = new Map<string, number>();
  let sections = 0;
  for (const { schoolCode, gradingPeriodIds } of current.sections.values()) {
    if (desired.sections.has(schoolCode)) continue;
    const own = gradingPeriodIds.flatMap((id) => periods.get(id) ?? []);
    if (own.length === 0 || own.some(({ endDate }) => endDate >= desired.today)) continue;
    sections += 1;
    for (const { title } of own) countUp(perPeriod, title);
  }
  if (sections === 0) return findings([]);
  const evidence = [...perPeriod].map(([title, count]) => ({
    "grading period": title,
    sections: count,
  }));
  return findings([diagnose("old-year-left", { at: "sections", evidence }, { sections })]);
}

const dayMs = 86_400_000;

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * dayMs).toISOString().slice(0, 10);
}

/** A mapped grading period that ends before its term does: Schoology archives its sections a day later (F14). */
export function periodEndGuard(input: GuardInput): Verdicts {
  const { desired, guards } = input;
  const present = byTitle(input);
  const counts = new Map<string, number>();
  for (const section of desired.sections.values()) {
    const last = lastPeriod(section, { input, present });
    if (last === undefined) continue;
    const isNear =
      daysBefore(last.held.endDate, guards.periodEndDays) <= desired.today &&
      desired.today <= last.termEnds;
    if (isNear && last.held.endDate < last.termEnds) countUp(counts, last.key);
  }
  const diagnostics = [...counts].flatMap(([key, sections]) => {
    const period = desired.gradingPeriods.get(key);
    const held = present.get(input.resolved.titleOf.get(key) ?? "");
    if (period === undefined || held === undefined) return [];
    const args = {
      period: held.title,
      ends: held.endDate,
      term: period.titles[0] ?? period.termId,
      termEnds: period.endDate,
      sections,
    };
    return [diagnose("period-ends-early", placeOf(period), args)];
  });
  return findings(diagnostics);
}

interface LastPeriod {
  readonly key: string;
  readonly held: HeldGradingPeriod;
  readonly termEnds: string;
}

/** The grading period of a section that ends last, and when its last term ends; undefined when one is not there yet. */
function lastPeriod(
  section: DesiredSection,
  seen: { readonly input: GuardInput; readonly present: ReadonlyMap<string, HeldGradingPeriod> },
): LastPeriod | undefined {
  const { desired, resolved } = seen.input;
  let last: LastPeriod | undefined;
  for (const key of section.gradingPeriodKeys) {
    const held = seen.present.get(resolved.titleOf.get(key) ?? "");
    const ends = desired.gradingPeriods.get(key)?.endDate;
    if (held === undefined || ends === undefined) return undefined;
    const isLater = last === undefined || held.endDate > last.held.endDate;
    const termEnds = last === undefined || ends > last.termEnds ? ends : last.termEnds;
    last = isLater || last === undefined ? { key, held, termEnds } : { ...last, termEnds };
  }
  return last;
}

/** A section that meets in other terms now (F15): it is changed by its id, never made again by its codes. */
export function sectionPeriodsGuard({ changes }: GuardInput): Verdicts {
  const diagnostics = changes.flatMap(({ kind, action, address: at, school, before, after }) => {
    const now = after?.["grading_periods"];
    if (kind !== "section" || action !== "update" || now === undefined) return [];
    const args = { before: inWords(before?.["grading_periods"]), after: inWords(now) };
    return [diagnose("section-periods-changed", { at, school }, args)];
  });
  return findings(diagnostics);
}

function inWords(titles: unknown): string {
  return Array.isArray(titles) && titles.length > 0 ? titles.join(", ") : "none";
}
