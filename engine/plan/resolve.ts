import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import { organizationKey, type Change, type KnownIds } from "../../contracts/run/plan.ts";
import { byText } from "../mapping/context.ts";
import {
  buildingKey,
  type BuildingTarget,
  type DesiredGradingPeriod,
  type DesiredState,
  type LmsState,
} from "../mapping/lms-state.ts";
import { addressOf, toChange } from "./change.ts";

/** What the desired names mean in this LMS, and the buildings and grading periods that must be made first. */
export interface Resolved {
  /** School sourcedId to building key. Schools without an entry have no building to go to. */
  readonly buildingOf: ReadonlyMap<string, string>;
  /** Grading period key to title. */
  readonly titleOf: ReadonlyMap<string, string>;
  readonly buildingChanges: readonly Change[];
  readonly gradingPeriodChanges: readonly Change[];
  readonly untouchedBuildings: number;
  readonly untouchedGradingPeriods: number;
}

/** Finds each school's building and each term's grading period in the LMS, or plans to make it (guide R91 to R101). */
export function resolveTargets(desired: DesiredState, current: LmsState): Outcome<Resolved> {
  const buildings = resolveBuildings(desired, current);
  const periods = resolveGradingPeriods(desired, current);
  return {
    value: { ...buildings.value, ...periods.value },
    diagnostics: [...buildings.diagnostics, ...periods.diagnostics],
  };
}

type BuildingPart = Pick<Resolved, "buildingOf" | "buildingChanges" | "untouchedBuildings">;

function resolveBuildings(desired: DesiredState, current: LmsState): Outcome<BuildingPart> {
  const buildingOf = new Map<string, string>();
  const changes = new Map<string, Change>();
  const untouched = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const [school, target] of desired.schoolTargets) {
    const key = findBuilding(target, current);
    if (key !== undefined) {
      buildingOf.set(school, key);
      if (target.kind !== "organization") untouched.add(key);
      continue;
    }
    if (target.kind !== "created") {
      const name = target.kind === "existing" ? target.name : organizationKey;
      const place = { at: `settings/schools/${school}`, school };
      diagnostics.push(
        diagnose("target-unknown", place, {
          kind: "building",
          name,
          affected: "nothing of this school syncs",
          known: namesInWords(current.buildings.map(buildingKey)),
        }),
      );
      continue;
    }
    buildingOf.set(school, target.code);
    if (!changes.has(target.code)) changes.set(target.code, newBuilding(school, target));
  }
  const value = {
    buildingOf,
    buildingChanges: [...changes.values()],
    untouchedBuildings: untouched.size,
  };
  return { value, diagnostics };
}

function findBuilding(target: BuildingTarget, current: LmsState): string | undefined {
  if (target.kind === "organization") return organizationKey;
  const name = target.kind === "existing" ? target.name : target.code;
  const found = current.buildings.find(
    ({ id, code }) => code === name || (target.kind === "existing" && id === name),
  );
  return found === undefined ? undefined : buildingKey(found);
}

function newBuilding(
  school: string,
  target: Extract<BuildingTarget, { readonly kind: "created" }>,
): Change {
  return toChange({
    address: addressOf("buildings", target.code),
    kind: "building",
    action: "create",
    reason: "school-mapped-to-new-building",
    school,
    label: target.title,
    before: null,
    after: { title: target.title, building_code: target.code },
  });
}

type PeriodPart = Pick<Resolved, "titleOf" | "gradingPeriodChanges" | "untouchedGradingPeriods">;

/**
 * Gives each grading period a title. Titles are unique in the organisation (F13), so a title that
 * stands for other dates, there or in this plan, makes way for the next candidate.
 */
function resolveGradingPeriods(desired: DesiredState, current: LmsState): Outcome<PeriodPart> {
  const titleOf = new Map<string, string>();
  const changes: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  const held = new Map(current.gradingPeriods.map((period) => [period.title, period]));
  const taken = new Set<string>();
  let untouched = 0;
  for (const [key, period] of [...desired.gradingPeriods].toSorted(([a], [b]) => byText(a, b))) {
    if (period.existingTitle !== undefined) {
      if (held.has(period.existingTitle)) titleOf.set(key, period.existingTitle);
      else diagnostics.push(unknownPeriod(period, current));
      continue;
    }
    const title = period.titles.find((candidate) => {
      const present = held.get(candidate);
      if (taken.has(candidate)) return false;
      return present === undefined || hasSameDates(present, period);
    });
    if (title === undefined) {
      diagnostics.push(unknownPeriod(period, current));
      continue;
    }
    taken.add(title);
    titleOf.set(key, title);
    if (held.has(title)) {
      untouched += 1;
      continue;
    }
    changes.push(newPeriod(title, period));
    if (title !== period.titles[0]) diagnostics.push(qualified(title, period));
  }
  const value = { titleOf, gradingPeriodChanges: changes, untouchedGradingPeriods: untouched };
  return { value, diagnostics };
}

function hasSameDates(
  left: { readonly startDate: string; readonly endDate: string },
  right: { readonly startDate: string; readonly endDate: string },
): boolean {
  return left.startDate === right.startDate && left.endDate === right.endDate;
}

function newPeriod(title: string, period: DesiredGradingPeriod): Change {
  return toChange({
    address: addressOf("grading-periods", title),
    kind: "grading-period",
    action: "create",
    reason: "term-mapped-to-new-grading-period",
    school: period.school,
    label: title,
    before: null,
    after: { title, start: period.startDate, end: period.endDate },
  });
}

function qualified(title: string, period: DesiredGradingPeriod): Diagnostic {
  const place = { at: `sis/academicSessions/${period.termId}`, school: period.school };
  return diagnose("term-title-qualified", place, { term: period.titles[0] ?? "", title });
}

function unknownPeriod(period: DesiredGradingPeriod, current: LmsState): Diagnostic {
  const place = { at: `settings/terms/${period.termId}`, school: period.school };
  const name = period.existingTitle ?? period.titles[0] ?? "";
  return diagnose("target-unknown", place, {
    kind: "grading period",
    name,
    affected: "the sections of this term do not sync",
    known: namesInWords(current.gradingPeriods.map(({ title }) => title)),
  });
}

/** The LMS ids of everything that exists already, by natural key, so that apply need not look again. */
export function knownIdsOf(current: LmsState): KnownIds {
  return {
    buildings: {
      [organizationKey]: current.organizationId,
      ...pairs(current.buildings, (building) => [buildingKey(building), building.id]),
    },
    gradingPeriods: pairs(current.gradingPeriods, ({ title, id }) => [title, id]),
    roles: Object.fromEntries(current.roles),
    users: pairs(current.users, ([uid, { id }]) => [uid, id]),
    courses: pairs(current.courses, ([code, { id }]) => [code, id]),
    sections: pairs(current.sections, ([code, { id }]) => [code, id]),
  };
}

function pairs<Item>(
  items: Iterable<Item>,
  toPair: (item: Item) => readonly [string, string],
): Record<string, string> {
  return Object.fromEntries([...items].map(toPair));
}

const namesMax = 20;

function namesInWords(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const more = names.length > namesMax ? `, and ${names.length - namesMax} more` : "";
  return names.slice(0, namesMax).join(", ") + more;
}
