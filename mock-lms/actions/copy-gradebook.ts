import { periodKey } from "../rules/period-key.ts";
import type { LmsStore } from "../store/lms-store.ts";

/**
 * Copies the set-up of a section's gradebook into another section, as copying a section does (Schoology
 * API: sections/copy): its own scales, categories, items and the weights of its grading periods. Grades, groups and
 * assignees belong to members and stay behind; so does a grading period that the target does not have. Weights
 * that the target has been given stay.
 */
export function copyGradebook(
  store: LmsStore,
  ids: { readonly sourceId: number; readonly targetId: number },
): void {
  const { sourceId, targetId } = ids;
  const periodIds = store.sections.get(targetId)?.gradingPeriodIds ?? [];
  const scaleIds = copyScales(store, ids);
  const scaleOf = (id: number): number => scaleIds.get(id) ?? id;
  const categoryIds = new Map<number, number>();
  for (const category of store.gradingCategories.list("section", sourceId)) {
    const copy = {
      ...category,
      sectionId: targetId,
      defaultScaleId: scaleOf(category.defaultScaleId),
    };
    categoryIds.set(category.id, store.gradingCategories.add((id) => ({ ...copy, id })).id);
  }
  for (const item of store.assignments.list("section", sourceId)) {
    const copy = {
      ...item,
      sectionId: targetId,
      scaleId: scaleOf(item.scaleId),
      categoryId: categoryIds.get(item.categoryId) ?? 0,
      periodId: periodIds.includes(item.periodId) ? item.periodId : 0,
      assigneeIds: [],
      groupIds: [],
    };
    store.assignments.add((id) => ({ ...copy, id }));
  }
  copyWeights(store, ids, periodIds);
}

function copyWeights(
  { gradebooks }: LmsStore,
  { sourceId, targetId }: { readonly sourceId: number; readonly targetId: number },
  periodIds: readonly number[],
): void {
  const keys = new Set(periodIds.map(periodKey));
  const weights = gradebooks.find("section", String(sourceId))?.periodWeights ?? [];
  const periodWeights = weights.filter(({ key }) => keys.has(key));
  if (periodWeights.length === 0) return;
  if (gradebooks.find("section", String(targetId)) !== undefined) return;
  gradebooks.add((id) => ({ id, sectionId: targetId, periodWeights }));
}

function copyScales(
  store: LmsStore,
  { sourceId, targetId }: { readonly sourceId: number; readonly targetId: number },
): ReadonlyMap<number, number> {
  return new Map(
    store.gradingScales
      .list("section", sourceId)
      .map((scale) => [
        scale.id,
        store.gradingScales.add((id) => ({ ...scale, id, sectionId: targetId })).id,
      ]),
  );
}
