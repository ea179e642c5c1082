import type { Clock } from "../../core/clock.ts";
import type { GradingPeriodRecord, SectionRecord } from "../store/records.ts";
import type { LmsView } from "../store/lms-store.ts";

/** What rules look at: the state, whose organisation it is, and what day it is there. */
export interface RuleWorld {
  readonly view: LmsView;
  readonly organizationId: number;
  /** `YYYY-MM-DD` in the organisation's time zone. */
  readonly today: string;
  /** The day it was there when the archiving that is done by now had to begin: see `LmsRules`. */
  readonly archiveDay: string;
  /** The organisation's, an IANA name. */
  readonly timeZone: string;
  /** How many hours a time zone is ahead of UTC now; the organisation's when there is no such zone. */
  zoneOffset(timeZone: string): number;
}

/** What the facts leave open, with our answer as the default. */
export interface LmsRules {
  /** How long after its end a grading period's courses are archived: 24 to 30 hours in the original (facts B.2). */
  readonly archiveDelayMs: number;
  /** How long `sections/copy` takes; it is not done when it is answered. */
  readonly copyMs: number;
}

export const defaultLmsRules: LmsRules = { archiveDelayMs: 24 * 3_600_000, copyMs: 5_000 };

/**
 * Tells the day in a time zone.
 *
 * @throws RangeError when the time zone is unknown
 */
export function createCalendar(clock: Clock, timeZone: string): (agoMs?: number) => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (agoMs = 0) => {
    const parts = new Map(
      format.formatToParts(clock.now() - agoMs).map((part) => [part.type, part.value]),
    );
    return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
  };
}

/** A grading period is past from the day after its last. */
export function isPastPeriod(period: Pick<GradingPeriodRecord, "end">, today: string): boolean {
  return period.end < today;
}

/**
 * A section is past, or archived, some time after every grading period of it has ended (`archiveDelayMs`), or when
 * somebody archived it by hand. Lists hide past sections unless they are asked for, so whoever forgets
 * `include_past=1` takes them for missing (F50).
 */
export function isPastSection(
  section: Pick<SectionRecord, "id" | "gradingPeriodIds">,
  world: Pick<RuleWorld, "view" | "archiveDay">,
): boolean {
  const mark = world.view.archiveMarks.find("section", String(section.id));
  if (mark !== undefined) return mark.archived === 1;
  return section.gradingPeriodIds.every((id) => {
    const period = world.view.gradingPeriods.get(id);
    return period !== undefined && isPastPeriod(period, world.archiveDay);
  });
}

/** Tells how many hours a time zone is ahead of UTC. Formats are kept for zones that exist, so their number is bounded. */
export function createZoneOffsets(clock: Clock, ownZone: string): (timeZone: string) => number {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const formatOf = (timeZone: string): Intl.DateTimeFormat => {
    const known = formats.get(timeZone);
    if (known !== undefined) return known;
    const made = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
    formats.set(timeZone, made);
    return made;
  };
  return (timeZone) => {
    const name = timeZone === ownZone || zoneNames.has(timeZone) ? timeZone : ownZone;
    const parts = formatOf(name).formatToParts(clock.now());
    const text = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
    const [, sign, hours = 0, minutes = 0] = /GMT([+-])(\d{2}):(\d{2})/.exec(text) ?? [];
    const offset = Number(hours) + Number(minutes) / 60;
    return sign === "-" ? -offset : offset;
  };
}

const zoneNames: ReadonlySet<string> = new Set(Intl.supportedValuesOf("timeZone"));
