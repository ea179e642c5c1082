import { compareText } from "../../compare-text.ts";
import type { GradingTask } from "../../records.ts";
import type { World } from "../../world.ts";
import { SisActionError } from "../action-error.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";
import { selectTasks, selectTerms } from "../select/titled.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/** Grades may be posted on a task in a term, or in all. */
export function openGradingWindow(scene: ActionScene, plan: PlanOf<"open-grading-window">): Counts {
  return setWindows(scene, plan, (terms) => ({
    all: undefined,
    some: (open) => [...new Set([...open, ...terms])],
  }));
}

/** Grades may not be posted on a task any more in a term, or in any (F94). */
export function closeGradingWindow(
  scene: ActionScene,
  plan: PlanOf<"close-grading-window">,
): Counts {
  return setWindows(scene, plan, (terms) => ({
    all: [],
    some: (open) => open.filter((term) => !terms.has(term)),
  }));
}

interface WindowPlan {
  readonly task: string;
  readonly term?: string;
}

/** What becomes of the open terms of a task. */
type Windows = (terms: ReadonlySet<string>) => {
  /** When no term was named. */
  readonly all: readonly string[] | undefined;
  readonly some: (open: readonly string[]) => readonly string[];
};

function setWindows(scene: ActionScene, plan: WindowPlan, windows: Windows): Counts {
  const { world, modified } = scene;
  const tasks = selectTasks(scene, { selector: plan.task });
  const named = plan.term === undefined ? [] : selectTerms(scene, { selector: plan.term });
  const { all, some } = windows(new Set(named.map(({ id }) => id)));
  const changed = tasks.map((task): GradingTask => {
    if (plan.term === undefined) return { ...task, openTerms: all, modified };
    const possible = termsOfTask(world, task);
    refuseForeignTerms(
      scene,
      plan,
      named.some(({ id }) => possible.includes(id)),
    );
    const open = some(task.openTerms ?? possible).filter((term) => possible.includes(term));
    return { ...task, openTerms: open.toSorted(compareText), modified };
  });
  for (const task of changed) world.gradingTasks.put(task);
  return { gradingTasks: changed.length };
}

function refuseForeignTerms(
  scene: ActionScene,
  { task, term }: WindowPlan,
  isKnown: boolean,
): void {
  if (isKnown) return;
  throw new SisActionError(scene.action, `"${task}" is not graded in the term "${term}".`);
}

/** The terms of the course's calendar; those of no calendar where the course has none. */
export function termsOfTask(world: World, { course }: GradingTask): readonly string[] {
  const calendar = world.courses.get(course)?.calendar;
  const terms =
    calendar === undefined
      ? [...world.terms.values()].filter(({ structure }) => structure === undefined)
      : rowsOf(world.structures, "calendar", calendar).flatMap(({ id }) =>
          rowsOf(world.terms, "structure", id),
        );
  return terms.map(({ id }) => id);
}
