import { scaleId, usesGroup } from "../../store/gradebook/scale-items.ts";
import type { Ref, RefMaker } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";

/** Which score group something of a section goes by. Both are keys. */
export interface ScaleUse {
  readonly scoreScale: string | undefined;
  readonly section: string | undefined;
}

/**
 * A reference to the score scale of an item or result, which 1.1 does not have.
 *
 * A group of the whole district is sent as the scale of the class. Where the class does not use the group there
 * is no such scale to refer to, and nothing is said.
 */
export function scaleRef(
  { world, version }: ProjectionScene,
  { scoreScale, section }: ScaleUse,
  ref: RefMaker,
): Ref | undefined {
  if (version === "1.1" || scoreScale === undefined) return undefined;
  const group = world.scoreGroups.get(scoreScale);
  if (group === undefined || group.section !== undefined) return ref("scoreScale", scoreScale);
  const place = section === undefined ? undefined : world.sections.get(section);
  if (place === undefined || !usesGroup(world, place, group)) return undefined;
  return ref("scoreScale", scaleId(group, place.id));
}
