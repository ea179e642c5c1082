import { toIso } from "../../core/clock.ts";
import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import { findGradedItem } from "../store/gradebook/graded-item.ts";
import type { World } from "../store/world.ts";
import { ownOfSis } from "./own-of-sis.ts";
import { checkLicence, type WriteScene } from "./scene.ts";
import { WriteRefusal } from "./write-refusal.ts";

/**
 * Removes a record, so that no list holds it any more, or refuses (`deletefailure`, facts §1.4).
 *
 * By the rules what refers to it goes with it, as scores with their item, or forgets it, as items their category.
 */
export function removeRecord(scene: WriteScene, className: ClassName, id: string): void {
  const { projection, rules } = scene;
  const { world } = projection;
  if (projection.view(className).find(id) === -1) {
    throw new WriteRefusal("unknown-object", `There is no such ${className} here.`);
  }
  const removal = removals[className];
  const own = ownOfSis(world, className, id);
  if (removal === undefined || rules.deletes === "refused" || own !== undefined) {
    throw new WriteRefusal("not-deleted", own ?? "This server deletes nothing.");
  }
  checkLicence(scene, removal.sectionOf(world, id));
  const isInUse = removal.isInUse(world, id);
  if (isInUse && (rules.inUse === "refused" || removal.neverWhileInUse === true)) {
    throw new WriteRefusal("not-deleted", `Other records refer to this ${className}.`);
  }
  if (isInUse) removal.release(world, id, toIso(scene.nowMs));
  removal.remove(world, id);
}

interface Removal {
  readonly sectionOf: (world: World, id: string) => string | undefined;
  readonly isInUse: (world: World, id: string) => boolean;
  readonly neverWhileInUse?: true;
  /** Takes the record away from what refers to it. */
  readonly release: (world: World, id: string, modified: string) => void;
  readonly remove: (world: World, id: string) => void;
}

const unused = { isInUse: () => false, release: () => {} };

const removals: Readonly<Partial<Record<ClassName, Removal>>> = {
  category: {
    sectionOf: (world, id) => world.categories.get(id)?.section,
    isInUse: (world, id) => world.lineItems.where("category", id).length > 0,
    release: (world, id, modified) => {
      for (const item of world.lineItems.where("category", id)) {
        world.lineItems.put({ ...item, category: undefined, modified });
      }
    },
    remove: (world, id) => world.categories.delete(id),
  },
  lineItem: {
    sectionOf: (world, id) => world.lineItems.get(id)?.section,
    isInUse: (world, id) => world.results.rows.where("lineItem", id).length > 0,
    release: (world, id) => {
      for (const result of world.results.where("lineItem", id)) world.results.delete(result.id);
    },
    remove: (world, id) => world.lineItems.delete(id),
  },
  result: {
    ...unused,
    sectionOf: (world, id) => {
      const result = world.results.get(id);
      return findGradedItem(world, result?.lineItem ?? "")?.section ?? result?.section;
    },
    remove: (world, id) => world.results.delete(id),
  },
  scoreScale: {
    sectionOf: (world, id) => world.scoreGroups.get(id)?.section,
    isInUse: isScaleInUse,
    // What was scored by it would lose its meaning.
    neverWhileInUse: true,
    release: () => {},
    remove: (world, id) => world.scoreGroups.delete(id),
  },
  assessmentLineItem: {
    sectionOf: (world, id) => world.assessmentLineItems.get(id)?.section,
    isInUse: (world, id) =>
      world.assessmentLineItems.where("parent", id).length > 0 ||
      world.assessmentResults.where("assessmentLineItem", id).length > 0,
    release: (world, id, modified) => {
      for (const part of world.assessmentLineItems.where("parent", id)) {
        world.assessmentLineItems.put({ ...part, parent: undefined, modified });
      }
      for (const result of world.assessmentResults.where("assessmentLineItem", id)) {
        world.assessmentResults.delete(result.id);
      }
    },
    remove: (world, id) => world.assessmentLineItems.delete(id),
  },
  assessmentResult: {
    ...unused,
    sectionOf: (world, id) => {
      const result = world.assessmentResults.get(id);
      return world.assessmentLineItems.get(result?.assessmentLineItem ?? "")?.section;
    },
    remove: (world, id) => world.assessmentResults.delete(id),
  },
};

function isScaleInUse(world: World, id: string): boolean {
  const tables = [world.lineItems, world.assessmentLineItems, world.assessmentResults] as const;
  if (tables.some((table) => table.rows.where("scoreScale", id).length > 0)) return true;
  for (const { scoreGroup } of world.gradingTasks.values()) if (scoreGroup === id) return true;
  for (const { scoreScale } of world.results.values()) if (scoreScale === id) return true;
  return false;
}
