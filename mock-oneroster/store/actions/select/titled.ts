import { compareText } from "../../compare-text.ts";
import type { Course, GradingTask, Term } from "../../records.ts";
import { isCourseInForce, isTermInForce } from "../in-force.ts";
import type { ActionScene } from "../scene.ts";
import { choose } from "./choose.ts";
import { rowOfSourcedId } from "./record-ids.ts";

/** What is sought, and at which school. */
export interface TitledPick {
  readonly selector: string;
  /** The id of a school; all when undefined. */
  readonly school?: string | undefined;
}

/**
 * Finds terms by sourcedId, by `first`, `second`, … in order of their start, or by title. Every school has its
 * own terms under the same titles (F13), so that a title may name several.
 */
export function selectTerms(scene: ActionScene, { selector, school }: TitledPick): readonly Term[] {
  const { world } = scene;
  const terms = [...world.terms.values()]
    .filter((term) => isTermInForce(world, term))
    .filter((term) => school === undefined || isAtSchool(scene, term, school));
  return chooseTitled(scene, {
    selector,
    noun: "term",
    exact: rowOfSourcedId(world, selector, { table: world.terms, idClass: "academicSession" }),
    items: sorted(terms, ({ startDate, id }) => `${startDate} ${id}`),
    title: ({ title }) => title,
  });
}

/** Finds courses by sourcedId, by `first`, `second`, … in order of id, or by their code (F49). */
export function selectCourses(
  scene: ActionScene,
  { selector, school }: TitledPick,
): readonly Course[] {
  const { world } = scene;
  const courses = [...world.courses.values()]
    .filter((course) => isCourseInForce(world, course))
    .filter(({ org }) => school === undefined || org === school);
  return chooseTitled(scene, {
    selector,
    noun: "course",
    exact: rowOfSourcedId(world, selector, { table: world.courses, idClass: "course" }),
    items: sorted(courses, ({ id }) => id),
    title: ({ code }) => code,
  });
}

/** Finds grading tasks of courses in force by sourcedId, by `first`, `second`, … in order of id, or by title. */
export function selectTasks(
  scene: ActionScene,
  { selector, course }: { readonly selector: string; readonly course?: string },
): readonly GradingTask[] {
  const { world } = scene;
  const tasks = [...world.gradingTasks.values()].filter((task) => {
    if (course !== undefined) return task.course === course;
    const of = world.courses.get(task.course);
    return of === undefined || isCourseInForce(world, of);
  });
  return chooseTitled(scene, {
    selector,
    noun: "grading task",
    exact: tasks.find(({ id }) => id === selector),
    items: sorted(tasks, ({ id }) => id),
    title: ({ title }) => title,
  });
}

/** Says whether a term is one of a school's; one that belongs to no calendar is any school's. */
function isAtSchool({ world }: ActionScene, { structure }: Term, school: string): boolean {
  if (structure === undefined) return true;
  const calendar = world.structures.get(structure)?.calendar;
  return calendar !== undefined && world.calendars.get(calendar)?.school === school;
}

interface Titled<Item> {
  readonly selector: string;
  readonly noun: string;
  readonly exact: Item | undefined;
  readonly items: readonly Item[];
  readonly title: (item: Item) => string;
}

function chooseTitled<Item>(
  scene: ActionScene,
  { selector, noun, exact, items, title }: Titled<Item>,
): readonly Item[] {
  const named = exact === undefined ? items.filter((item) => title(item) === selector) : [exact];
  if (named.length > 0) return named;
  const titles = items.map(title);
  return [choose(scene, { selector, noun, exact, inOrder: () => items, titles })];
}

function sorted<Item>(items: readonly Item[], order: (item: Item) => string): readonly Item[] {
  return items.toSorted((a, b) => compareText(order(a), order(b)));
}
