import type { GradingTask, LineItem, Section } from "../records.ts";
import type { World } from "../world.ts";
import { sessionOf } from "./session-of.ts";
import { findTaskItem } from "./task-items.ts";

/** Something that results can be about: a line item, or a grading task in a section and term. */
export interface GradedItem {
  readonly id: string;
  /** The key of its section. */
  readonly section: string;
  /** The day on which it was given out. Grading tasks have none: a grade may be posted before the term. */
  readonly assigned: string | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** The key of the term or grading period that it counts for. */
  readonly session: string | undefined;
  /** The key of the score group that it is aligned with. */
  readonly scoreGroup: string | undefined;
  /** Absent for a line item. */
  readonly task: GradingTask | undefined;
}

/** Finds what a result is about; undefined when nothing has that id. */
export function findGradedItem(world: World, id: string): GradedItem | undefined {
  const item = world.lineItems.get(id);
  if (item !== undefined) return fromLineItem(world, item);
  const found = findTaskItem(world, id);
  if (found === undefined) return undefined;
  const { task, section, term } = found;
  return {
    id,
    section: section.id,
    assigned: undefined,
    min: taskBounds.min,
    max: taskBounds.max,
    session: term.id,
    scoreGroup: task.scoreGroup,
    task,
  };
}

/** Posted grades are percents. */
export const taskBounds = { min: 0, max: 100 } as const;

/** The key of the section of a line item or grading task, without making the item. */
export function sectionOfItem(world: World, id: string): string | undefined {
  return world.lineItems.get(id)?.section ?? findTaskItem(world, id)?.section.id;
}

function fromLineItem(world: World, item: LineItem): GradedItem {
  return {
    id: item.id,
    section: item.section,
    assigned: item.assignDate.slice(0, 10),
    min: item.resultValueMin,
    max: item.resultValueMax,
    session: sessionOf(world, item),
    scoreGroup: item.scoreScale,
    task: undefined,
  };
}

/** Whether the grading window of an item is open: that of its grading task in its term (Campus facts A.11, F94). */
export function isWindowOpen({ task, session }: Pick<GradedItem, "task" | "session">): boolean {
  if (task?.openTerms === undefined) return true;
  return session !== undefined && task.openTerms.includes(session);
}

/** The grading tasks of a section's course. */
export function tasksOf(world: World, section: Section): readonly GradingTask[] {
  return world.gradingTasks.where("course", section.course);
}
