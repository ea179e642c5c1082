import { gradeException } from "../../contracts/lms/gradebook.ts";
import type { LmsView } from "../store/lms-store.ts";

/** What is not established about the original's gradebook, and so can be set. */
export interface GradebookSettings {
  /**
   * The exception code of *missing*, which the product has and no source gives a code for (facts C.3).
   * Null: the API refuses every code but excused and incomplete.
   */
  readonly missing: { readonly code: number; readonly countsAsZero: boolean } | null;
  /** Whether an item without category takes grades. They never count. */
  readonly gradeWithoutCategory: boolean;
  /** Whether grades of unpublished items count in final grades. */
  readonly countUnpublished: boolean;
  /** How a PUT of grades is answered when every row was carried out: 204, or 207 with the rows as always otherwise. */
  readonly gradeRowsReply: "empty-when-done" | "always";
}

/** The settings that hold when nothing is said. */
export const gradebookSettingsDefault: GradebookSettings = {
  missing: null,
  gradeWithoutCategory: false,
  countUnpublished: false,
  gradeRowsReply: "empty-when-done",
};

/** What rules of the gradebook look at. */
export interface GradebookWorld {
  readonly view: LmsView;
  readonly gradebook: GradebookSettings;
}

/** Says whether a grade may carry this exception. */
export function isException(code: number, settings: GradebookSettings): boolean {
  return (
    code === gradeException.none ||
    code === gradeException.excused ||
    code === gradeException.incomplete ||
    code === settings.missing?.code
  );
}
