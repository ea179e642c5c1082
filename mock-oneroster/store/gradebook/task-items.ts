import { termsOf } from "../placements.ts";
import type { GradingTask, Section, Term } from "../records.ts";
import { lookAt, type Sight } from "../sight.ts";
import type { World } from "../world.ts";
import { escapeId, joinIds, splitIds } from "./composite-id.ts";
import { courseSections, type CourseSections } from "./course-sections.ts";
import { createSectionFan, type SectionFan } from "./section-fan.ts";

/** A grading task in one section and term: Campus sends it as a line item, and posted grades hang on it (facts A.11). */
export interface TaskItem {
  readonly id: string;
  readonly task: GradingTask;
  readonly section: Section;
  readonly term: Term;
}

/** All grading tasks of the sections that are shown, by number, in the order of their ids. */
export interface TaskItems {
  readonly size: number;
  readonly at: (leaf: number) => TaskItem;
  readonly idAt: (leaf: number) => string;
  /** The number of an item, or -1. */
  readonly find: (id: string) => number;
  /** The numbers of the items of a section. */
  readonly ofSection: (id: string) => readonly number[];
  /** The grading tasks, and the numbers of the items of each: from the first to before the end. */
  readonly tasks: readonly GradingTask[];
  readonly ofTask: (index: number) => readonly [from: number, end: number];
}

const prefix = "gt";

/** Where a grading task is graded. All are keys. */
export interface TaskPlace {
  readonly task: string;
  readonly section: string;
  readonly term: string;
}

/** The sourcedId of the line item that stands for a grading task in a section and a term. */
export function taskItemId({ task, section, term }: TaskPlace): string {
  return joinIds(prefix, [task, section, term]);
}

/** The item with an id, whether or not its section is shown; undefined when no grading task makes it. */
export function findTaskItem(world: World, id: string): TaskItem | undefined {
  const [taskId = "", sectionId = "", termId = ""] = splitIds(prefix, id) ?? [];
  const task = world.gradingTasks.get(taskId);
  const section = world.sections.get(sectionId);
  const term = world.terms.get(termId);
  if (task === undefined || section === undefined || term === undefined) return undefined;
  const isMet = section.course === task.course && termsOf(section).includes(term.id);
  const isWhole = taskItemId({ task: taskId, section: sectionId, term: termId }) === id;
  return isMet && isWhole ? { id, task, section, term } : undefined;
}

interface Kept {
  readonly sight: Sight;
  readonly stamp: string;
  readonly items: TaskItems;
}

const remembered = new WeakMap<World, Kept>();

/** Counts the grading tasks of a world as it is now. Nothing is made of them until asked for. */
export function taskItems(world: World): TaskItems {
  const sight = lookAt(world);
  const stamp = [world.gradingTasks.revision, world.terms.revision].join();
  const known = remembered.get(world);
  if (known?.sight === sight && known.stamp === stamp) return known.items;
  const items = createTaskItems(world, courseSections(world));
  remembered.set(world, { sight, stamp, items });
  return items;
}

function createTaskItems(world: World, sections: CourseSections): TaskItems {
  const tasks = [...world.gradingTasks.values()].toSorted(byEscaped("."));
  const indexOf = new Map(tasks.map(({ id }, index) => [id, index]));
  const fan = createSectionFan({
    owners: tasks.map(({ course }) => sections.of(course)),
    countOf: createTermCounter(world),
    compare: sections.compare,
  });
  const at = (leaf: number): TaskItem => itemAt(world, { tasks, fan }, leaf);
  return {
    tasks,
    size: fan.size,
    at,
    idAt: (leaf) => at(leaf).id,
    ofTask: fan.ofOwner,
    find: (id) => {
      const item = findTaskItem(world, id);
      if (item === undefined) return -1;
      const row = world.sections.rows.find(item.section.id);
      const [from, end] = fan.inSection(indexOf.get(item.task.id) ?? -1, row);
      return numbers(from, end).find((leaf) => at(leaf).id === id) ?? -1;
    },
    ofSection: (id) => {
      const row = world.sections.rows.find(id);
      if (row === -1) return [];
      const owners = world.gradingTasks.where("course", world.sections.rows.at(row).course);
      return owners.flatMap((task) => {
        const [from, end] = fan.inSection(indexOf.get(task.id) ?? -1, row);
        return numbers(from, end);
      });
    },
  };
}

function itemAt(
  world: World,
  { tasks, fan }: { readonly tasks: readonly GradingTask[]; readonly fan: SectionFan },
  leaf: number,
): TaskItem {
  const place = fan.at(leaf);
  const task = tasks[place.owner];
  const section = world.sections.rows.at(place.section);
  const term = termsIn(world, section)[place.part];
  if (task === undefined || term === undefined) throw new RangeError("No such grading task.");
  const id = taskItemId({ task: task.id, section: section.id, term: term.id });
  return { id, task, section, term };
}

/** Counts the terms of sections: once for all that meet alike, because their placements are one object. */
function createTermCounter(world: World): (row: number) => number {
  const counts = new Map<Section["placements"], number>();
  return (row) => {
    const { placements } = world.sections.rows.at(row);
    const known = counts.get(placements);
    if (known !== undefined) return known;
    const count = termsOf({ placements }).filter((id) => world.terms.has(id)).length;
    counts.set(placements, count);
    return count;
  };
}

/** The terms of a section that exist, in the order of their escaped ids. */
function termsIn(world: World, section: Section): readonly Term[] {
  const terms = termsOf(section).map((id) => world.terms.get(id));
  return terms.filter((term) => term !== undefined).toSorted(byEscaped(""));
}

/** Orders as ids stand in a joined one, where a dot or nothing comes behind them. */
function byEscaped(behind: "." | ""): (a: Named, b: Named) => number {
  return (a, b) => {
    const [left, right] = [escapeId(a.id) + behind, escapeId(b.id) + behind];
    return left < right ? -1 : Number(left > right);
  };
}

type Named = Pick<Term, "id">;

function numbers(from: number, end: number): readonly number[] {
  return Array.from({ length: end - from }, (_, index) => from + index);
}
