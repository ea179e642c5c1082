import type { AssessmentResult, Result } from "../records.ts";
import { lookAt } from "../sight.ts";
import type { World } from "../world.ts";
import { sectionOfItem } from "./graded-item.ts";

/** Which parts of the grade book the API shows: those of sections that it shows. */
export interface GradebookSight {
  /** What belongs to no section is shown, and so is what belongs to one that nobody knows, as dirty data would be. */
  readonly section: (id: string | undefined) => boolean;
  readonly result: (result: Pick<Result, "lineItem" | "section">) => boolean;
  readonly assessmentResult: (result: Pick<AssessmentResult, "assessmentLineItem">) => boolean;
}

/** Looks at the grade book of a world as it is now. */
export function lookAtGradebook(world: World): GradebookSight {
  const { sectionRows } = lookAt(world);
  const section = (id: string | undefined): boolean => {
    if (id === undefined) return true;
    const row = world.sections.rows.find(id);
    return row === -1 || sectionRows[row] === 1;
  };
  return {
    section,
    result: ({ lineItem, section: own }) => section(sectionOfItem(world, lineItem) ?? own),
    assessmentResult: ({ assessmentLineItem }) =>
      section(world.assessmentLineItems.get(assessmentLineItem)?.section),
  };
}
