import type { ScoreGroup, Section } from "../records.ts";
import { lookAt, type Sight } from "../sight.ts";
import type { World } from "../world.ts";
import { escapeId, joinIds, splitIds } from "./composite-id.ts";
import { courseSections, type CourseSections } from "./course-sections.ts";
import { createSectionFan } from "./section-fan.ts";

/**
 * A score group of the district in one section that uses it: OneRoster 1.2 wants a class with every score scale,
 * and Campus aligns groups with the grading tasks of courses.
 */
export interface ScaleItem {
  readonly id: string;
  readonly group: ScoreGroup;
  readonly section: Section;
}

/** The score groups of no section of their own, once for each section that uses them, in the order of their ids. */
export interface ScaleItems {
  readonly size: number;
  readonly at: (leaf: number) => ScaleItem;
  /** The number of an item, or -1. */
  readonly find: (id: string) => number;
  /** The numbers of the items of a section. */
  readonly ofSection: (id: string) => readonly number[];
  /** The groups, and the numbers of the items of each: from the first to before the end. */
  readonly groups: readonly ScoreGroup[];
  readonly ofGroup: (index: number) => readonly [from: number, end: number];
}

const prefix = "sg";

/** The id by which a score group is sent to those who read a section. */
export function scaleId(group: ScoreGroup, section: string): string {
  return group.section === undefined ? joinIds(prefix, [group.id, section]) : group.id;
}

/** The score group behind the id of a scale, whether or not its section is shown. */
export function groupOfScale(world: World, id: string): ScoreGroup | undefined {
  const own = world.scoreGroups.get(id);
  if (own !== undefined) return own;
  const [groupId = "", sectionId = ""] = splitIds(prefix, id) ?? [];
  const group = world.scoreGroups.get(groupId);
  if (group === undefined || !world.sections.has(sectionId)) return undefined;
  return scaleId(group, sectionId) === id ? group : undefined;
}

/** Whether a section uses a group that belongs to none: by a grading task of its course, or as the course's own. */
export function usesGroup(world: World, section: Section, group: ScoreGroup): boolean {
  return (
    group.course === section.course ||
    world.gradingTasks
      .where("course", section.course)
      .some(({ scoreGroup }) => scoreGroup === group.id)
  );
}

interface Kept {
  readonly sight: Sight;
  readonly stamp: string;
  readonly items: ScaleItems;
}

const remembered = new WeakMap<World, Kept>();

/** Counts where the score groups of a world are used now. Nothing is made of them until asked for. */
export function scaleItems(world: World): ScaleItems {
  const sight = lookAt(world);
  const stamp = [world.gradingTasks.revision, world.scoreGroups.revision].join();
  const known = remembered.get(world);
  if (known?.sight === sight && known.stamp === stamp) return known.items;
  const items = createScaleItems(world, courseSections(world));
  remembered.set(world, { sight, stamp, items });
  return items;
}

function createScaleItems(world: World, sections: CourseSections): ScaleItems {
  const groups = [...world.scoreGroups.values()]
    .filter(({ section }) => section === undefined)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))));
  const fan = createSectionFan({
    owners: groups.map((group) => sectionsUsing(world, sections, group)),
    countOf: () => 1,
    compare: sections.compare,
  });
  const at = (leaf: number): ScaleItem => {
    const place = fan.at(leaf);
    const group = groups[place.owner];
    if (group === undefined) throw new RangeError("No such score group.");
    const section = world.sections.rows.at(place.section);
    return { id: scaleId(group, section.id), group, section };
  };
  const inSection = (id: string): readonly number[] => {
    const row = world.sections.rows.find(id);
    return groups.flatMap((_, index) => {
      const [from, end] = fan.inSection(index, row);
      return from === end ? [] : [from];
    });
  };
  return {
    groups,
    size: fan.size,
    at,
    ofGroup: fan.ofOwner,
    ofSection: inSection,
    find: (id) => {
      const [, sectionId = ""] = splitIds(prefix, id) ?? [];
      return inSection(sectionId).find((leaf) => at(leaf).id === id) ?? -1;
    },
  };
}

function keyOf({ id }: ScoreGroup): string {
  return `${escapeId(id)}.`;
}

function sectionsUsing(
  world: World,
  sections: CourseSections,
  group: ScoreGroup,
): Uint32Array<ArrayBuffer> {
  const courses = new Set(group.course === undefined ? [] : [group.course]);
  for (const task of world.gradingTasks.values()) {
    if (task.scoreGroup === group.id) courses.add(task.course);
  }
  const rows = Array.from(courses, sections.of);
  const all = new Uint32Array(rows.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const some of rows) {
    all.set(some, end);
    end += some.length;
  }
  return courses.size > 1 ? all.toSorted(sections.compare) : all;
}
