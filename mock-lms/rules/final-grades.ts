import { calculationType } from "../../contracts/lms/gradebook.ts";
import type { FinalMarkRecord, GradeRecord, GradingCategoryRecord } from "../store/records.ts";
import { finalPeriodKey, otherPeriodKey } from "./period-key.ts";
import { shownItem, type GradebookItem, type SectionGradebook } from "./section-gradebook.ts";

/** A member's grade in a category within a period, in percent; null without anything that counts. */
export interface CategoryGrade {
  readonly categoryId: number;
  readonly grade: number | null;
}

/** A member's grade in a period. Percent, but of a midterm or final its points. */
export interface PeriodGrade {
  readonly key: string;
  readonly grade: number | null;
  /** Undefined of "other" and "final", which weigh nothing. */
  readonly weight: number | undefined;
  readonly categories: readonly CategoryGrade[];
}

/**
 * Computes a member's final grades: each period, each midterm and final, "other", then "final".
 *
 * A category is the mean of percents or the ratio of points, without its lowest scores; a period is
 * the mean of its categories, even or by weight; the final grade is the mean of periods, midterms and
 * finals by weight, in which a midterm or final counts as its percent. What has no grade is left out
 * of a mean. "Other" counts nowhere else. An override stands in place of what would be computed.
 */
export function computeFinalGrades(
  book: SectionGradebook,
  grades: readonly GradeRecord[],
  marks: readonly FinalMarkRecord[],
): readonly PeriodGrade[] {
  const scores = scoresByPeriod(book, grades);
  const overrides = new Map(marks.map((mark) => [mark.periodKey, mark.override]));
  const counted: Weighed[] = [];
  const results: PeriodGrade[] = [];
  for (const { key, weight } of book.periods) {
    const period = gradePeriod(book, scores.get(key) ?? [], overrides.get(key) ?? null);
    results.push({ key, weight, grade: round(period.shown), categories: period.categories });
    if (period.percent !== null) counted.push({ value: period.percent, weight });
  }
  const other = gradePeriod(
    book,
    scores.get(otherPeriodKey) ?? [],
    overrides.get(otherPeriodKey) ?? null,
  );
  const final = overrides.get(finalPeriodKey) ?? meanOf(counted);
  return [
    ...results,
    {
      key: otherPeriodKey,
      grade: round(other.shown),
      weight: undefined,
      categories: other.categories,
    },
    { key: finalPeriodKey, grade: round(final), weight: undefined, categories: [] },
  ];
}

/** Rounds a grade to what the gradebook shows: hundredths. */
export function round(grade: number | null): number | null {
  return grade === null ? null : Math.round((grade + Number.EPSILON) * 100) / 100;
}

interface Score {
  readonly item: GradebookItem;
  readonly points: number;
}

/** The scores that count, by period. */
function scoresByPeriod(
  book: SectionGradebook,
  grades: readonly GradeRecord[],
): ReadonlyMap<string, readonly Score[]> {
  const scores: Score[] = [];
  for (const grade of grades) {
    const item = shownItem(book, grade);
    const points = countedPoints(book, grade);
    if (item !== undefined && points !== null && counts(book, item)) scores.push({ item, points });
  }
  return groupBy(scores, (score) => score.item.periodKey);
}

function groupBy<Key>(
  scores: readonly Score[],
  keyOf: (score: Score) => Key,
): ReadonlyMap<Key, readonly Score[]> {
  const groups = new Map<Key, Score[]>();
  for (const score of scores) {
    const held = groups.get(keyOf(score));
    if (held === undefined) groups.set(keyOf(score), [score]);
    else held.push(score);
  }
  return groups;
}

function countedPoints(book: SectionGradebook, grade: GradeRecord): number | null {
  const { missing } = book.settings;
  if (missing !== null && grade.exception === missing.code) return missing.countsAsZero ? 0 : null;
  return grade.value;
}

function counts(book: SectionGradebook, { record }: GradebookItem): boolean {
  return (
    record.countInGrade === 1 &&
    record.collectedOnly === 0 &&
    (record.published === 1 || book.settings.countUnpublished)
  );
}

interface GradedPeriod {
  readonly shown: number | null;
  readonly percent: number | null;
  readonly categories: readonly CategoryGrade[];
}

function gradePeriod(
  book: SectionGradebook,
  scores: readonly Score[],
  override: number | null,
): GradedPeriod {
  const [only] = scores;
  if (only?.item.record.isFinal === 1) {
    return { shown: only.points, percent: percentOf(only), categories: [] };
  }
  const byCategory = groupBy(scores, (score) => score.item.record.categoryId);
  const categories = book.categories.map((category) => ({
    category,
    grade: gradeCategory(category, byCategory.get(category.id) ?? []),
  }));
  const counted = categories.flatMap(({ category, grade }) =>
    grade === null ? [] : [{ value: grade, weight: book.weightedCategories ? category.weight : 1 }],
  );
  const percent = override ?? meanOf(counted);
  return {
    shown: percent,
    percent,
    categories: categories.map(({ category, grade }) => ({
      categoryId: category.id,
      grade: round(grade),
    })),
  };
}

function gradeCategory(category: GradingCategoryRecord, scores: readonly Score[]): number | null {
  const kept = dropLowest(scores, category.dropLowest);
  if (category.calculationType === calculationType.percent) {
    return meanOf(
      kept.flatMap((score) => {
        const value = percentOf(score);
        return value === null ? [] : [{ value, weight: score.item.record.factor }];
      }),
    );
  }
  let points = 0;
  let pointsMax = 0;
  for (const { item, points: scored } of kept) {
    points += scored * item.record.factor;
    pointsMax += item.record.maxPoints * item.record.factor;
  }
  return pointsMax === 0 ? null : (points / pointsMax) * 100;
}

/** Takes the lowest percents away, though never the last score; what has no percent stays. */
function dropLowest(scores: readonly Score[], count: number): readonly Score[] {
  if (count === 0) return scores;
  const ranked = scores
    .filter((score) => percentOf(score) !== null)
    .toSorted((left, right) => (percentOf(left) ?? 0) - (percentOf(right) ?? 0));
  const dropped = new Set(ranked.slice(0, Math.min(count, ranked.length - 1)));
  return scores.filter((score) => !dropped.has(score));
}

function percentOf({ item, points }: Score): number | null {
  const { maxPoints } = item.record;
  return maxPoints === 0 ? null : (points / maxPoints) * 100;
}

interface Weighed {
  readonly value: number;
  readonly weight: number;
}

function meanOf(values: readonly Weighed[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const { value, weight } of values) {
    sum += value * weight;
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}
