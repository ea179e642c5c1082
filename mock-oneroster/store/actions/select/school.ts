import { compareText } from "../../compare-text.ts";
import type { Org } from "../../records.ts";
import type { ActionScene } from "../scene.ts";
import { choose } from "./choose.ts";
import { rowOfSourcedId } from "./record-ids.ts";

/** Finds a school by its sourcedId, or by `first`, `second`, … in order of its number. */
export function selectSchool(scene: ActionScene, selector: string): Org {
  const schools = [...scene.world.orgs.values()].filter((org) => org.type === "school");
  const ordered = schools.toSorted((a, b) => compareText(orderOf(a), orderOf(b)));
  const { orgs: table } = scene.world;
  const named = rowOfSourcedId(scene.world, selector, { table, idClass: "org" });
  return choose(scene, {
    selector,
    noun: "school",
    exact: named?.type === "school" ? named : undefined,
    inOrder: () => ordered,
  });
}

/** The id of the school that is named, if one is. */
export function selectSchoolId(
  scene: ActionScene,
  selector: string | undefined,
): string | undefined {
  return selector === undefined ? undefined : selectSchool(scene, selector).id;
}

function orderOf(org: Org): string {
  return `${(org.identifier ?? "").padStart(20, "0")} ${org.id}`;
}
