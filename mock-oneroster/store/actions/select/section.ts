import type { Section } from "../../records.ts";
import { isSectionInForce } from "../in-force.ts";
import type { ActionScene } from "../scene.ts";
import { choose } from "./choose.ts";
import { rowOfSourcedId } from "./record-ids.ts";

/** Finds a section of an active trial by its sourcedId, or by `first`, `second`, … in order of id. */
export function selectSection(scene: ActionScene, selector: string): Section {
  const { sections } = scene.world;
  const exact = rowOfSourcedId(scene.world, selector, { table: sections, idClass: "class" });
  return choose(scene, {
    selector,
    noun: "section",
    exact: exact !== undefined && isSectionInForce(scene.world, exact) ? exact : undefined,
    inOrder: () => sectionsInOrder(scene),
  });
}

function* sectionsInOrder({ world }: ActionScene): Generator<Section, void> {
  const { rows } = world.sections;
  for (const row of rows.ordered()) {
    const section = rows.at(row);
    if (section.status !== "tobedeleted" && isSectionInForce(world, section)) yield section;
  }
}
