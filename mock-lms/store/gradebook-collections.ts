import { createCollection, type Collection } from "./collection.ts";
import {
  AssignmentRecord,
  FinalMarkRecord,
  GradebookRecord,
  GradeRecord,
  GradingCategoryRecord,
  GradingGroupRecord,
  GradingScaleRecord,
} from "./records.ts";

/** What gradebooks are made of, filed by section, item and member. */
export interface GradebookCollections {
  readonly gradingScales: Collection<GradingScaleRecord, never, "section">;
  readonly gradebooks: Collection<GradebookRecord, "section">;
  readonly gradingCategories: Collection<GradingCategoryRecord, never, "section">;
  readonly gradingGroups: Collection<GradingGroupRecord, never, "section">;
  readonly assignments: Collection<AssignmentRecord, never, "section">;
  readonly grades: Collection<GradeRecord, "place", "section" | "assignment" | "enrollment">;
  readonly finalMarks: Collection<FinalMarkRecord, "place", "enrollment">;
}

/** Creates empty collections of gradebooks, each with a range of ids of its own. */
export function createGradebookCollections(onChange: () => void): GradebookCollections {
  const bySection = { section: (record: { readonly sectionId: number }) => record.sectionId };
  return {
    gradingScales: createCollection(
      { schema: GradingScaleRecord, firstId: 1, unique: {}, groups: bySection },
      onChange,
    ),
    gradebooks: createCollection(
      {
        schema: GradebookRecord,
        firstId: 1,
        unique: { section: (book) => String(book.sectionId) },
        groups: {},
      },
      onChange,
    ),
    gradingCategories: createCollection(
      { schema: GradingCategoryRecord, firstId: 400_000_001, unique: {}, groups: bySection },
      onChange,
    ),
    gradingGroups: createCollection(
      { schema: GradingGroupRecord, firstId: 450_000_001, unique: {}, groups: bySection },
      onChange,
    ),
    assignments: createCollection(
      { schema: AssignmentRecord, firstId: 500_000_001, unique: {}, groups: bySection },
      onChange,
    ),
    grades: createCollection(
      {
        schema: GradeRecord,
        firstId: 1,
        unique: { place: (grade) => gradeKey(grade.assignmentId, grade.enrollmentId) },
        groups: {
          ...bySection,
          assignment: (grade) => grade.assignmentId,
          enrollment: (grade) => grade.enrollmentId,
        },
      },
      onChange,
    ),
    finalMarks: createCollection(
      {
        schema: FinalMarkRecord,
        firstId: 1,
        unique: { place: (mark) => finalMarkKey(mark.enrollmentId, mark.periodKey) },
        groups: { enrollment: (mark) => mark.enrollmentId },
      },
      onChange,
    ),
  };
}

/** The key of a grade: one for each item and member. */
export function gradeKey(assignmentId: number, enrollmentId: number): string {
  return `${assignmentId}/${enrollmentId}`;
}

/** The key of what was written to a final grade: one for each member and period. */
export function finalMarkKey(enrollmentId: number, periodKey: string): string {
  return `${enrollmentId}/${periodKey}`;
}
