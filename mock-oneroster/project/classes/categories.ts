import type { Category } from "../../store/records.ts";
import { lookAtGradebook } from "../../store/gradebook/gradebook-sight.ts";
import { uncategorized, uncategorizedId } from "../../store/gradebook/uncategorized.ts";
import type { ViewMember } from "../class-view.ts";
import type { WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { stampColumns, stampFields } from "./stamp.ts";

/** The categories of the grade book, and the one of what has none. */
export function categoryMembers(scene: ProjectionScene): readonly ViewMember[] {
  const { categories } = scene.world;
  const sight = lookAtGradebook(scene.world);
  const stored = createTableMember<Category>({
    table: categories,
    ids: scene.ids,
    shows: (row) => sight.section(categories.rows.at(row).section),
    project: (category) => projectCategory(scene, category),
    fields: stampColumns,
  });
  return [stored, missingMember(scene)];
}

/** A class of one record or of none: the category that stands for having none. */
function missingMember(scene: ProjectionScene): ViewMember {
  const missing = uncategorized(scene.world);
  const isThere = missing !== undefined;
  const texts: ReadonlyMap<string, string> = new Map([
    ["status", missing?.status ?? ""],
    ["dateLastModified", missing?.modified ?? ""],
  ]);
  return {
    rows: () => new Uint32Array(isThere ? 1 : 0),
    sourcedIdAt: () => uncategorizedId,
    record: () => (isThere ? projectCategory(scene, missing) : {}),
    find: (sourcedId) => (isThere && sourcedId === uncategorizedId ? 0 : -1),
    shows: () => isThere,
    candidates: (field, text) => {
      const own = texts.get(field);
      if (own === undefined) return undefined;
      return { handles: isThere && own === text ? [0] : [], exact: true };
    },
    belongs: () => false,
    texts: (field) => {
      const own = texts.get(field);
      if (own === undefined) return undefined;
      return isThere ? [own] : [];
    },
  };
}

/** 1.1 has no weight. */
function projectCategory({ version }: ProjectionScene, category: Category): WireRecord {
  return {
    ...stampFields(category.id, category),
    title: category.title,
    weight: version === "1.1" ? undefined : category.weight,
  };
}
