import type { Clock } from "../../core/clock.ts";
import type { GradingPeriodRecord, SectionRecord } from "../store/records.ts";
import type { LmsView } from "../store/lms-store.ts";

/** What rules look at: the state, whose organisation it is, and what day it is there. */
export interface RuleWorld {
  readonly view: LmsView;
  readonly organizationId: number;
  /** `YYYY-MM-DD` in the organisation's time zone. */
  readonly today: string;
}

/**
 * Tells the day in a time zone.
 *
 * @throws RangeError when the time zone is unknown
 */
export function createCalendar(clock: Clock, timeZone: string): () => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return () => {
    const parts = new Map(format.formatToParts(clock.now()).map((part) => [part.type, part.value]));
    return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
  };
}

/** A grading period is past from the day after its last. */
export function isPastPeriod(period: Pick<GradingPeriodRecord, "end">, today: string): boolean {
  return period.end < today;
}

/**
 * A section is past when every grading period of it is, or when somebody archived it by hand. Lists hide
 * past sections unless they are asked for, so whoever forgets `include_past=1` takes them for missing (F50).
 */
export function isPastSection(
  section: Pick<SectionRecord, "id" | "gradingPeriodIds">,
  world: Pick<RuleWorld, "view" | "today">,
): boolean {
  const mark = world.view.archiveMarks.find("section", String(section.id));
  if (mark !== undefined) return mark.archived === 1;
  return section.gradingPeriodIds.every((id) => {
    const period = world.view.gradingPeriods.get(id);
    return period !== undefined && isPastPeriod(period, world.today);
  });
}
