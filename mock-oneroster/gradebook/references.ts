import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import { studentKey } from "../project/classes/results.ts";
import { findGradedItem, type GradedItem } from "../store/gradebook/graded-item.ts";
import { lookAtGradebook } from "../store/gradebook/gradebook-sight.ts";
import { groupOfScale } from "../store/gradebook/scale-items.ts";
import { uncategorizedId } from "../store/gradebook/uncategorized.ts";
import type { IdClass } from "../store/world.ts";
import { textIn } from "./read-record.ts";
import { isChecked, type Written, type WriteScene } from "./scene.ts";
import { invalid } from "./write-refusal.ts";

/** The key of what a field refers to; undefined when it is absent. */
type ReadKey = (scene: WriteScene, written: Written) => string | undefined;

/** The keys of what records of the grade book refer to. */
export const keys = {
  section: rosterKey("class", "class"),
  school: rosterKey("school", "org", "school"),
  course: rosterKey("course", "course"),
  gradingPeriod: rosterKey("gradingPeriod", "academicSession"),
  academicSession: rosterKey("academicSession", "academicSession"),
  student: (scene, written) => {
    const id = textIn(written.fields, "student");
    if (id === undefined) return undefined;
    checkKnown(scene, { written, name: "student" }, isShown(scene, ["user", id, "student"]));
    return studentKey(scene.projection, id);
  },
  /** The category of what has none is none. */
  category: (scene, written) => {
    const id = textIn(written.fields, "category");
    const { world } = scene.projection;
    const category = id === undefined ? undefined : world.categories.get(id);
    if (id === undefined || (category === undefined && id === uncategorizedId)) return undefined;
    const isKnown = category !== undefined && lookAtGradebook(world).section(category.section);
    checkKnown(scene, { written, name: "category" }, isKnown);
    return id;
  },
  /** A scale of a class leads to the score group behind it. */
  scoreScale: (scene, written) => {
    const id = textIn(written.fields, "scoreScale");
    const group = id === undefined ? undefined : groupOfScale(scene.projection.world, id);
    if (id !== undefined) {
      checkKnown(scene, { written, name: "scoreScale" }, group !== undefined);
    }
    return group?.id ?? id;
  },
  parent: assessmentItemKey("parentAssessmentLineItem"),
  assessmentLineItem: assessmentItemKey("assessmentLineItem"),
} as const satisfies Readonly<Record<string, ReadKey>>;

/** What a result is about; undefined when nobody knows it and the rules do not mind. */
export function gradedItemOf(scene: WriteScene, written: Written): GradedItem | undefined {
  const { world } = scene.projection;
  const found = findGradedItem(world, textIn(written.fields, "lineItem") ?? "");
  const item =
    found !== undefined && lookAtGradebook(world).section(found.section) ? found : undefined;
  checkKnown(scene, { written, name: "lineItem" }, item !== undefined);
  return item;
}

function rosterKey(name: string, idClass: Exclude<IdClass, "user">, kind?: string): ReadKey {
  return (scene, written) => {
    const id = textIn(written.fields, name);
    if (id === undefined) return undefined;
    checkKnown(scene, { written, name }, isShown(scene, [idClass, id, kind]));
    return scene.projection.keyOf(idClass, id) ?? id;
  };
}

function assessmentItemKey(name: string): ReadKey {
  return (scene, written) => {
    const id = textIn(written.fields, name);
    if (id === undefined) return undefined;
    const { world } = scene.projection;
    const item = world.assessmentLineItems.get(id);
    const isKnown = item !== undefined && lookAtGradebook(world).section(item.section);
    checkKnown(scene, { written, name }, isKnown);
    return id;
  };
}

function isShown(
  { projection }: WriteScene,
  [className, id, kind]: readonly [ClassName, string, string | undefined],
): boolean {
  const view = projection.view(className);
  const handle = view.find(id);
  return handle !== -1 && (kind === undefined || view.belongs(handle, kind));
}

function checkKnown(
  scene: WriteScene,
  { written, name }: { readonly written: Written; readonly name: string },
  isKnown: boolean,
): void {
  if (isKnown || !isChecked(scene, "known-references")) return;
  throw invalid(`${written.at}.${name} refers to nothing that is known here.`);
}
