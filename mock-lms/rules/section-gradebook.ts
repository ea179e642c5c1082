import type {
  AssignmentRecord,
  GradeRecord,
  GradingCategoryRecord,
  GradingPeriodRecord,
  SectionRecord,
} from "../store/records.ts";
import type { GradebookSettings, GradebookWorld } from "./gradebook-settings.ts";
import { assigneesOf, inListOrder, takesGrades } from "./grade-item.ts";
import { findScale } from "./grading-scale.ts";
import { finalItemKey, keyOfItem, periodKey } from "./period-key.ts";

/** A grading period, or a midterm or final in the place of one, with its weight in percent. */
export interface WeightedPeriod {
  readonly key: string;
  readonly title: string;
  readonly weight: number;
}

/** An item that takes grades, the period it belongs to, and whose it is (undefined: everyone's). */
export interface GradebookItem {
  readonly record: AssignmentRecord;
  readonly periodKey: string;
  readonly assignees: ReadonlySet<number> | undefined;
}

/** All that the grades of a section's members are computed from, gathered once. */
export interface SectionGradebook {
  readonly sectionId: number;
  readonly settings: GradebookSettings;
  readonly weightedCategories: boolean;
  readonly defaultScaleId: number;
  readonly categories: readonly GradingCategoryRecord[];
  readonly periods: readonly WeightedPeriod[];
  readonly items: ReadonlyMap<number, GradebookItem>;
}

/** Gathers the gradebook of a section. */
export function openGradebook(world: GradebookWorld, section: SectionRecord): SectionGradebook {
  const periodIds = new Set(section.gradingPeriodIds);
  const items = inListOrder(world.view.assignments.list("section", section.id)).filter((item) =>
    takesGrades(world, item),
  );
  return {
    sectionId: section.id,
    settings: world.gradebook,
    weightedCategories: String(section.profile[weightedOption]) === "1",
    defaultScaleId: defaultScaleOf(world, section),
    categories: categoriesOf(world, section.id),
    periods: weighPeriods(world, section, items),
    items: new Map(
      items.map((record) => [
        record.id,
        {
          record,
          periodKey: keyOfItem(record, periodIds),
          assignees: assigneesOf(world, record),
        },
      ]),
    ),
  };
}

/** The options of a section that its gradebook goes by, as the section's record has them (Schoology API: sections, options). */
export const weightedOption = "options/weighted_grading_categories";
export const defaultScaleOption = "options/default_grading_scale_id";

function defaultScaleOf(world: GradebookWorld, section: SectionRecord): number {
  return findScale(world, Number(section.profile[defaultScaleOption]), section.id)?.id ?? 0;
}

/** The categories of a section in the order of its list. */
export function categoriesOf(
  world: Pick<GradebookWorld, "view">,
  sectionId: number,
): readonly GradingCategoryRecord[] {
  return world.view.gradingCategories
    .list("section", sectionId)
    .toSorted((left, right) => left.delta - right.delta || left.id - right.id);
}

/** The grading periods of a section, in the order that it states them. */
export function periodsOf(
  world: Pick<GradebookWorld, "view">,
  section: SectionRecord,
): readonly GradingPeriodRecord[] {
  return section.gradingPeriodIds.flatMap((id) => world.view.gradingPeriods.get(id) ?? []);
}

/** The weight of each period: as set for the section, else the same for every period, midterm and final. */
export function weighPeriods(
  world: Pick<GradebookWorld, "view">,
  section: SectionRecord,
  items: readonly AssignmentRecord[],
): readonly WeightedPeriod[] {
  const periods = [
    ...periodsOf(world, section).map(({ id, title }) => ({ key: periodKey(id), title })),
    ...items
      .filter((item) => item.isFinal === 1)
      .map(({ id, title }) => ({ key: finalItemKey(id), title })),
  ];
  const book = world.view.gradebooks.find("section", String(section.id));
  const set = new Map(book?.periodWeights.map(({ key, weight }) => [key, weight]));
  return periods.map((period) => ({
    ...period,
    weight: set.size === 0 ? 100 / periods.length : (set.get(period.key) ?? 0),
  }));
}

/** The item of a grade, if the gradebook shows it to that member: it takes grades and is assigned to them. */
export function shownItem(
  book: SectionGradebook,
  grade: Pick<GradeRecord, "assignmentId" | "enrollmentId">,
): GradebookItem | undefined {
  const item = book.items.get(grade.assignmentId);
  return item === undefined || item.assignees?.has(grade.enrollmentId) === false ? undefined : item;
}
